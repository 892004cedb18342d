package org.bertrim.engine.figure;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The words of a figure by their keys: English on paper, the user's language on a screen. */
@FunctionalInterface
public interface Words {

    /** What figures say on paper. */
    Words ENGLISH = new Words() {
        @Override
        public String get(String key, Object... arguments) {
            String pattern = Objects.requireNonNull(English.PATTERNS.get(key), key);
            return new MessageFormat(pattern, Locale.ROOT).format(arguments);
        }
    };

    /** The text of a key with its places filled in. */
    String get(String key, Object... arguments);

    /** All keys that figures ask for. */
    static Set<String> keys() {
        return English.PATTERNS.keySet();
    }

    /** The patterns in the form of {@link MessageFormat}. */
    final class English {

        private static final Map<String, String> PATTERNS = Map.ofEntries(
                Map.entry("depthMultiplier", "depth multiplier"),
                Map.entry("widthMultiplier", "width multiplier"),
                Map.entry("width", "width"),
                Map.entry("depthColumn", "depth {0}"),
                Map.entry("subnetwork", "width {0}, depth {1}"),
                Map.entry("measured", "measured"),
                Map.entry("estimated", "estimated"),
                Map.entry("published", "published"),
                Map.entry("publishedBy", "published: {0} ({1})"),
                Map.entry("toTeacher", "{0} to teacher"),
                Map.entry("versus", "{0} vs {1}"),
                Map.entry("teacher", "teacher {0}"),
                Map.entry("parameters", "{0} parameters"),
                Map.entry("parametersMillions", "parameters (millions)"),
                Map.entry("parametersThousands", "parameters (thousands)"),
                Map.entry("metricOnDev", "{0} × 100, dev"),
                Map.entry("noTeacher", "no score of the teacher"),
                Map.entry("noPublished", "no published value"),
                Map.entry("layer", "layer"),
                Map.entry("head", "head"),
                Map.entry("neurons", "feed-forward neurons, {0} to a box"),
                Map.entry("headImportance", "layer {0}, head {1}: importance {2}, rank {3} of {4}"),
                Map.entry("neuronImportance", "layer {0}, neurons {1} to {2}: mean importance {3}"),
                Map.entry("importance", "importance"),
                Map.entry("cellInput", "c k−{0}"),
                Map.entry("cellOut", "out"),
                Map.entry("edge", "from {0} to {1}: {2}"),
                Map.entry("edgeKept", "from {0} to {1}, kept with {2}: {3}"),
                Map.entry("operation.conv3", "conv 3"),
                Map.entry("operation.conv5", "conv 5"),
                Map.entry("operation.conv7", "conv 7"),
                Map.entry("operation.dilated3", "dilated conv 3"),
                Map.entry("operation.dilated5", "dilated conv 5"),
                Map.entry("operation.dilated7", "dilated conv 7"),
                Map.entry("operation.maxPool3", "max pool 3"),
                Map.entry("operation.averagePool3", "average pool 3"),
                Map.entry("operation.skip", "skip"),
                Map.entry("operation.zero", "zero"),
                Map.entry("operationLabel.conv3", "conv 3"),
                Map.entry("operationLabel.conv5", "conv 5"),
                Map.entry("operationLabel.conv7", "conv 7"),
                Map.entry("operationLabel.dilated3", "dil conv 3"),
                Map.entry("operationLabel.dilated5", "dil conv 5"),
                Map.entry("operationLabel.dilated7", "dil conv 7"),
                Map.entry("operationLabel.maxPool3", "max 3"),
                Map.entry("operationLabel.averagePool3", "avg 3"),
                Map.entry("operationLabel.skip", "skip"),
                Map.entry("operationLabel.zero", "zero"),
                Map.entry("family.convolution", "convolution"),
                Map.entry("family.dilated", "dilated convolution"),
                Map.entry("family.pooling", "pooling"),
                Map.entry("family.skip", "skip"),
                Map.entry("family.zero", "zero"),
                Map.entry("family.other", "other"),
                Map.entry("depthCells", "number of cells K"),
                Map.entry("depthAxis", "P(K), %"),
                Map.entry("depthProbability", "{0} cells: {1}"),
                Map.entry("teacherLayer", "teacher layer"),
                Map.entry("studentLayer", "student layer"),
                Map.entry("probeAxis", "{0} × 100, held-out rows"),
                Map.entry("probeLayer", "teacher layer {0}: {1} {2}, cross entropy {3}"),
                Map.entry("probeEmbedding", "embedding layer ({0}): {1} {2}, cross entropy {3}"),
                Map.entry("transferShare", "share of the transfer"),
                Map.entry("transferCell", "student layer {0} from teacher layer {1}: {2} of the transfer"));

        private English() {}
    }
}
