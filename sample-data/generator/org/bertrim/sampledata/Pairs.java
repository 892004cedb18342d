package org.bertrim.sampledata;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bertrim.sampledata.PairTemplates.Kind;
import org.bertrim.sampledata.PairTemplates.Template;
import org.bertrim.sampledata.PairWords.Entry;

/** Writes the rows of the sample task {@code pairs}. */
final class Pairs {

    /** Share of dev rows that come from a pattern that train does not have. */
    private static final double UNSEEN_TEMPLATES = 0.3;

    /** How often a dev row takes a word that train does not have, where there is one. */
    private static final double UNSEEN_WORDS = 0.8;

    private static final double TIMES = 0.4;

    private static final Pattern SLOT = Pattern.compile("\\{([^{}]+)}");

    private final Random random;
    private final boolean dev;
    private final Map<String, String> words = new HashMap<>();

    private Pairs(Random random, boolean dev) {
        this.random = random;
        this.dev = dev;
    }

    /**
     * Makes an even number of rows, from every pattern as many of one label as of the other. None has a key in {@code
     * taken}; their keys are added to it.
     */
    static List<SampleRow> rows(long seed, boolean dev, int count, Set<String> taken) {
        Pairs writer = new Pairs(new Random(seed), dev);
        List<SampleRow> rows = new ArrayList<>();
        while (rows.size() < count) {
            Template template = writer.template();
            for (boolean follows : new boolean[] {true, false}) {
                SampleRow row = writer.row(template, follows);
                while (!taken.add(row.key())) {
                    row = writer.row(template, follows);
                }
                rows.add(row);
            }
        }
        Collections.shuffle(rows, writer.random);
        return rows;
    }

    private SampleRow row(Template template, boolean follows) {
        draw();
        String first = follows ? template.premise() : template.otherPremise();
        String second = follows ? template.follows() : template.doesNotFollow();
        return new SampleRow(sentence(first), sentence(second), follows ? "yes" : "no", template.id());
    }

    private Template template() {
        double point =
                random.nextDouble() * PairTemplates.KINDS.stream().mapToDouble(Kind::share).sum();
        Kind chosen = PairTemplates.KINDS.get(PairTemplates.KINDS.size() - 1);
        for (Kind kind : PairTemplates.KINDS) {
            point -= kind.share();
            if (point < 0) {
                chosen = kind;
                break;
            }
        }
        boolean unseen = dev && random.nextDouble() < UNSEEN_TEMPLATES;
        List<Template> templates =
                chosen.templates().stream().filter(t -> t.devOnly() == unseen).toList();
        return templates.get(random.nextInt(templates.size()));
    }

    /** Draws a word for every slot, the same in both sentences. */
    private void draw() {
        words.clear();
        List<Entry> persons = new ArrayList<>();
        for (String slot : List.of("p", "q", "r")) {
            Entry person = pick(PairWords.PERSONS, persons);
            persons.add(person);
            words.put(slot, person.form(0));
        }
        Entry deed = pick(PairWords.DEEDS, List.of());
        put(deed, "did", "do", "done");
        put(pick(PairWords.DEEDS, List.of(deed)), "did2", "do2");
        put(pick(PairWords.DEEDS_TO_PERSONS, List.of()), "tv", "tvp");
        Entry typical = pick(PairWords.TYPICAL, List.of());
        put(typical, "actor", "acted", "target");
        words.put("actedon", typical.form(typical.forms().size() > 3 ? 3 : 1));
        put(pick(PairWords.EVENTS, List.of()), "iv");
        Entry thing = pick(PairWords.THINGS, List.of());
        List<Entry> sameKind = PairWords.THINGS.stream()
                .filter(t -> t.form(1).equals(thing.form(1)))
                .toList();
        put(thing, "obj", "kind");
        put(pick(PairWords.THINGS, sameKind), "obj2", "kind2");
        put(pick(PairWords.GETTING, List.of()), "got");
        put(pick(PairWords.MODIFIERS, List.of()), "adj");
        put(pick(PairWords.MEASURES, List.of()), "tall", "taller", "shorter");
        put(pick(PairWords.PLACES, List.of()), "place");
        put(pick(PairWords.STATES, List.of()), "open", "closed");
        put(pick(PairWords.GROUPS, List.of()), "group", "one");
        put(pick(PairWords.YES, List.of()), "yes");
        put(pick(PairWords.NO, List.of()), "no");
        put(pick(PairWords.KNOWS, List.of()), "knows", "weknow");
        put(pick(PairWords.THINKS, List.of()), "thinks", "wethink");
        put(pick(PairWords.PROOF, List.of()), "proof");
        put(pick(PairWords.RUMOURS, List.of()), "rumour");
        put(pick(PairWords.SURELY, List.of()), "surely");
        put(pick(PairWords.PERHAPS, List.of()), "perhaps");
        put(pick(PairWords.TRUE, List.of()), "true");
        put(pick(PairWords.FALSE, List.of()), "false");
        put(pick(PairWords.AND, List.of()), "and");
        put(pick(PairWords.INSTEAD, List.of()), "insteadof");
        put(pick(PairWords.LIKE, List.of()), "like");
        put(pick(PairWords.UNLIKE, List.of()), "unlike");
        put(pick(PairWords.ALL, List.of()), "all");
        put(pick(PairWords.NONE, List.of()), "none");
        put(pick(PairWords.FEW, List.of()), "few");
        String time = pick(PairWords.TIMES, List.of()).form(0);
        words.put("time", time);
        words.put("when", random.nextDouble() < TIMES ? " " + time : "");
        int six = 1 + random.nextInt(PairWords.NUMBERS.size() - 2);
        words.put("six", PairWords.NUMBERS.get(six));
        words.put("four", PairWords.NUMBERS.get(random.nextInt(six)));
        words.put("nine", PairWords.NUMBERS.get(six + 1 + random.nextInt(PairWords.NUMBERS.size() - six - 1)));
    }

    /** Puts an entry's forms in slots; an entry with fewer forms repeats its first one. */
    private void put(Entry entry, String... slots) {
        for (int i = 0; i < slots.length; i++) {
            words.put(slots[i], entry.form(i < entry.forms().size() ? i : 0));
        }
    }

    private String sentence(String template) {
        Matcher slots = SLOT.matcher(template);
        String text = slots.replaceAll(match -> Matcher.quoteReplacement(fill(match.group(1))));
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private String fill(String slot) {
        if (slot.startsWith("an ")) {
            String noun = fill(slot.substring(3));
            return ("aeiou".indexOf(noun.charAt(0)) >= 0 ? "an " : "a ") + noun;
        }
        String word = words.get(slot);
        if (word == null) {
            throw new IllegalStateException("no such slot: " + slot);
        }
        return word;
    }

    private Entry pick(List<Entry> entries, List<Entry> except) {
        List<Entry> seen = entries.stream().filter(e -> !e.devOnly() && !except.contains(e)).toList();
        List<Entry> unseen = entries.stream().filter(e -> e.devOnly() && !except.contains(e)).toList();
        boolean fromUnseen = dev && !unseen.isEmpty() && random.nextDouble() < UNSEEN_WORDS;
        List<Entry> choice = fromUnseen ? unseen : seen;
        return choice.get(random.nextInt(choice.size()));
    }
}
