package org.bertrim.app.live;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.bertrim.app.common.MetricName;
import org.bertrim.app.common.Numbers;
import org.bertrim.app.common.StageName;
import org.bertrim.app.common.Texts;
import org.jspecify.annotations.Nullable;

/** How the Live place calls stages, values, splits and sub-networks; what it has no word for keeps its own name. */
final class Words {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Texts texts;
    private final ZoneId zone;

    Words(Texts texts, ZoneId zone) {
        this.texts = texts;
        this.zone = zone;
    }

    /** The same in English: paper figures have the words of papers. */
    Words forPaper() {
        return new Words(Texts.of(Locale.ENGLISH), zone);
    }

    Texts texts() {
        return texts;
    }

    String get(String key, Object... arguments) {
        return texts.get("live." + key, arguments);
    }

    private String known(String group, String name) {
        String key = "live." + group + "." + name;
        return texts.bundle("live").containsKey(key) ? texts.get(key) : name;
    }

    String stage(String id) {
        return StageName.of(texts, "live", id);
    }

    String split(String name) {
        return known("split", name);
    }

    String metric(String key) {
        return MetricName.of(texts, key);
    }

    String subject(String name) {
        return known("subject", name);
    }

    /** A scalar's term: {@code loss.logits} is what stands for {@code logits}. */
    String term(String name) {
        String plain = name.startsWith("loss.") ? name.substring(5) : name;
        return known("term", plain);
    }

    /** A sub-network among others: the depth is only said where it tells them apart. */
    String part(Part part, Collection<Part> among) {
        boolean depths = among.stream().mapToDouble(Part::depth).distinct().count() > 1;
        String width = Part.multiplier(part.width());
        return depths ? get("part.both", width, Part.multiplier(part.depth())) : get("part.width", width);
    }

    String part(Part part) {
        return get("part.both", Part.multiplier(part.width()), Part.multiplier(part.depth()));
    }

    String line(Line line, Collection<Part> among) {
        if (line.part() != null) {
            return part(line.part(), among);
        }
        return line.id().equals(ScorePoint.TEACHER) ? subject(line.id()) : line.id().equals("student")
                ? subject(line.id())
                : term(line.id());
    }

    String clock(Instant time) {
        return CLOCK.format(time.atZone(zone));
    }

    String day(Instant time) {
        return DAY.format(time.atZone(zone));
    }

    String duration(double seconds) {
        return Numbers.duration(texts, seconds);
    }

    /** A score ×100, or a dash. */
    String score(@Nullable Double fraction) {
        return fraction == null ? Numbers.NONE : Numbers.score(fraction);
    }

    /** The part of a source that names it: {@code e5-small-v2} of {@code builtin:e5-small-v2}. */
    static String source(String source) {
        String name = source.substring(source.indexOf(':') + 1);
        String[] parts = name.split("[/\\\\]");
        return Optional.of(parts[parts.length - 1]).filter(last -> !last.isBlank()).orElse(source);
    }
}
