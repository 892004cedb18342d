package org.bertrim.engine.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.figure.Figures;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.run.EventReader;
import org.bertrim.engine.run.RecordedEvent;
import org.bertrim.engine.run.RunFolder;

/** Writes the figures of a run; of an unfinished one those that its events allow. */
final class RunFigures {

    private RunFigures() {}

    static void write(Terminal terminal, RunFolder folder, Path target) {
        JsonNode results =
                Files.exists(folder.resultsFile()) ? Json.read(folder.resultsFile()) : MissingNode.getInstance();
        List<Event> events = EventReader.effective(folder.eventsFile()).stream()
                .map(RecordedEvent::event)
                .toList();
        List<Path> written = Figures.write(results, events, folder.id(), Json.read(folder.experimentFile()), target);
        if (written.isEmpty()) {
            throw new EngineException(
                    "No figures could be drawn",
                    "the run " + folder + " has neither losses nor results yet",
                    "Let it run first: bertrim run --resume " + folder);
        }
        terminal.line("Figures in " + target.toAbsolutePath().normalize() + ":");
        String names = written.stream().map(file -> file.getFileName().toString()).collect(Collectors.joining(" "));
        Texts.wrap(names, "  ").forEach(terminal::line);
    }
}
