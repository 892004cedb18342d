package org.bertrim.engine.figure;

import java.awt.Font;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.bertrim.engine.format.EngineException;

/**
 * The letters of figures: Inter from the class path, with the digits of equal width in place of the usual ones, so that
 * numbers below each other can be compared; letters that Inter lacks, Chinese ones above all, from a font of the
 * machine. One instance serves measuring, drawing and embedding, which therefore agree on every width.
 */
final class Lettering implements Letters {

    private static final int MOST_KEPT = 2000;

    private final Map<Weight, Cut> inter = new EnumMap<>(Weight.class);
    private final Map<Run, List<Run>> foreign = new ConcurrentHashMap<>();
    private final MachineFonts machine;

    Lettering(MachineFonts machine) {
        this.machine = machine;
        for (Weight weight : Weight.values()) {
            inter.put(weight, InterCut.load(weight));
        }
    }

    /** A stretch of a label in one font. */
    record Run(Cut cut, String text) {

        /** Width as a share of the font size. */
        double width() {
            return text.codePoints().mapToDouble(cut::advance).sum();
        }
    }

    /** The one instance; its fonts are read at first use. */
    static Lettering shared() {
        return Holder.SHARED;
    }

    /** Width of {@code text} in points when set in {@code size} points. */
    @Override
    public double width(String text, double size, Weight weight) {
        return runs(text, weight).stream().mapToDouble(Run::width).sum() * size;
    }

    /**
     * Makes sure that a label can be set and embedded.
     *
     * @throws EngineException naming the label and the character that the fonts lack
     */
    @Override
    public void require(String label, Weight weight) {
        List<Integer> lacking = runs(label, weight).stream()
                .flatMap(run -> run.text().codePoints().filter(c -> !run.cut().covers(c)).boxed())
                .toList();
        if (!lacking.isEmpty()) { // what no font can mend is said first
            throw missing(
                    label,
                    lacking.stream().filter(c -> !MachineFonts.standsAlone(c)).findFirst().orElse(lacking.get(0)));
        }
    }

    private static EngineException missing(String label, int c) {
        String what = "The figure was not exported";
        String character = Character.isISOControl(c) ? "" : " “" + Character.toString(c) + "”";
        String holds = String.format("its label “%s” holds the character%s (U+%04X), ", label, character, c);
        if (!MachineFonts.standsAlone(c)) {
            return new EngineException(
                    what,
                    holds + "which the font Inter does not have and figures cannot take from another font",
                    "Rename what the label names, using letters that Inter has, and export again.");
        }
        return new EngineException(
                what,
                holds + "which neither the font Inter nor a font of this machine has",
                "Install a font that has it, for example " + MachineFonts.remedy(c)
                        + ", start Bertrim again and export again; or rename what the label names.");
    }

    /** A label in the fonts it is set in, from the start on; letters that no font has are left to Inter. */
    List<Run> runs(String text, Weight weight) {
        Run whole = new Run(inter(weight), text);
        if (text.codePoints().allMatch(whole.cut()::covers)) {
            return List.of(whole);
        }
        if (foreign.size() > MOST_KEPT) {
            foreign.clear();
        }
        return foreign.computeIfAbsent(whole, w -> split(w, weight));
    }

    private List<Run> split(Run whole, Weight weight) {
        Cut own = whole.cut();
        Set<Integer> lacking =
                whole.text().codePoints().filter(c -> !own.covers(c)).boxed().collect(Collectors.toSet());
        Map<Integer, MachineCut> chosen = machine.choose(lacking, weight);
        List<Run> runs = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        Cut current = own;
        for (int c : whole.text().codePoints().toArray()) {
            Cut next = chosen.containsKey(c) ? chosen.get(c) : own;
            if (next != current && !text.isEmpty()) {
                runs.add(new Run(current, text.toString()));
                text.setLength(0);
            }
            current = next;
            text.appendCodePoint(c);
        }
        runs.add(new Run(current, text.toString()));
        return runs;
    }

    /** The weight of Inter itself. */
    Cut inter(Weight weight) {
        return Objects.requireNonNull(inter.get(weight));
    }

    /** What tells the fonts of painted runs apart, whatever their size. */
    static String key(Font font) {
        return font.getPSName() + "/" + font.getStyle();
    }

    private static final class Holder {
        static final Lettering SHARED = new Lettering(new MachineFonts());
    }
}
