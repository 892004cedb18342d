package org.bertrim.engine.teacher;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.teacher.hub.HubCache;

/**
 * Finds teachers by their sources: {@code builtin:NAME}, {@code folder:PATH}, {@code hub:OWNER/NAME}, {@code run:ID}. Remembers nothing:
 * what it says is what lies there now.
 */
public final class Teachers {

    private final List<TeacherSource> sources;

    private Teachers(List<TeacherSource> sources) {
        this.sources = sources;
    }

    /** Those that need no other place: the built-in ones, and folders. */
    public static Teachers builtin() {
        return new Teachers(List.of(new BuiltinSource(), new FolderSource()));
    }

    /**
     * Those of all kinds.
     *
     * @param downloaded where downloaded models lie
     * @param ofRun gives the folder of the model that the run of an id has made
     */
    public static Teachers of(HubCache downloaded, Function<String, Path> ofRun) {
        return new Teachers(
                List.of(new BuiltinSource(), new FolderSource(), new HubSource(downloaded), new RunSource(ofRun)));
    }

    /** What can be chosen from a list: the built-in teachers, those of other builds, and those of hubs. */
    public List<TeacherEntry> catalogue() {
        return sources.stream().flatMap(source -> source.entries().stream()).toList();
    }

    /**
     * What a list would show of a teacher, wherever it lies. Its weights are not read.
     *
     * @throws TeacherNotHere if it has to be downloaded first and is none of those that are offered
     * @throws EngineException if there is no such teacher
     */
    public TeacherEntry entry(String source) {
        return catalogue().stream()
                .filter(entry -> entry.source().equals(source))
                .findFirst()
                .orElseGet(() -> local(source, find(source)));
    }

    private static TeacherEntry local(String source, StoredTeacher stored) {
        BertConfig config = stored.config();
        StoredTeacher.About about = stored.about();
        String path = source.substring(source.indexOf(':') + 1);
        String title = path.replaceAll("[/\\\\]+$", "").replaceAll(".*[/\\\\]", "");
        return new TeacherEntry(
                source,
                title.isEmpty() ? path : title,
                config,
                TeacherFacts.count(config, false),
                about.licence(),
                about.format().title(),
                TeacherEntry.State.LOCAL,
                "",
                0);
    }

    /**
     * A teacher, not opened yet.
     *
     * @throws TeacherNotHere if it has to be downloaded first
     * @throws EngineException if there is no such teacher
     */
    public StoredTeacher find(String source) {
        int colon = source.indexOf(':');
        String scheme = source.substring(0, Math.max(0, colon));
        return sources.stream()
                .filter(each -> each.scheme().equals(scheme))
                .findFirst()
                .orElseThrow(() -> new InvalidInput(
                        "The teacher " + source + " could not be opened",
                        "a teacher's source begins with "
                                + sources.stream().map(each -> each.scheme() + ":").collect(Collectors.joining(" or ")),
                        "See bertrim teachers for what there is."))
                .find(source, source.substring(colon + 1));
    }

    /**
     * The encoder of a teacher without opening its weights; the head in it says nothing.
     *
     * @throws EngineException if there is no such teacher
     */
    public BertConfig config(String source) {
        return find(source).config();
    }

    /**
     * The shape of a teacher without opening its weights.
     *
     * @throws EngineException if there is no such teacher
     */
    public ModelShape shape(String source) {
        return config(source).shape();
    }

    /**
     * The {@code tokenizer.json} of a teacher without opening its weights.
     *
     * @throws EngineException if there is no such teacher or its file is damaged
     */
    public byte[] tokenizer(String source) {
        return find(source).tokenizer();
    }

    /**
     * Opens a teacher.
     *
     * @throws EngineException if there is no such teacher or its file is damaged
     */
    public Teacher open(String source) {
        return find(source).open();
    }
}
