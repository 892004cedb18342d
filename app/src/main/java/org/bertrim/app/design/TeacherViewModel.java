package org.bertrim.app.design;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.bertrim.app.common.Background;
import org.bertrim.app.common.Texts;
import org.bertrim.app.design.TeacherWords.Card;
import org.bertrim.app.design.TeacherWords.Offer;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.teacher.TeacherEntry;
import org.bertrim.engine.teacher.Teachers;
import org.bertrim.engine.teacher.hub.HubName;

/**
 * Which model to start from, and how many of its layers. Which ones there are is looked up in the background; the built-in ones are known
 * from the beginning.
 */
final class TeacherViewModel {

    static final String SOURCE = "teacher.source";
    private static final String LAYERS = "teacher.layers";
    private static final String FOLDER = "folder:";

    /**
     * What was found.
     *
     * @param source the teacher that was looked for; empty if there was none
     * @param entries the catalogue, and that teacher if it is somewhere else
     */
    private record Known(String source, List<TeacherEntry> entries) {

        Optional<TeacherEntry> of(String source) {
            return entries.stream().filter(entry -> entry.source().equals(source)).findFirst();
        }
    }

    /** What stood in the draft when a download began: it is not for another draft, or over another choice. */
    private record Wish(int draft, String teacher) {}

    private final Draft draft;
    private final Path workspace;
    private final TeacherWords words;
    private final Texts texts;
    private final DownloadViewModel download;
    private final Latest<String, Known> look;
    private final ReadOnlyObjectWrapper<List<Card>> cards = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<Offer>> offers = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyStringWrapper selected = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper awaited = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<ModelShape>> shape = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Wish wish = new Wish(0, "");
    private String arrived = "";
    private Known known = new Known("", Teachers.builtin().catalogue());

    TeacherViewModel(Draft draft, TeacherAccess access, Texts texts, Background background) {
        this.draft = draft;
        this.workspace = access.workspace();
        this.texts = texts;
        this.words = new TeacherWords(texts);
        this.download = new DownloadViewModel(access, texts, background, this::arrived);
        this.look = new Latest<>(background, source -> look(access.teachers(), source), this::show, failure -> {});
        download.running().addListener((property, before, now) -> {
            if (now) {
                wish = new Wish(draft.number(), selected.get());
            }
        });
        refresh();
    }

    private static Known look(Teachers teachers, String source) {
        List<TeacherEntry> entries = new ArrayList<>(teachers.catalogue());
        if (!source.isEmpty() && entries.stream().noneMatch(entry -> entry.source().equals(source))) {
            try {
                entries.add(teachers.entry(source));
            } catch (EngineException e) {
                // whoever checks the draft says why it cannot be opened
            }
        }
        return new Known(source, List.copyOf(entries));
    }

    private void show(Known found) {
        known = found;
        String come = arrived;
        if (found.of(come).filter(TeacherEntry::present).isPresent()) {
            arrived = "";
            choose(come);
            draft.again(); // it may have been chosen before it came
        }
        showChosen();
    }

    /** Teachers that can be used at once, and the chosen one. */
    ReadOnlyObjectProperty<List<Card>> cards() {
        return cards.getReadOnlyProperty();
    }

    /** Teachers that are not there, but could be. */
    ReadOnlyObjectProperty<List<Offer>> offers() {
        return offers.getReadOnlyProperty();
    }

    DownloadViewModel download() {
        return download;
    }

    /** The source that the draft names, whether or not it is a card's. */
    ReadOnlyStringProperty selected() {
        return selected.getReadOnlyProperty();
    }

    /** The chosen model of a hub, OWNER/NAME, while it has not been downloaded; empty while none is awaited. */
    ReadOnlyStringProperty awaited() {
        return awaited.getReadOnlyProperty();
    }

    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /** Shape of the layers that are used; empty while no known teacher is chosen. */
    Optional<ModelShape> shape() {
        return shape.get();
    }

    ReadOnlyObjectProperty<Optional<ModelShape>> shapeProperty() {
        return shape.getReadOnlyProperty();
    }

    /** How many layers the chosen teacher has; 0 while none is chosen. */
    int wholeLayers() {
        return whole().map(ModelShape::layers).orElse(0);
    }

    /** How many of them are used. */
    int layers() {
        return shape().map(ModelShape::layers).orElse(0);
    }

    void choose(String source) {
        if (!source.equals(selected.get())) {
            draft.settle();
            draft.set(SOURCE, JsonNodeFactory.instance.textNode(source));
            draft.settle();
        }
    }

    /** Chooses a folder with a checkpoint, or a file of weights. */
    void choose(Path checkpoint) {
        choose(FOLDER + checkpoint.toAbsolutePath());
    }

    /** Takes a source as it is typed: a model of a hub is downloaded if it is not there, anything else is chosen. */
    void enter(String typed) {
        String source = typed.strip();
        int colon = source.indexOf(':');
        boolean local = colon > 1 && !source.startsWith(HubName.SCHEME + ":") && !source.startsWith("http"); // C:\… is no scheme
        if (local) {
            choose(absolute(source));
        } else {
            download.start(source);
        }
    }

    /** A folder whose path begins nowhere begins at the workspace, as in an experiment file there. */
    private String absolute(String source) {
        if (!source.startsWith(FOLDER)) {
            return source;
        }
        try {
            return FOLDER + workspace.toAbsolutePath().resolve(source.substring(FOLDER.length())).normalize();
        } catch (InvalidPathException e) {
            return source; // whoever checks the draft says why it is no path
        }
    }

    /** Uses only the first layers; all of them if there are no more. */
    void useLayers(int count) {
        if (count == layers()) {
            return;
        }
        if (count >= wholeLayers()) {
            draft.set(LAYERS, JsonNodeFactory.instance.numberNode(wholeLayers()));
            return;
        }
        draft.set(LAYERS, JsonNodeFactory.instance.numberNode(Math.max(1, count)));
    }

    void allLayers() {
        draft.clear(LAYERS);
    }

    void settle() {
        draft.settle();
    }

    void refresh() {
        String now = draft.value(SOURCE).map(node -> node.asText()).orElse("");
        boolean other = !now.equals(selected.get());
        if (other) {
            arrived = ""; // something else has been chosen meanwhile
        }
        selected.set(now);
        showChosen();
        if (other) {
            lookAgain();
        }
    }

    /** Looks which teachers there are: some may have been downloaded or made elsewhere. */
    void lookAgain() {
        look.submit(selected.get());
    }

    void refreshProblem() {
        problem.set(draft.problems().getOrDefault(SOURCE, List.of()).stream()
                .findFirst()
                .or(() -> draft.problems().getOrDefault("teacher", List.of()).stream().findFirst())
                .map(each -> ProblemWords.of(texts, each))
                .orElse(""));
    }

    private void showAwaited(Optional<TeacherEntry> chosen) {
        boolean missing = chosen.map(entry -> entry.state() == TeacherEntry.State.TO_DOWNLOAD).orElse(known.source().equals(selected.get()));
        awaited.set(missing ? HubName.ofSource(selected.get()).map(HubName::toString).orElse("") : "");
    }

    /** A download has ended: its model is chosen as soon as it has been looked at, if nothing else has been chosen since it began. */
    private void arrived(String source) {
        boolean wanted = wish.equals(new Wish(draft.number(), selected.get())) || source.equals(selected.get());
        arrived = wanted ? source : "";
        lookAgain();
    }

    private void showChosen() {
        String source = selected.get();
        Optional<TeacherEntry> chosen = known.of(source);
        List<Card> shown = new ArrayList<>();
        known.entries().stream()
                .filter(entry -> entry.present() || entry.source().equals(source))
                .map(words::card)
                .forEach(shown::add);
        if (chosen.isEmpty() && !source.isEmpty()) {
            shown.add(words.unknown(source, known.source().equals(source)));
        }
        cards.set(List.copyOf(shown));
        offers.set(known.entries().stream().filter(entry -> !entry.present()).map(words::offer).toList());
        showAwaited(chosen);
        shape.set(whole().map(all -> draft.value(LAYERS)
                .filter(node -> node.canConvertToInt() && node.intValue() >= 1 && node.intValue() <= all.layers())
                .map(node -> all.firstLayers(node.intValue()))
                .orElse(all)));
    }

    private Optional<ModelShape> whole() {
        return known.of(selected.get()).map(TeacherEntry::shape);
    }
}
