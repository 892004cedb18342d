package org.bertrim.app.runs;

import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.bertrim.app.common.RunControl;
import org.bertrim.app.common.Texts;
import org.bertrim.app.common.Tone;
import org.bertrim.app.store.RunCenter;
import org.bertrim.app.store.RunRow;
import org.bertrim.app.store.StoreNotice;

/** What must be said above the runs: questions, interrupted runs, news of the store. */
final class RunPrompts {

    private final RunCenter center;
    private final RunControl control;
    private final Texts texts;
    private final RunWork work;
    private final ObservableList<Prompt> prompts = FXCollections.observableArrayList();
    private final ListChangeListener<RunRow> interruptedChanged = change -> offerResume();
    private final ListChangeListener<StoreNotice> noticed = change -> tellNotices();

    RunPrompts(RunCenter center, RunControl control, Texts texts, RunWork work) {
        this.center = center;
        this.control = control;
        this.texts = texts;
        this.work = work;
        center.interrupted().addListener(interruptedChanged);
        center.notices().addListener(noticed);
        offerResume();
        tellNotices();
    }

    /** What is to be said now, the oldest first. */
    ObservableList<Prompt> list() {
        return prompts;
    }

    private void offerResume() {
        List<RunRow> runs = List.copyOf(center.interrupted());
        if (runs.isEmpty()) {
            prompts.removeIf(prompt -> prompt.key().equals("interrupted"));
            return;
        }
        String names = String.join(", ", runs.stream().limit(3).map(RunRow::id).toList());
        say(new Prompt(
                "interrupted",
                Tone.CAUTION,
                texts.get("runs.interrupted", runs.size(), names),
                List.of(
                        new Prompt.Choice(texts.get("runs.interrupted.leave"), center::forgive),
                        new Prompt.Choice(texts.get("runs.interrupted.resume"), () -> {
                            center.forgive();
                            work.each(runs, control::resume);
                        }))));
    }

    private void tellNotices() {
        for (StoreNotice notice : center.notices()) {
            say(new Prompt(
                    "store." + notice.kind(),
                    Tone.CAUTION,
                    texts.get("store.notice." + notice.kind().key(), notice.detail()),
                    List.of(new Prompt.Choice(texts.get("common.close"), () -> center.notices().remove(notice)))));
        }
    }

    /** Says something, in the place of what has the same key. */
    void say(Prompt prompt) {
        prompts.removeIf(old -> old.key().equals(prompt.key()));
        prompts.add(prompt);
    }

    /** What the user chose: does it and takes the prompt away. */
    void choose(Prompt prompt, Prompt.Choice choice) {
        prompts.remove(prompt);
        choice.action().run();
    }

    void dispose() {
        center.interrupted().removeListener(interruptedChanged);
        center.notices().removeListener(noticed);
    }
}
