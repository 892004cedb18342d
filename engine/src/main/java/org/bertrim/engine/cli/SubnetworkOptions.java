package org.bertrim.engine.cli;

import org.bertrim.engine.export.SavedModel;
import org.bertrim.engine.model.Subnetwork;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that choose a sub-network of a model. */
final class SubnetworkOptions {

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--width",
            paramLabel = "W",
            description = "Width multiplier, above 0 and up to 1; 1 if only --depth is given.")
    private @Nullable Double width;

    @Option(
            names = "--depth",
            paramLabel = "D",
            description = "Depth multiplier, above 0 and up to 1; 1 if only --width is given.")
    private @Nullable Double depth;

    /** Whether one was chosen. */
    boolean given() {
        return width != null || depth != null;
    }

    /** The chosen part, or null for the whole model. */
    @Nullable
    Subnetwork of(SavedModel model) {
        if (!given()) {
            return null;
        }
        return model.part(share("--width", width), share("--depth", depth));
    }

    private double share(String option, @Nullable Double value) {
        double share = value == null ? 1 : value;
        if (!(share > 0 && share <= 1)) {
            String message = option + " must be above 0 and up to 1, not " + value + ".";
            throw new ParameterException(spec.commandLine(), message);
        }
        return share;
    }
}
