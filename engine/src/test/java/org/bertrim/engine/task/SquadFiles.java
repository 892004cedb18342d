package org.bertrim.engine.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bertrim.engine.format.Json;

/** The files of {@code squad/} among the tests' resources; their README says where they come from. */
public final class SquadFiles {

    private SquadFiles() {}

    /** The folder, which is one of SQuAD 2.0 too. */
    public static Path folder() {
        try {
            return Path.of(SquadFiles.class.getResource("squad/README.md").toURI()).getParent();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** The small task. */
    public static Task task() {
        return Tasks.open("squad:" + folder(), Path.of(""), null, 0);
    }

    static byte[] bytes(String name) throws IOException {
        try (InputStream in = SquadFiles.class.getResourceAsStream("squad/" + name)) {
            assertThat(in).as(name).isNotNull();
            return in.readAllBytes();
        }
    }

    static List<JsonNode> lines(String name) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : new String(bytes(name), StandardCharsets.UTF_8).lines().toList()) {
            lines.add(Json.mapper().readTree(line));
        }
        return lines;
    }
}
