package org.bertrim.engine.task;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A task with its rows.
 *
 * @param info what the task is
 * @param train training rows in the order of their file
 * @param dev evaluation sets by name, the main one, {@code dev}, first; MNLI has {@code dev-mismatched} beside it
 * @param skippedRows rows that were left out over all files, because the task's format is known to break them (QQP) or
 *     because the user chose so
 * @param firstSkipped the first of these with the reasons, as far as they are known
 * @param fingerprint SHA-256 in hex over what the task is and all its rows, whatever path they were read from
 */
public record Task(
        TaskInfo info,
        List<Example> train,
        Map<String, List<Example>> dev,
        int skippedRows,
        List<RowProblem> firstSkipped,
        String fingerprint) {

    /** Name of the main evaluation set. */
    public static final String DEV = "dev";

    /** Name of MNLI's second evaluation set. */
    public static final String DEV_MISMATCHED = "dev-mismatched";

    /** Copies the collections; the order of {@code dev} is kept. */
    public Task {
        train = List.copyOf(train);
        firstSkipped = List.copyOf(firstSkipped);
        Map<String, List<Example>> copy = new LinkedHashMap<>();
        dev.forEach((name, rows) -> copy.put(name, List.copyOf(rows)));
        dev = Collections.unmodifiableMap(copy);
    }

    /** A task with the fingerprint of its rows. */
    public static Task of(TaskInfo info, List<Example> train, Map<String, List<Example>> dev, int skippedRows) {
        return of(info, train, dev, skippedRows, List.of());
    }

    /** A task with the fingerprint of its rows, and what was left out of it. */
    static Task of(
            TaskInfo info,
            List<Example> train,
            Map<String, List<Example>> dev,
            int skippedRows,
            List<RowProblem> firstSkipped) {
        return new Task(info, train, dev, skippedRows, firstSkipped, fingerprint(info, train, dev));
    }

    private static String fingerprint(TaskInfo info, List<Example> train, Map<String, List<Example>> dev) {
        MessageDigest digest = sha256();
        try (DataOutputStream out = new DataOutputStream(
                new BufferedOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest), 1 << 16))) {
            write(out, info.name());
            write(out, info.kind().name());
            out.writeBoolean(info.pair());
            out.writeInt(info.labels().size());
            for (String label : info.labels()) {
                write(out, label);
            }
            out.writeInt(info.metrics().size());
            for (Metric metric : info.metrics()) {
                write(out, metric.key());
            }
            write(out, train);
            out.writeInt(dev.size());
            for (Map.Entry<String, List<Example>> set : dev.entrySet()) {
                write(out, set.getKey());
                write(out, set.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // nothing is written anywhere
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void write(DataOutputStream out, List<Example> rows) throws IOException {
        out.writeInt(rows.size());
        for (Example row : rows) {
            write(out, row.text());
            out.writeBoolean(row.secondText() != null);
            if (row.secondText() != null) {
                write(out, row.secondText());
            }
            out.writeFloat(row.label());
            if (row.question() != null) {
                write(out, row.question());
            }
        }
    }

    private static void write(DataOutputStream out, Question question) throws IOException {
        write(out, question.id());
        out.writeInt(question.answers().size());
        for (Span answer : question.answers()) {
            out.writeInt(answer.start());
            out.writeInt(answer.end());
        }
    }

    /** The length goes first, so that no two lists of texts give the same bytes. */
    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
