package org.bertrim.app.shell;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bertrim.app.common.Navigator;
import org.bertrim.app.common.Texts;
import org.bertrim.app.store.RunInfo;
import org.bertrim.app.store.RunRow;
import org.bertrim.engine.experiment.Presets;

/** What the command search finds besides places and commands: presets and runs. */
final class PaletteSources {

    private PaletteSources() {}

    /** The experiments that come with the program; reads their files. */
    static List<PaletteEntry> presets(Texts texts, Navigator navigator) {
        List<PaletteEntry> entries = new ArrayList<>();
        for (String name : Presets.names()) {
            JsonNode experiment = Presets.load(name);
            entries.add(new PaletteEntry(
                    PaletteEntry.Kind.PRESET,
                    experiment.path("name").asText(name),
                    texts.get("shell.palette.preset"),
                    () -> navigator.openExperiment(experiment.deepCopy())));
        }
        return entries;
    }

    /** Runs, newest first. */
    static List<PaletteEntry> runs(List<RunRow> rows, Texts texts, Navigator navigator) {
        return rows.stream()
                .map(RunRow::info)
                .sorted(Comparator.comparing(RunInfo::id).reversed())
                .map(info -> new PaletteEntry(
                        PaletteEntry.Kind.RUN, info.design().name(), info.id(), () -> navigator.openRun(info.id())))
                .toList();
    }
}
