package org.bertrim.sampledata;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bertrim.sampledata.ReviewTemplates.Kind;
import org.bertrim.sampledata.ReviewTemplates.Template;
import org.bertrim.sampledata.ReviewWords.Aspect;
import org.bertrim.sampledata.ReviewWords.Domain;
import org.bertrim.sampledata.ReviewWords.Word;
import org.jspecify.annotations.Nullable;

/** Writes the rows of the sample task {@code reviews}. */
final class Reviews {

    /** Share of dev rows that come from a pattern that train does not have. */
    private static final double UNSEEN_TEMPLATES = 0.3;

    /** Share of dev rows about a kind of thing that train does not have. */
    private static final double UNSEEN_DOMAINS = 0.2;

    /** How often a dev row takes a word that train does not have, where there is one. */
    private static final double UNSEEN_WORDS = 0.5;

    private static final double OPENERS = 0.45;
    private static final double LONG_NOUNS = 0.25;
    private static final double GENERAL_ADJECTIVES = 0.3;
    private static final double EXTREME_ADJECTIVES = 0.5;

    private static final Pattern SLOT = Pattern.compile("\\{([^{}]+)}");
    private static final Pattern CHOICE = Pattern.compile("<([^|<>]*)\\|([^|<>]*)>");
    private static final Pattern ARTICLE = Pattern.compile("\\b([Aa]) (?=[aeiou](?!ne\\b|se))");

    private static final Map<String, String> OBJECTS = Map.of("he", "him", "she", "her");

    private final Random random;
    private final boolean dev;

    private Domain domain = ReviewWords.DOMAINS.get(0);
    private Aspect x = domain.aspects().get(0);
    private Aspect y = domain.aspects().get(1);
    private boolean good;
    private boolean longNoun;
    private final Set<String> used = new HashSet<>();

    private Reviews(Random random, boolean dev) {
        this.random = random;
        this.dev = dev;
    }

    /**
     * Makes an even number of rows, from every pattern as many of one label as of the other. None has a key in {@code
     * taken}; their keys are added to it.
     */
    static List<SampleRow> rows(long seed, boolean dev, int count, Set<String> taken) {
        Reviews writer = new Reviews(new Random(seed), dev);
        List<SampleRow> rows = new ArrayList<>();
        while (rows.size() < count) {
            Template template = writer.template();
            for (boolean positive : new boolean[] {true, false}) {
                SampleRow row = writer.row(template, positive);
                while (!taken.add(row.key())) {
                    row = writer.row(template, positive);
                }
                rows.add(row);
            }
        }
        Collections.shuffle(rows, writer.random);
        return rows;
    }

    private SampleRow row(Template template, boolean positive) {
        good = positive != template.flips();
        domain = domain();
        List<Aspect> aspects = new ArrayList<>(domain.aspects());
        x = aspects.remove(random.nextInt(aspects.size()));
        y = aspects.get(random.nextInt(aspects.size()));
        used.clear();
        longNoun = random.nextDouble() < LONG_NOUNS && !template.text().contains("{item}");
        String text = template.text();
        boolean opener = !text.startsWith("^") && random.nextDouble() < OPENERS;
        text = text.startsWith("^") ? text.substring(1) : text;
        text = CHOICE.matcher(text).replaceAll(good ? "$1" : "$2");
        Matcher slots = SLOT.matcher(text);
        text = slots.replaceAll(match -> Matcher.quoteReplacement(fill(match.group(1))));
        if (opener) {
            List<Word> openers = random.nextBoolean() ? ReviewWords.OPENERS : domain.openers();
            text = pick(openers) + ", " + text;
        }
        text = ARTICLE.matcher(text).replaceAll("$1n ");
        text = Character.toUpperCase(text.charAt(0)) + text.substring(1);
        return new SampleRow(text, null, positive ? "positive" : "negative", template.id());
    }

    private Template template() {
        double total = ReviewTemplates.KINDS.stream().mapToDouble(Kind::share).sum();
        double point = random.nextDouble() * total;
        Kind chosen = ReviewTemplates.KINDS.get(ReviewTemplates.KINDS.size() - 1);
        for (Kind kind : ReviewTemplates.KINDS) {
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

    private Domain domain() {
        boolean unseen = dev && random.nextDouble() < UNSEEN_DOMAINS;
        List<Domain> domains = ReviewWords.DOMAINS.stream().filter(d -> d.devOnly() == unseen).toList();
        return domains.get(random.nextInt(domains.size()));
    }

    private String fill(String slot) {
        return switch (slot) {
            case "x" -> longNoun
                    ? "the " + x.noun() + " " + domain.preposition() + " this " + domain.item()
                    : "the " + x.noun();
            case "xb" -> x.noun();
            case "y" -> "the " + y.noun();
            case "was" -> x.plural() ? "were" : "was";
            case "is" -> x.plural() ? "are" : "is";
            case "has" -> x.plural() ? "have" : "has";
            case "it" -> x.plural() ? "they" : x.pronoun();
            case "him" -> x.plural() ? "them" : OBJECTS.getOrDefault(x.pronoun(), "it");
            case "was2" -> y.plural() ? "were" : "was";
            case "item" -> domain.item();
            case "items" -> domain.items();
            case "a", "a2" -> adjective(x, good, false);
            case "g", "g2" -> adjective(x, good, true);
            case "+g" -> comparative(adjective(x, good, true));
            case "b" -> adjective(x, !good, false);
            case "h" -> adjective(x, !good, true);
            case "c" -> adjective(y, good, false);
            case "d" -> adjective(y, !good, false);
            case "m", "m2" -> adjective(null, good, false);
            case "n", "n2" -> adjective(null, !good, false);
            case "gm" -> adjective(null, good, true);
            case "gn" -> adjective(null, !good, true);
            case "+gm" -> comparative(adjective(null, good, true));
            case "act" -> pick(good ? domain.goodActs() : domain.badActs());
            case "oact" -> pick(good ? domain.badActs() : domain.goodActs());
            case "nouns" -> pick(good ? ReviewWords.MERITS : ReviewWords.FLAWS);
            case "onouns" -> pick(good ? ReviewWords.FLAWS : ReviewWords.MERITS);
            default -> throw new IllegalStateException("no such slot: " + slot);
        };
    }

    private String adjective(@Nullable Aspect aspect, boolean positive, boolean gradable) {
        if (aspect != null && random.nextDouble() >= GENERAL_ADJECTIVES) {
            return pick(positive ? aspect.good() : aspect.bad());
        }
        if (!gradable && random.nextDouble() < EXTREME_ADJECTIVES) {
            return pick(positive ? ReviewWords.SUPERB : ReviewWords.AWFUL);
        }
        return pick(positive ? ReviewWords.GOOD : ReviewWords.BAD);
    }

    private static String comparative(String adjective) {
        return ReviewWords.COMPARATIVES.getOrDefault(adjective, "more " + adjective);
    }

    /** A word this row has not used yet. */
    private String pick(List<Word> words) {
        List<Word> seen = words.stream().filter(w -> !w.devOnly() && !used.contains(w.text())).toList();
        List<Word> unseen = words.stream().filter(w -> w.devOnly() && !used.contains(w.text())).toList();
        boolean fromUnseen = dev && !unseen.isEmpty() && (seen.isEmpty() || random.nextDouble() < UNSEEN_WORDS);
        List<Word> choice = fromUnseen ? unseen : seen;
        String word = choice.get(random.nextInt(choice.size())).text();
        used.add(word);
        return word;
    }
}
