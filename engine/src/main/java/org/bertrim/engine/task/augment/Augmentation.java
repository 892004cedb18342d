package org.bertrim.engine.task.augment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bertrim.engine.task.Example;
import org.bertrim.engine.task.TaskInfo;
import org.bertrim.engine.task.WordTokenizer;
import org.bertrim.engine.task.augment.AugmentationSettings.Variant;
import org.jspecify.annotations.Nullable;

/**
 * TinyBERT's text augmentation of a task's training rows (Jiao et al. 2020, section 4.1 and Algorithm 1): variants in which words are
 * replaced by likely ones, with the labels of their rows. The same rows, settings, words and seed always give the same variants.
 *
 * <p>The rows are those to train on, held-out rows taken away before, so that no variant of a held-out row can get into training.
 */
public final class Augmentation {

    /** Goes up when other variants come out than before, so that kept ones are not used again. */
    private static final String VERSION = "1";

    /** Rows that are made and kept together: some seconds of work, so that a user who stops does not wait long. */
    private static final int ROWS_PER_PART = 1000;

    private static final int ROWS_PER_PART_OF_MODEL = 50;

    private final AugmentationSettings settings;
    private final List<Example> rows;
    private final Variants procedure;
    private final String fingerprint;
    private final @Nullable VariantStore store;
    private final int perPart;

    /**
     * Prepares the augmentation; nothing is computed yet.
     *
     * @param rows the rows to train on, all with a second text or all without
     * @param words where likely words come from; stays the caller's
     * @param machine of what else the last bits of similarities depend on: library, threads, device
     * @param store keeps what was made; null to keep nothing
     */
    public Augmentation(
            AugmentationSettings settings,
            TaskInfo task,
            List<Example> rows,
            WordTokenizer tokenizer,
            CandidateWords words,
            long seed,
            String machine,
            @Nullable VariantStore store) {
        if (!settings.active()) {
            throw new IllegalArgumentException("augmentation is off");
        }
        int draws = settings.draws(task);
        this.settings = settings;
        this.rows = List.copyOf(rows);
        this.procedure = settings.variant() == Variant.PAPER
                ? new PaperVariants(settings, draws, tokenizer, words, seed)
                : new ScriptVariants(settings, draws, tokenizer, words, seed);
        this.fingerprint = fingerprint(
                VERSION,
                settings.method().word(),
                settings.variant().word(),
                Integer.toString(settings.candidates()),
                Double.toString(settings.replace()),
                Integer.toString(draws),
                Long.toString(seed),
                machine,
                words.fingerprint());
        this.store = store;
        this.perPart = words.asksModel() ? ROWS_PER_PART_OF_MODEL : ROWS_PER_PART;
    }

    /** The settings. */
    public AugmentationSettings settings() {
        return settings;
    }

    /** How many rows are augmented. */
    public int rows() {
        return rows.size();
    }

    /** Into how many parts they are cut. */
    public int parts() {
        return (rows.size() + perPart - 1) / perPart;
    }

    /** How many rows are done once {@code parts} parts are. */
    public int rowsOf(int parts) {
        return (int) Math.min(rows.size(), (long) parts * perPart);
    }

    /** Of rows, settings, seed and source of words: the same one gives the same variants. */
    public String fingerprint() {
        return fingerprint;
    }

    /** The variants of each row of a part, found or made and kept. */
    public List<List<Example>> part(int number) {
        int first = number * perPart;
        List<Example> part = rows.subList(first, rowsOf(number + 1));
        Optional<List<List<Example>>> kept = store == null ? Optional.empty() : store.find(fingerprint, first, part);
        if (kept.isPresent()) {
            return kept.get();
        }
        List<List<Example>> made = procedure.of(part, first);
        if (store != null) {
            store.put(fingerprint, first, part, made);
        }
        return made;
    }

    private String fingerprint(String... settings) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String setting : settings) {
                add(digest, setting);
            }
            for (Example row : rows) {
                add(digest, row.text());
                add(digest, row.secondText() == null ? "" : "+" + row.secondText());
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The length goes first, so that no two lists of texts give the same bytes. */
    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int shift = 24; shift >= 0; shift -= 8) {
            digest.update((byte) (bytes.length >>> shift));
        }
        digest.update(bytes);
    }
}
