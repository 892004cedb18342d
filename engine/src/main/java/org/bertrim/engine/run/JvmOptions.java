package org.bertrim.engine.run;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** The options with which this Java machine was started, as far as a worker needs them too. */
public final class JvmOptions {

    private JvmOptions() {}

    /**
     * The worker's options: this machine's properties and memory limits, and no display. Collector, compiler, archive of classes and
     * logging are left out: they suit whoever started the worker, and a second collector would keep Java from starting at all.
     */
    public static List<String> forWorker() {
        return forWorker(ManagementFactory.getRuntimeMXBean().getInputArguments());
    }

    /** The same of these options. */
    public static List<String> forWorker(List<String> own) {
        List<String> options = new ArrayList<>();
        for (String option : own) {
            boolean property = option.startsWith("-D") && !option.startsWith("-Djava.awt.headless");
            if (property || option.startsWith("-Xm")) {
                options.add(option);
            }
        }
        options.add("-Djava.awt.headless=true");
        return options;
    }
}
