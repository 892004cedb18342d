package org.bertrim.app.runs;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.MissingResourceException;
import org.bertrim.app.common.Numbers;
import org.bertrim.app.common.StageName;
import org.bertrim.app.common.Texts;
import org.bertrim.app.store.RunInfo;
import org.bertrim.engine.experiment.FieldTexts;
import org.jspecify.annotations.Nullable;

/** What the screen says about a run, in the user's language. */
final class RunWords {

    private static final int DAY = "2026-01-31".length();

    private final Texts texts;
    private final FieldTexts fields;
    private final DateTimeFormatter time;
    private final DateTimeFormatter brief;
    private final int year;

    /** Words in a language, with times as they are in a zone; {@code today} tells which year need not be said. */
    RunWords(Texts texts, ZoneId zone, LocalDate today) {
        this.texts = texts;
        this.fields = FieldTexts.of(texts.locale());
        this.time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(zone);
        this.brief = DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT).withZone(zone);
        this.year = today.getYear();
    }

    String status(RunInfo run) {
        return texts.get("store.status." + run.status().key());
    }

    /** The status, with how much is done where a worker is busy. */
    String statusAndShare(RunInfo run) {
        RunInfo.Progress progress = run.progress();
        return run.status().isActive() && progress != null
                ? status(run) + " " + Numbers.percent(progress.share())
                : status(run);
    }

    /** What the status means, and what went wrong where something has. */
    String statusTip(RunInfo run) {
        RunInfo.Problem problem = run.problem();
        return problem == null ? texts.get("store.status." + run.status().key() + ".tip") : sentences(problem);
    }

    String sentences(RunInfo.Problem problem) {
        return texts.get("runs.problem", problem.what(), problem.why(), problem.remedy());
    }

    String method(RunInfo run) {
        return method(run.design().method());
    }

    String method(String type) {
        try {
            return fields.method(type);
        } catch (MissingResourceException e) {
            return type; // a run of a later version
        }
    }

    /** The last part of a source: {@code SST-2} of {@code glue:/data/SST-2}. */
    static String brief(String source) {
        String rest = source.substring(source.indexOf(':') + 1).replace('\\', '/');
        while (rest.endsWith("/")) {
            rest = rest.substring(0, rest.length() - 1);
        }
        return rest.substring(rest.lastIndexOf('/') + 1);
    }

    String stage(String id) {
        return StageName.of(texts, "runs", id);
    }

    /** Where the best score came to be, e.g. {@code Final · 57}. */
    String step(RunInfo run) {
        RunInfo.Outcome outcome = run.outcome();
        return outcome.stage().isEmpty()
                ? Numbers.NONE
                : texts.get("runs.step", stage(outcome.stage()), Numbers.count(outcome.step()));
    }

    static String score(@Nullable Double fraction) {
        return fraction == null ? Numbers.NONE : Numbers.score(fraction);
    }

    static String size(RunInfo.@Nullable Model model) {
        return model == null || model.sizeBytes() == null ? Numbers.NONE : Numbers.bytes(model.sizeBytes());
    }

    static String speedUp(RunInfo.@Nullable Model model) {
        return model == null || model.speedUp() == null ? Numbers.NONE : Numbers.fixed(model.speedUp(), 1) + "×";
    }

    /** Which of a run's models this is, e.g. {@code width 0.75, depth 1}; empty where there is only one. */
    String model(RunInfo.@Nullable Model model) {
        return model == null || model.width() == null || model.depth() == null
                ? ""
                : texts.get("runs.model", Numbers.setting(model.width()), Numbers.setting(model.depth()));
    }

    /** What a searched architecture is, in a sentence; empty where there is none. */
    String architecture(RunInfo.@Nullable Architecture architecture) {
        return architecture == null ? "" : texts.get("runs.architecture", architecture.cells(), architecture.brief());
    }

    String duration(RunInfo run) {
        return run.times().started() == null ? Numbers.NONE : Numbers.duration(texts, run.times().seconds());
    }

    /** Day and time of this year, the day of earlier ones. */
    String created(RunInfo run) {
        return brief(run.times().created());
    }

    /** Day and time of this year, the day of earlier ones. */
    String brief(Instant instant) {
        String whole = time(instant);
        return whole.startsWith(year + "-") ? brief.format(instant) : whole.substring(0, DAY);
    }

    String time(Instant instant) {
        return time.format(instant);
    }

    /** Where a run at work stands: stage, steps and the time that is left in the stage. */
    String progress(RunInfo run) {
        RunInfo.Progress progress = run.progress();
        if (progress == null) {
            return status(run);
        }
        String at = texts.get("runs.progress.stage", stage(progress.stage()), progress.number(), progress.stages());
        if (progress.of() > 0) {
            at = texts.get("runs.progress.step", at, Numbers.count(progress.step()), Numbers.count(progress.of()));
        }
        Double left = progress.secondsLeft();
        return left == null ? at : texts.get("runs.progress.left", at, Numbers.clock(left));
    }
}
