package org.bertrim.engine.figure;

import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Fonts of the machine for letters that Inter lacks. The choice depends on the letters and on what is installed alone:
 * the first font in a fixed order that has all of them, else for each letter the first that has it.
 */
class MachineFonts {

    /** Sans families with Chinese letters in the order of preference, Linux, macOS and Windows. */
    static final List<String> EAST_ASIAN = List.of(
            "Noto Sans CJK SC",
            "Source Han Sans SC",
            "Source Han Sans CN",
            "PingFang SC",
            "Hiragino Sans GB",
            "Microsoft YaHei",
            "WenQuanYi Micro Hei",
            "WenQuanYi Zen Hei",
            "Droid Sans Fallback");

    private static final Set<UnicodeScript> EAST_ASIAN_SCRIPTS = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.HANGUL);
    private static final Set<Integer> NEVER = Set.of(
            (int) Character.CONTROL,
            (int) Character.FORMAT,
            (int) Character.SURROGATE,
            (int) Character.PRIVATE_USE,
            (int) Character.UNASSIGNED,
            (int) Character.NON_SPACING_MARK,
            (int) Character.ENCLOSING_MARK,
            (int) Character.COMBINING_SPACING_MARK,
            (int) Character.LINE_SEPARATOR,
            (int) Character.PARAGRAPH_SEPARATOR);
    private static final int FIRST_EMOJI = 0x1f000;

    private final Map<Weight, List<MachineCut>> eastAsian = new EnumMap<>(Weight.class);
    private final Map<Weight, List<MachineCut>> logical = new EnumMap<>(Weight.class);
    private final Map<Weight, List<MachineCut>> others = new EnumMap<>(Weight.class);

    /** The font of each of {@code letters}; those that no font has, and those that cannot be set alone, are absent. */
    Map<Integer, MachineCut> choose(Collection<Integer> letters, Weight weight) {
        Set<Integer> wanted = new LinkedHashSet<>(letters);
        wanted.removeIf(letter -> !standsAlone(letter));
        Map<Integer, MachineCut> chosen = new TreeMap<>();
        if (wanted.isEmpty()) {
            return chosen;
        }
        boolean chinese = wanted.stream().anyMatch(MachineFonts::eastAsian);
        List<MachineCut> cuts = new ArrayList<>(first(weight, chinese));
        if (cuts.stream().noneMatch(cut -> coversAll(cut, wanted))) {
            cuts.addAll(rest(weight));
        }
        cuts.stream().filter(cut -> coversAll(cut, wanted)).findFirst().ifPresent(cut -> cuts.add(0, cut));
        for (int letter : wanted) {
            cuts.stream()
                    .filter(cut -> cut.covers(letter))
                    .findFirst()
                    .ifPresent(cut -> chosen.put(letter, cut));
        }
        return chosen;
    }

    /** Whether a letter has one form wherever it stands, so that its outline alone sets it. */
    static boolean standsAlone(int letter) {
        if (NEVER.contains(Character.getType(letter))) {
            return false;
        }
        if (Character.isBmpCodePoint(letter)) {
            return !Font.textRequiresLayout(new char[] {(char) letter}, 0, 1);
        }
        UnicodeScript script = UnicodeScript.of(letter);
        return script == UnicodeScript.COMMON || EAST_ASIAN_SCRIPTS.contains(script);
    }

    /** Whether a letter belongs to Chinese, Japanese or Korean text. */
    static boolean eastAsian(int letter) {
        return EAST_ASIAN_SCRIPTS.contains(UnicodeScript.of(letter));
    }

    /** A font to install for a letter that no font of the machine has. */
    static String remedy(int letter) {
        boolean punctuation = letter >= 0x3000 && letter <= 0x33ff || letter >= 0xff00 && letter <= 0xffef;
        if (eastAsian(letter) || punctuation) {
            return "Noto Sans CJK";
        }
        return letter >= FIRST_EMOJI && UnicodeScript.of(letter) == UnicodeScript.COMMON
                ? "Noto Emoji (the one in black and white)"
                : "one of the family Noto Sans";
    }

    /** The fonts that a family name leads to; a test may have others. */
    List<Font> fonts(Collection<String> families, int style) {
        return families.stream()
                .map(family -> new Font(family, style, 1))
                // a family that is not there becomes Dialog
                .filter(font -> !font.getFamily(Locale.ROOT).equals(Font.DIALOG))
                .toList();
    }

    /** Every family of the machine in a fixed order. */
    List<String> families() {
        String[] names =
                GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames(Locale.ROOT);
        return Arrays.stream(names).sorted().toList();
    }

    private synchronized List<MachineCut> first(Weight weight, boolean chinese) {
        List<MachineCut> named = eastAsian.computeIfAbsent(weight, w -> cuts(EAST_ASIAN, w));
        List<MachineCut> platform = logical.computeIfAbsent(weight, w -> cuts(List.of(Font.SANS_SERIF), w));
        List<MachineCut> all = new ArrayList<>(chinese ? named : platform);
        all.addAll(chinese ? platform : named);
        return all;
    }

    private synchronized List<MachineCut> rest(Weight weight) {
        return Objects.requireNonNull(others.computeIfAbsent(weight, w -> cuts(families(), w)));
    }

    private List<MachineCut> cuts(Collection<String> families, Weight weight) {
        return fonts(families, weight == Weight.SEMI_BOLD ? Font.BOLD : Font.PLAIN).stream()
                // an Inter of the machine would be taken for ours, and has no more letters
                .filter(font -> Arrays.stream(Weight.values())
                        .noneMatch(inter -> inter.postScriptName().equals(font.getPSName())))
                .map(MachineCut::new)
                .toList();
    }

    private static boolean coversAll(MachineCut cut, Set<Integer> letters) {
        return letters.stream().allMatch(cut::covers);
    }
}
