package org.bertrim.engine.run;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** The options with which this Java machine was started, as far as a worker needs them too. */
public final class JvmOptions {

    private JvmOptions() {}

    /** The worker's options: this machine's properties and limits, no debugger or agent, and no display. */
    public static List<String> forWorker() {
        return forWorker(ManagementFactory.getRuntimeMXBean().getInputArguments());
    }

    /** The same of these options. */
    public static List<String> forWorker(List<String> own) {
        List<String> options = new ArrayList<>();
        for (String option : own) {
            boolean setting = option.startsWith("-D") || option.startsWith("-X");
            boolean debugger = option.startsWith("-Xdebug") || option.startsWith("-Xrunjdwp");
            if (setting && !debugger && !option.startsWith("-Djava.awt.headless")) {
                options.add(option);
            }
        }
        options.add("-Djava.awt.headless=true");
        return options;
    }
}
