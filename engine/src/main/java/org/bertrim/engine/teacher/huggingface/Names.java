package org.bertrim.engine.teacher.huggingface;

import java.util.Map;
import java.util.function.IntFunction;
import org.bertrim.engine.model.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * What an architecture calls the parameters that {@link Parameters} and {@link org.bertrim.engine.model.MaskedHead} name. A tensor's name is
 * that of its part with {@code .weight} or {@code .bias}.
 *
 * @param layer name of what belongs to a parameter set, without the last dot
 * @param parts names within a layer, by ours
 * @param others all other names, by ours; what is not in it the architecture does not have
 */
record Names(IntFunction<String> layer, Map<String, String> parts, Map<String, String> others) {

    /** The name of a parameter in the architecture's own files; null where it has none. */
    @Nullable String of(String parameter) {
        int dot = parameter.lastIndexOf('.');
        String part = parameter.substring(0, dot);
        String suffix = parameter.substring(dot);
        if (!Parameters.inLayers(parameter)) {
            String other = others.get(part);
            return other == null ? null : other + suffix;
        }
        int set = Parameters.set(parameter);
        return layer.apply(set) + "." + parts.get(part.substring(Parameters.layer(set).length())) + suffix;
    }
}
