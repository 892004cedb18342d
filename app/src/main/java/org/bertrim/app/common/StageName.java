package org.bertrim.app.common;

import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bertrim.engine.event.StageIds;

/** Stages of a run in words. */
public final class StageName {

    /** A stage of one network alone: {@code width-0.75x0.5}. */
    private static final Pattern NETWORK = Pattern.compile("[a-z-]+-([0-9.]+)x([0-9.]+)");

    private StageName() {}

    /**
     * What the bundle {@code group} calls a stage under {@code GROUP.stage.ID}; for one network alone {@code GROUP.stage.network} with
     * width and depth; under {@code GROUP.stage.of-part} for the same stage of a part; the id itself where neither is known, as in a run of a later version.
     */
    public static String of(Texts texts, String group, String id) {
        String part = StageIds.part(id);
        String stage = whole(texts, group, StageIds.stage(id));
        return part.isEmpty() ? stage : texts.get(group + ".stage.of-part", stage, part);
    }

    private static String whole(Texts texts, String group, String id) {
        ResourceBundle bundle = texts.bundle(group);
        String prefix = group + ".stage.";
        if (bundle.containsKey(prefix + id)) {
            return texts.get(prefix + id);
        }
        Matcher network = NETWORK.matcher(id);
        return network.matches() ? texts.get(prefix + "network", multiplier(network, 1), multiplier(network, 2)) : id;
    }

    private static String multiplier(Matcher network, int group) {
        return Numbers.setting(Double.parseDouble(network.group(group)));
    }
}
