package org.bertrim.app.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** Sizes and times of the files that say what a run is; as long as they stay, nothing has happened to it. */
record RunStamp(String text) {

    private static final List<String> FILES =
            List.of("experiment.json", "events.jsonl", "results.json", "queue.json", "worker.json");

    static RunStamp of(Path root) {
        StringBuilder text = new StringBuilder();
        for (String file : FILES) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(root.resolve(file), BasicFileAttributes.class);
                text.append(Long.toHexString(attributes.size()))
                        .append('@')
                        .append(Long.toHexString(attributes.lastModifiedTime().toMillis()));
            } catch (IOException e) {
                text.append('-'); // not there, as far as anybody can tell
            }
            text.append(';');
        }
        return new RunStamp(text.toString());
    }
}
