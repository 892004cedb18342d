package org.bertrim.sampledata;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes the two sample tasks that ship with the product. All is drawn from fixed seeds by {@link java.util.Random},
 * whose numbers the Java platform specifies, so that the files come out the same on every machine.
 */
public final class SampleData {

    static final int TRAIN_ROWS = 2000;
    static final int DEV_ROWS = 1000;

    /** The rows of one task. */
    record Rows(List<SampleRow> train, List<SampleRow> dev) {}

    private SampleData() {}

    /** Rewrites the task folders below the folder given as the only argument, {@code sample-data} of the repository. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            throw new IllegalArgumentException("one argument expected: the folder sample-data");
        }
        Path folder = Path.of(arguments[0]);
        for (Map.Entry<String, String> file : files().entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue(), StandardCharsets.UTF_8);
        }
    }

    static Rows reviews() {
        Set<String> taken = new HashSet<>();
        List<SampleRow> train = Reviews.rows(20260101, false, TRAIN_ROWS, taken);
        return new Rows(train, Reviews.rows(20260102, true, DEV_ROWS, taken));
    }

    static Rows pairs() {
        Set<String> taken = new HashSet<>();
        List<SampleRow> train = Pairs.rows(20260103, false, TRAIN_ROWS, taken);
        return new Rows(train, Pairs.rows(20260104, true, DEV_ROWS, taken));
    }

    /** Every generated file: path below {@code sample-data}, content. */
    static Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        Rows reviews = reviews();
        files.put("reviews/task.json", """
                {
                  "name" : "reviews",
                  "description" : "Sentiment of one sentence: does the writer like the thing?",
                  "kind" : "classification",
                  "pair" : false,
                  "labels" : [ "negative", "positive" ],
                  "metrics" : [ "accuracy" ]
                }
                """);
        files.put("reviews/train.tsv", table("sentence\tlabel", reviews.train()));
        files.put("reviews/dev.tsv", table("sentence\tlabel", reviews.dev()));
        Rows pairs = pairs();
        files.put("pairs/task.json", """
                {
                  "name" : "pairs",
                  "description" : "Two sentences: does the second follow from the first?",
                  "kind" : "classification",
                  "pair" : true,
                  "labels" : [ "no", "yes" ],
                  "metrics" : [ "accuracy" ]
                }
                """);
        files.put("pairs/train.tsv", table("sentence1\tsentence2\tlabel", pairs.train()));
        files.put("pairs/dev.tsv", table("sentence1\tsentence2\tlabel", pairs.dev()));
        return files;
    }

    private static String table(String header, List<SampleRow> rows) {
        return rows.stream().map(SampleRow::line).collect(Collectors.joining("\n", header + "\n", "\n"));
    }
}
