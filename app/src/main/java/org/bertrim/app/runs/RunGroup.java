package org.bertrim.app.runs;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bertrim.app.store.RunInfo;
import org.bertrim.app.store.RunRow;
import org.bertrim.app.store.RunStatus;
import org.jspecify.annotations.Nullable;

/**
 * Runs that have something in common, and what can be said of them together.
 *
 * @param value what they have in common, see {@link Grouping#value}
 * @param name what that is called on the screen
 * @param rows at least one
 * @param scores how many of them have a score
 * @param mean of the best score of each run, a fraction; null where no run has a score, or where the scores are not of the same kind
 * @param deviation standard deviation of the same (n − 1); null where there are fewer than two
 * @param highest the highest of the best scores; null like the mean
 * @param seconds for how long workers have been busy with all of them
 * @param latest when the latest was made
 * @param statuses how many runs are in which state
 */
record RunGroup(
        String value,
        String name,
        List<RunRow> rows,
        int scores,
        @Nullable Double mean,
        @Nullable Double deviation,
        @Nullable Double highest,
        double seconds,
        Instant latest,
        Map<RunStatus, Integer> statuses) {

    /** What a score is of; only scores of the same task and metric have a mean. */
    private record Kind(String task, String metric) {}

    /** A group of these runs. */
    static RunGroup of(String value, String name, List<RunRow> rows) {
        List<RunInfo> runs = rows.stream().map(RunRow::info).toList();
        List<RunInfo> scored = runs.stream().filter(run -> score(run) != null).toList();
        boolean alike = scored.stream()
                        .map(run -> new Kind(run.design().task(), run.outcome().metric()))
                        .distinct()
                        .count()
                == 1;
        double[] scores = scored.stream()
                .map(RunGroup::score)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
        Double mean = alike ? Double.valueOf(mean(scores)) : null;
        Map<RunStatus, Integer> statuses = new LinkedHashMap<>();
        runs.stream()
                .map(RunInfo::status)
                .sorted()
                .forEach(status -> statuses.merge(status, 1, Integer::sum));
        return new RunGroup(
                value,
                name,
                List.copyOf(rows),
                scores.length,
                mean,
                mean == null || scores.length < 2 ? null : Double.valueOf(deviation(scores, mean)),
                alike ? Double.valueOf(max(scores)) : null,
                runs.stream().mapToDouble(run -> run.times().seconds()).sum(),
                runs.stream().map(run -> run.times().created()).max(Comparator.naturalOrder()).orElse(Instant.EPOCH),
                statuses);
    }

    private static @Nullable Double score(RunInfo run) {
        RunInfo.Model best = run.outcome().best();
        return best == null ? null : best.score();
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double max(double[] values) {
        double most = values[0];
        for (double value : values) {
            most = Math.max(most, value);
        }
        return most;
    }

    private static double deviation(double[] values, double mean) {
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1));
    }
}
