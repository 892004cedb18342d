package org.bertrim.engine.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.format.JsonTrouble;
import org.bertrim.engine.format.MaybeGzipped;

/**
 * Reads a folder of SQuAD 1.1 or 2.0: one {@code train….json} and one {@code dev….json}, plain or gzipped. It is SQuAD 2.0 if any question
 * is marked as impossible.
 */
final class SquadFolder {

    static final String V1 = "SQuAD 1.1";
    static final String V2 = "SQuAD 2.0";

    private static final String TRAIN = "train";
    private static final String REMEDY = "Each answer must stand in its passage at answer_start, counted in characters from 0; a question"
            + " has at least one answer, or is_impossible and none. Correct or remove these and try again.";

    private SquadFolder() {}

    static Task read(String source, Path folder) {
        Path trainFile = find(source, folder, TRAIN);
        Path devFile = find(source, folder, Task.DEV);
        ProblemList problems = new ProblemList();
        List<Example> train = read(trainFile, problems);
        List<Example> dev = read(devFile, problems);
        problems.throwIfAny(source, REMEDY);
        boolean unanswerable = Stream.concat(train.stream(), dev.stream()).anyMatch(row -> row.label() > 0);
        TaskInfo info = TaskInfo.questions(unanswerable ? V2 : V1, source, unanswerable);
        return Task.of(info, train, Map.of(Task.DEV, dev), 0);
    }

    /**
     * Looks for both files; they are not opened.
     *
     * @throws InvalidInput if one is not there, or there are several
     */
    static void find(String source, Path folder) {
        find(source, folder, TRAIN);
        find(source, folder, Task.DEV);
    }

    /** Whether there is a train file in a folder. */
    static boolean isOne(Path folder) {
        return Files.isDirectory(folder) && !files(folder, TRAIN).isEmpty();
    }

    private static Path find(String source, Path folder, String part) {
        String what = "The task " + source + " could not be opened";
        if (!Files.isDirectory(folder)) {
            throw new InvalidInput(
                    what,
                    "there is no folder " + folder,
                    "Check the path. A relative one starts from the experiment file's folder.");
        }
        List<Path> found = files(folder, part);
        if (found.isEmpty()) {
            throw new InvalidInput(
                    what,
                    "there is neither " + part + "*.json nor " + part + "*.json.gz in " + folder,
                    "Copy train and dev of SQuAD into this folder as they were downloaded, e.g. train-v1.1.json and dev-v1.1.json.");
        }
        if (found.size() > 1) {
            throw new InvalidInput(
                    what,
                    "there are several files of that kind: "
                            + String.join(", ", found.stream().map(file -> file.getFileName().toString()).toList()),
                    "Leave one " + part + " file in the folder; SQuAD 1.1 and 2.0 need a folder each.");
        }
        return found.get(0);
    }

    /** The files of a part; of one that lies there both plain and zipped the plain one. */
    private static List<Path> files(Path folder, String part) {
        Pattern name = Pattern.compile("(" + part + "[^/]*)\\.json(?:\\" + DataFiles.ZIPPED + ")?");
        Map<String, Path> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                Matcher matcher = name.matcher(file.getFileName().toString());
                if (matcher.matches() && Files.isRegularFile(file)) {
                    found.putIfAbsent(matcher.group(1), file);
                }
            }
        } catch (IOException e) {
            throw DataFiles.unreadable(folder, e);
        }
        return List.copyOf(found.values());
    }

    private static List<Example> read(Path file, ProblemList problems) {
        String name = file.getFileName().toString();
        try (InputStream in = MaybeGzipped.open(file)) {
            return new SquadReader(name, problems).read(in);
        } catch (JsonProcessingException e) {
            throw new InvalidInput(
                    "The file " + file + " could not be read",
                    "it is not valid JSON: " + JsonTrouble.describe(e),
                    "Use the file as it was downloaded.",
                    e);
        } catch (IOException e) {
            throw DataFiles.unreadable(file, e);
        }
    }
}
