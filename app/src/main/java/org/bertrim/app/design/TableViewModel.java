package org.bertrim.app.design;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.bertrim.app.common.Background;
import org.bertrim.app.common.Numbers;
import org.bertrim.app.common.Texts;
import org.bertrim.engine.experiment.ExperimentWriter;
import org.bertrim.engine.experiment.FieldTexts;
import org.bertrim.engine.experiment.TableSettingsReader;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.method.Field;
import org.bertrim.engine.method.SharedFields;
import org.bertrim.engine.task.RowProblem;
import org.bertrim.engine.task.TableLook;
import org.bertrim.engine.task.TableSettings;
import org.bertrim.engine.task.Tasks;
import org.bertrim.engine.task.Twins;
import org.jspecify.annotations.Nullable;

/**
 * A table of one's own: the settings that say how it is read, what is guessed where they are silent, and what is wrong with its rows. The
 * table is looked at anew in the background whenever its settings or its files change; only the newest question is answered.
 */
final class TableViewModel {

    private static final String OWNER = "task";
    private static final String PREFIX = "task.";
    private static final String SKIP = "skipBadRows";

    /** What most tables need a look at; the rest is folded away. */
    private static final Set<String> LEADING = Set.of(
            "columns.text", "columns.secondText", "columns.label", "columns.split", "kind", "header", "delimiter", "encoding");

    /** One line about a row or two. */
    record Note(String place, String words) {}

    /**
     * What is said about a table.
     *
     * @param facts about the file, in one line
     * @param badRows how many rows cannot be used
     * @param problems the first of them
     * @param more how many there are besides, in words; empty if these are all
     * @param twins about rows with the same text, in words; empty if there are none
     * @param twinsMatter whether scores would be too good, or labels contradict each other
     * @param firstTwins the first of these rows
     */
    record Shown(
            String facts,
            long badRows,
            List<Note> problems,
            String more,
            String twins,
            boolean twinsMatter,
            List<Note> firstTwins) {}

    /**
     * A question about a table.
     *
     * @param round goes up when the files may have changed
     */
    private record Question(String source, TableSettings given, int round) {}

    /**
     * What was found.
     *
     * @param stamp of the files as they were
     */
    private record Answer(Question question, String stamp, TableLook look) {}

    private final Draft draft;
    private final Path base;
    private final Texts texts;
    private final FormViewModel form;
    private final FieldViewModel skip;
    private final Latest<Question, Answer> latest;
    private final ReadOnlyObjectWrapper<@Nullable TableLook> look = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Shown> shown = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper looking = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper refusal = new ReadOnlyStringWrapper("");
    private volatile @Nullable Question wanted;
    private volatile @Nullable Answer last;
    private int round;

    /**
     * The table of a draft, if its task is one.
     *
     * @param base where relative paths start
     */
    TableViewModel(Draft draft, Path base, Texts texts, FieldTexts fieldTexts, Background background) {
        this.draft = draft;
        this.base = base;
        this.texts = texts;
        List<Field> fields = SharedFields.table().stream().filter(field -> !field.key().equals(SKIP)).toList();
        this.form = new FormViewModel(
                draft, texts, fieldTexts, OWNER, PREFIX, fields, Optional::empty, LEADING);
        Field skipped = SharedFields.table().stream().filter(field -> field.key().equals(SKIP)).findFirst().orElseThrow();
        this.skip = new FieldViewModel(
                draft, PREFIX + SKIP, skipped, new FieldWords(texts, fieldTexts, OWNER, skipped), Optional::empty);
        this.latest = new Latest<>(background, this::answer, this::show, this::failed);
        refresh();
    }

    /** How the table is read, apart from whether bad rows are left out. */
    FormViewModel form() {
        return form;
    }

    /** Whether bad rows are left out. */
    FieldViewModel skip() {
        return skip;
    }

    /** Whether the task is a table. */
    ReadOnlyBooleanProperty open() {
        return open.getReadOnlyProperty();
    }

    /** The table's source; empty where the task is none. */
    String source() {
        Question question = wanted;
        return question == null ? "" : question.source();
    }

    /** Whether it is being looked at. */
    ReadOnlyBooleanProperty looking() {
        return looking.getReadOnlyProperty();
    }

    /** Why the table cannot be used at all; empty if it can, or nobody has looked yet. */
    ReadOnlyStringProperty refusal() {
        return refusal.getReadOnlyProperty();
    }

    /** What the table looks like; stays while it is being looked at anew, null while there is none. */
    ReadOnlyObjectProperty<@Nullable TableLook> look() {
        return look.getReadOnlyProperty();
    }

    /** The same in words. */
    ReadOnlyObjectProperty<@Nullable Shown> shown() {
        return shown.getReadOnlyProperty();
    }

    /** Whether rows that cannot be used keep everything from starting. */
    boolean blocked() {
        TableLook now = look.get();
        return now != null && now.badRows() > 0 && !skips();
    }

    /** Whether the table keeps everything from starting, as far as it has been looked at. */
    boolean stops() {
        return !refusal.get().isEmpty() || blocked();
    }

    boolean skips() {
        return draft.value(PREFIX + SKIP).map(JsonNode::asBoolean).orElse(false);
    }

    /** Says whether bad rows are left out. */
    void skip(boolean leaveOut) {
        draft.settle();
        draft.set(PREFIX + SKIP, JsonNodeFactory.instance.booleanNode(leaveOut));
        draft.settle();
    }

    /** The draft has changed. */
    void refresh() {
        form.refresh();
        skip.refresh();
        String source = draft.value(TaskViewModel.SOURCE).map(JsonNode::asText).orElse("");
        open.set(Tasks.isTable(source));
        if (!open.get()) {
            wanted = null;
            forget();
            looking.set(false);
            return;
        }
        TableSettings given = TableSettingsReader.readable(draft.tree().get().path(OWNER), base);
        Question question = new Question(source, given, round);
        Question before = wanted;
        if (!question.equals(before)) {
            wanted = question;
            looking.set(true);
            if (before != null && !before.source().equals(source)) {
                forget(); // it was about another file
            }
            latest.submit(question);
        }
    }

    private void forget() {
        look.set(null);
        shown.set(null);
        refusal.set("");
    }

    /** The files may have been written since. */
    void again() {
        round++;
        refresh();
    }

    private Answer answer(Question question) {
        String stamp = Tasks.stamp(question.source(), question.given(), base);
        Answer known = last;
        boolean same = known != null && known.stamp().equals(stamp) && known.question().source().equals(question.source())
                && known.question().given().equals(question.given());
        TableLook found = same
                ? known.look()
                : TableLook.at(Tasks.tableFile(question.source(), base), question.given(), () -> question != wanted);
        Answer answer = new Answer(question, stamp, found);
        last = answer;
        return answer;
    }

    private void show(Answer answer) {
        if (answer.question() != wanted) {
            return;
        }
        TableLook now = answer.look();
        looking.set(false);
        guesses(now);
        EngineException why = now.refusal();
        refusal.set(why == null ? "" : FailureWords.of(texts, why));
        shown.set(words(answer.question().source(), now));
        look.set(now);
    }

    private void failed(Throwable failure) {
        if (wanted == null) {
            return;
        }
        looking.set(false);
        look.set(null);
        shown.set(null);
        form.all().forEach(field -> field.guess(null));
        refusal.set(FailureWords.of(texts, failure));
    }

    private void guesses(TableLook now) {
        ObjectNode found = ExperimentWriter.withoutNulls(now.settings());
        for (FieldViewModel field : form.all()) {
            field.guess(field.set().get() ? null : JsonTree.at(found, field.field().key()));
            if (field.field().kind() == Field.Kind.COLUMN) {
                List<String> keys = now.columnKeys();
                if (!field.offered().equals(keys)) {
                    field.offered().setAll(keys);
                }
            }
        }
    }

    void refreshProblems() {
        form.refreshProblems();
        skip.refreshProblem();
    }

    private Shown words(String source, TableLook now) {
        List<Note> problems = now.problems().stream().map(this::note).toList();
        String more = now.moreProblems() == 0 ? "" : texts.get("design.table-more", Numbers.count(now.moreProblems()));
        TableLook.Content content = now.content();
        Twins twins = content == null ? new Twins(0, 0, 0, List.of()) : content.twins();
        List<String> kinds = new ArrayList<>();
        count("design.twins-train", twins.inTrain(), kinds);
        count("design.twins-dev", twins.trainAndDev(), kinds);
        count("design.twins-conflict", twins.conflicts(), kinds);
        return new Shown(
                facts(source, now),
                now.badRows(),
                problems,
                more,
                kinds.isEmpty() ? "" : texts.get("design.twins") + " " + String.join(texts.get("design.separator"), kinds),
                twins.trainAndDev() > 0 || twins.conflicts() > 0,
                twins.first().stream().limit(5).map(this::note).toList());
    }

    private void count(String key, int rows, List<String> words) {
        if (rows > 0) {
            words.add(texts.get(key, Numbers.count(rows)));
        }
    }

    private Note note(RowProblem problem) {
        return new Note(texts.get("design.place", problem.file(), Long.toString(problem.line())), problem.reason());
    }

    private Note note(Twins.Pair pair) {
        return new Note(
                texts.get("design.place", pair.otherFile(), Long.toString(pair.otherLine())),
                texts.get(
                        switch (pair.kind()) {
                            case IN_TRAIN -> "design.twin-train";
                            case TRAIN_AND_DEV -> "design.twin-dev";
                            case CONFLICT -> "design.twin-conflict";
                        },
                        pair.file(),
                        Long.toString(pair.line())));
    }

    private String facts(String source, TableLook now) {
        String path = source.substring(source.indexOf(':') + 1);
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        List<String> facts = new ArrayList<>(List.of(name, Numbers.bytes(now.sizeBytes())));
        TableLook.Content content = now.content();
        if (content != null && content.unusedRows() > 0) {
            facts.add(texts.get("design.table-unused", Numbers.count(content.unusedRows())));
        }
        return String.join(texts.get("design.separator"), facts);
    }

    /** Goes through all fields, e.g. to say which paths are shown. */
    void each(Consumer<FieldViewModel> visitor) {
        form.all().forEach(visitor);
        visitor.accept(skip);
    }
}
