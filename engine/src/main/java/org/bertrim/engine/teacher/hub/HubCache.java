package org.bertrim.engine.teacher.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bertrim.engine.format.CacheFolder;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.Json;

/**
 * Where downloaded models lie: {@code OWNER/NAME/} with their files under the hub's names, and {@value #MANIFEST}, which says the revision and
 * every file's size and SHA-256. A folder of that name is always complete: it gets it only when everything is there.
 */
public final class HubCache {

    static final String MANIFEST = "bertrim-download.json";

    private final Path folder;

    /** The models in this folder, which need not exist. */
    public HubCache(Path folder) {
        this.folder = folder;
    }

    /** The models in the platform's cache folder. */
    public static HubCache ofPlatform() {
        return new HubCache(CacheFolder.ofPlatform().resolve("hub"));
    }

    /** Where the models lie. */
    public Path folder() {
        return folder;
    }

    /** Where this model lies once it is there. */
    Path folderOf(HubName name) {
        return folder.resolve(name.owner()).resolve(name.name());
    }

    /** A model that is there with all its files. Nothing is asked of any hub. */
    public Optional<HubModel> find(HubName name) {
        Path model = folderOf(name);
        Path manifest = model.resolve(MANIFEST);
        if (!Files.isRegularFile(manifest)) {
            return Optional.empty();
        }
        try {
            JsonNode content = Json.read(manifest);
            long bytes = 0;
            for (JsonNode file : content.path("files")) {
                Path there = model.resolve(file.path("name").asText());
                long size = file.path("size").asLong(-1);
                if (!Files.isRegularFile(there) || Files.size(there) != size) {
                    return Optional.empty(); // somebody has taken it away or shortened it
                }
                bytes += size;
            }
            return Optional.of(new HubModel(
                    name, model, content.path("revision").asText(), content.path("endpoint").asText(), bytes));
        } catch (IOException | EngineException e) {
            return Optional.empty(); // damaged: it is as if it were not there, and is fetched again
        }
    }

    /** Every model that is there, by name. */
    public List<HubModel> list() {
        List<HubModel> found = new ArrayList<>();
        for (Path owner : folders(folder)) {
            for (Path model : folders(owner)) {
                HubName.parse(owner.getFileName() + "/" + model.getFileName())
                        .flatMap(this::find)
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    private static List<Path> folders(Path in) {
        if (!Files.isDirectory(in)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(in)) {
            return children.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw DurableFiles.failure("The downloaded models in " + in + " could not be listed", e);
        }
    }

    /** Completes a folder and gives it its name, in place of a damaged one. */
    void publish(Path staged, HubName name, String endpoint, HubListing listing, List<String> files) throws IOException {
        ObjectNode manifest = Json.mapper().createObjectNode();
        manifest.put("model", name.toString());
        manifest.put("endpoint", endpoint);
        manifest.put("revision", listing.revision());
        for (String file : files) {
            Path there = staged.resolve(file);
            ObjectNode entry = manifest.withArray("/files").addObject();
            entry.put("name", file);
            entry.put("size", Files.size(there));
            entry.put("sha256", HubFile.sha256(there));
        }
        DurableFiles.write(staged.resolve(MANIFEST), Json.pretty(manifest));
        Path target = folderOf(name);
        if (Files.exists(target)) {
            Path damaged = DurableFiles.temporary(target.resolveSibling(target.getFileName() + ".old"));
            DurableFiles.deleteTree(damaged);
            DurableFiles.rename(target, damaged);
            DurableFiles.rename(staged, target);
            DurableFiles.deleteTree(damaged);
            return;
        }
        DurableFiles.rename(staged, target);
    }
}
