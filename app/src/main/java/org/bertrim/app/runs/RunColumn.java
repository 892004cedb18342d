package org.bertrim.app.runs;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.bertrim.app.common.Numbers;
import org.bertrim.app.store.RunInfo;
import org.jspecify.annotations.Nullable;

/**
 * One column of the table.
 *
 * @param id never changes; its texts are {@code runs.column.ID} and {@code runs.column.ID.tip}
 * @param text what a cell says
 * @param tip what it says when it is pointed at, empty for nothing
 * @param value what it is sorted by, null where there is none
 * @param number whether it is set at the right
 * @param width in pixels
 * @param rank 0 always there at first, 1 to 6 where there is room, the lower ones first; 9 only when it is chosen
 */
record RunColumn(
        String id,
        BiFunction<RunWords, RunInfo, String> text,
        BiFunction<RunWords, RunInfo, String> tip,
        Function<RunInfo, @Nullable Comparable<?>> value,
        boolean number,
        double width,
        int rank) {

    static final String STATUS = "status";
    static final String NAME = "name";
    static final String CREATED = "created";

    /** Shown by itself only where a run has one. */
    static final String ARCHITECTURE = "architecture";

    /** The least and the most that the column of names takes. */
    static final double NAME_WIDTH = 236;

    static final double NAME_WIDEST = 420;

    /** All of them, in the order of the table. */
    static final List<RunColumn> ALL = List.of(
            text(STATUS, RunWords::statusAndShare, RunWords::statusTip, run -> run.status().ordinal(), 136, 0),
            text(NAME, (words, run) -> run.design().name(), (words, run) -> run.id(), run -> lower(run.design().name()), NAME_WIDTH, 0),
            text("method", RunWords::method, none(), run -> run.design().method(), 92, 0),
            text(
                    "task",
                    (words, run) -> RunWords.brief(run.design().task()),
                    (words, run) -> run.design().task(),
                    run -> lower(RunWords.brief(run.design().task())),
                    84,
                    0),
            text(
                    "teacher",
                    (words, run) -> RunWords.brief(run.design().teacher()),
                    (words, run) -> run.design().teacher(),
                    run -> lower(RunWords.brief(run.design().teacher())),
                    110,
                    3),
            number(
                    "seed",
                    (words, run) -> run.design().seed() == null ? Numbers.NONE : Long.toString(run.design().seed()),
                    none(),
                    run -> run.design().seed(),
                    62,
                    2),
            number(
                    "score",
                    (words, run) -> RunWords.score(score(run.outcome().best())),
                    (words, run) -> words.model(run.outcome().best()),
                    run -> score(run.outcome().best()),
                    62,
                    0),
            text("step", RunWords::step, none(), run -> run.outcome().step() == 0 ? null : run.outcome().step(), 88, 4),
            number(
                    "teacher-score",
                    (words, run) -> RunWords.score(run.outcome().teacherScore()),
                    none(),
                    run -> run.outcome().teacherScore(),
                    82,
                    9),
            number(
                    "size",
                    (words, run) -> RunWords.size(run.outcome().best()),
                    (words, run) -> words.model(run.outcome().best()),
                    run -> bytes(run.outcome().best()),
                    76,
                    0),
            number(
                    "speed-up",
                    (words, run) -> RunWords.speedUp(run.outcome().best()),
                    (words, run) -> words.model(run.outcome().best()),
                    run -> run.outcome().best() == null ? null : run.outcome().best().speedUp(),
                    84,
                    0),
            text(
                    ARCHITECTURE,
                    (words, run) -> run.outcome().architecture() == null
                            ? Numbers.NONE
                            : run.outcome().architecture().brief(),
                    (words, run) -> words.architecture(run.outcome().architecture()),
                    RunColumn::byCells,
                    156,
                    1),
            number(
                    "smallest-size",
                    (words, run) -> RunWords.size(run.outcome().smallest()),
                    (words, run) -> words.model(run.outcome().smallest()),
                    run -> bytes(run.outcome().smallest()),
                    92,
                    9),
            number(
                    "smallest-score",
                    (words, run) -> RunWords.score(score(run.outcome().smallest())),
                    (words, run) -> words.model(run.outcome().smallest()),
                    run -> score(run.outcome().smallest()),
                    92,
                    9),
            number("time", RunWords::duration, none(), run -> run.times().seconds(), 70, 0),
            text(CREATED, RunWords::created, (words, run) -> words.time(run.times().created()), run -> run.times().created(), 100, 1),
            text(
                    "tags",
                    (words, run) -> String.join(", ", run.words().tags()),
                    (words, run) -> String.join(", ", run.words().tags()),
                    run -> run.words().tags().isEmpty() ? null : String.join(",", run.words().tags()),
                    90,
                    2),
            text(
                    "notes",
                    (words, run) -> run.words().notes().lines().findFirst().orElse(""),
                    (words, run) -> run.words().notes(),
                    run -> run.words().notes().isEmpty() ? null : lower(run.words().notes()),
                    100,
                    5),
            text("device", (words, run) -> run.design().device(), none(), run -> run.design().device(), 72, 9));

    private static RunColumn text(
            String id,
            BiFunction<RunWords, RunInfo, String> text,
            BiFunction<RunWords, RunInfo, String> tip,
            Function<RunInfo, @Nullable Comparable<?>> value,
            double width,
            int rank) {
        return new RunColumn(id, text, tip, value, false, width, rank);
    }

    private static RunColumn number(
            String id,
            BiFunction<RunWords, RunInfo, String> text,
            BiFunction<RunWords, RunInfo, String> tip,
            Function<RunInfo, @Nullable Comparable<?>> value,
            double width,
            int rank) {
        return new RunColumn(id, text, tip, value, true, width, rank);
    }

    private static BiFunction<RunWords, RunInfo, String> none() {
        return (words, run) -> "";
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** By the number of cells, then by the operations. */
    private static @Nullable String byCells(RunInfo run) {
        RunInfo.Architecture architecture = run.outcome().architecture();
        return architecture == null ? null : String.format(Locale.ROOT, "%04d %s", architecture.cells(), architecture.brief());
    }

    private static @Nullable Double score(RunInfo.@Nullable Model model) {
        return model == null ? null : model.score();
    }

    private static @Nullable Long bytes(RunInfo.@Nullable Model model) {
        return model == null ? null : model.sizeBytes();
    }

    /** Whether there is a column of this id whatever runs there are. */
    static boolean isBuiltIn(String column) {
        return ALL.stream().anyMatch(each -> each.id().equals(column));
    }

    /** The columns to start with in a table of this width; that of architectures only where there are some. */
    static List<String> fitting(double width, boolean architectures) {
        double rest = width;
        List<RunColumn> byRank = ALL.stream()
                .filter(column -> column.rank() < 9 && (architectures || !column.id().equals(ARCHITECTURE)))
                .sorted(Comparator.comparingInt(RunColumn::rank))
                .toList();
        Set<String> fitting = new HashSet<>();
        for (RunColumn column : byRank) {
            rest -= column.width();
            if (column.rank() > 0 && rest < 0) {
                break;
            }
            fitting.add(column.id());
        }
        return ALL.stream().map(RunColumn::id).filter(fitting::contains).toList();
    }

    /**
     * Orders runs by this column; a run without a value comes last whichever way it is sorted.
     *
     * @param descending whether the table turns the order round
     */
    @SuppressWarnings({"unchecked", "rawtypes"})
    Comparator<RunInfo> order(boolean descending) {
        Comparator values = descending
                ? Comparator.nullsFirst(Comparator.naturalOrder())
                : Comparator.nullsLast(Comparator.naturalOrder());
        return (a, b) -> values.compare(a == null ? null : value.apply(a), b == null ? null : value.apply(b));
    }
}
