package org.bertrim.engine.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Parameters in several files, with an index in JSON that tells in which file each stands ({@code weight_map}), as Hugging Face
 * writes models that are too large for one file.
 */
public final class ShardedTensors implements TensorFile {

    /** Opens one of the files. */
    public interface Opener {
        TensorFile open(String name) throws IOException;
    }

    private static final long MOST_INDEX = 16 << 20;
    private static final int MOST_FILES = 1000;

    private final Map<String, TensorFile> shards = new TreeMap<>();
    private final Map<String, Set<String>> members = new TreeMap<>();
    private final Map<String, long[]> shapes = new LinkedHashMap<>();

    /**
     * Reads the index and opens every file that it names.
     *
     * @throws UnusableFile if the index is damaged, or a file or a tensor that it names is missing
     */
    public ShardedTensors(FileTree tree, String index, Opener opener) throws IOException {
        JsonNode map = Json.object(tree, index, MOST_INDEX).path("weight_map");
        if (!map.isObject() || map.isEmpty()) {
            throw new UnusableFile(index + " has no weight_map");
        }
        for (Map.Entry<String, JsonNode> each : map.properties()) {
            members.computeIfAbsent(file(index, each), name -> new TreeSet<>()).add(each.getKey());
        }
        List<String> missing = new ArrayList<>(members.keySet());
        missing.removeAll(tree.names());
        if (!missing.isEmpty() || members.size() > MOST_FILES) {
            throw new UnusableFile(
                    missing.isEmpty() ? index + " names " + members.size() + " files" : String.join(", ", missing) + " is missing",
                    "Get all files that " + index + " names.");
        }
        for (Map.Entry<String, Set<String>> each : members.entrySet()) {
            TensorFile shard = opener.open(each.getKey());
            shards.put(each.getKey(), shard);
            Set<String> absent = new TreeSet<>(each.getValue());
            absent.removeAll(shard.shapes().keySet());
            shard.shapes().forEach((name, shape) -> {
                if (each.getValue().contains(name)) {
                    shapes.put(name, shape);
                }
            });
            absent.removeIf(ShardedTensors::isCounter);
            if (!absent.isEmpty()) {
                throw new UnusableFile(each.getKey() + " lacks " + String.join(", ", absent.stream().limit(5).toList()));
            }
        }
    }

    private static String file(String index, Map.Entry<String, JsonNode> entry) throws UnusableFile {
        String tensor = TensorSizes.shown(entry.getKey());
        if (!entry.getValue().isTextual()) {
            throw new UnusableFile(
                    index + " says " + TensorSizes.shown(entry.getValue().toString()) + " in place of the file that holds " + tensor);
        }
        String name = entry.getValue().textValue();
        if (name.indexOf('/') >= 0 || ZipTree.climbs(name)) {
            throw new UnusableFile(index + " looks for " + tensor + " in another folder: " + TensorSizes.shown(name));
        }
        return name;
    }

    /** Numbers of positions are integers and so not shown by the file that holds them. */
    private static boolean isCounter(String name) {
        return name.endsWith("position_ids") || name.endsWith("num_batches_tracked");
    }

    @Override
    public long bytes() {
        return shards.values().stream().mapToLong(TensorFile::bytes).sum();
    }

    @Override
    public Map<String, long[]> shapes() {
        return shapes;
    }

    @Override
    public void read(Sink sink) throws IOException {
        for (Map.Entry<String, TensorFile> shard : shards.entrySet()) {
            Set<String> wanted = members.getOrDefault(shard.getKey(), Set.of());
            shard.getValue().read((name, tensor) -> {
                if (wanted.contains(name)) {
                    sink.accept(name, tensor);
                }
            });
        }
    }
}
