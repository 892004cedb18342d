package org.bertrim.engine.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bertrim.engine.experiment.TableSettingsReader;
import org.bertrim.engine.task.TableSettings;
import org.bertrim.engine.task.Tasks;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The option that says how a table of one's own is read. */
final class TableOptions {

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "How a table is read, as in the object task of an experiment file, e.g. columns.text=review,"
                    + " header=false, labels=neg,pos; may be given several times. What is not said is guessed."
                    + " bertrim run --describe METHOD lists the keys.")
    private Map<String, String> settings = new LinkedHashMap<>();

    /** The settings; relative paths begin at the working directory. */
    TableSettings read() {
        return TableSettingsReader.read(settings, Path.of("").toAbsolutePath());
    }

    /**
     * The settings for a task.
     *
     * @return null for a task that is no table
     * @throws ParameterException if there are settings and the task is no table
     */
    @Nullable TableSettings read(@Nullable String task, CommandSpec spec) {
        if (task != null && Tasks.isTable(task)) {
            return read();
        }
        if (given()) {
            throw new ParameterException(spec.commandLine(), "--set says how a table is read; the task is no table:FILE.");
        }
        return null;
    }

    boolean given() {
        return !settings.isEmpty();
    }
}
