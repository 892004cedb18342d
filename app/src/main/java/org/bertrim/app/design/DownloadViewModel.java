package org.bertrim.app.design;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.bertrim.app.common.Background;
import org.bertrim.app.common.Numbers;
import org.bertrim.app.common.Texts;
import org.bertrim.engine.teacher.hub.Cancellation;
import org.bertrim.engine.teacher.hub.DownloadProgress;
import org.bertrim.engine.teacher.hub.HubName;
import org.jspecify.annotations.Nullable;

/** The download of a model, one at a time: how far it is, its end, and what keeps it from ending well. */
final class DownloadViewModel {

    /** Bars whose end is not known say this. */
    static final double NO_SHARE = -1;

    /** Owner and name in an address; its other parts lead to single files, discussions and the like. */
    private static final Pattern PAGE = Pattern.compile("^https?://[^/]+/([^/?#]+/[^/?#]+).*$");

    /**
     * What is said of a download.
     *
     * @param name OWNER/NAME
     * @param share what is there of it, 0 to 1, or {@link #NO_SHARE}
     * @param words how far it is; or that it was stopped; empty once it has failed
     * @param failure what keeps it from being downloaded and what to do; empty unless it has failed
     */
    record Shown(String name, double share, String words, String failure) {}

    private final TeacherAccess access;
    private final Texts texts;
    private final Background background;
    private final Consumer<String> arrived;
    private final ReadOnlyObjectWrapper<@Nullable Shown> shown = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private Cancellation cancellation = new Cancellation();
    private @Nullable HubName model;
    private volatile @Nullable DownloadProgress told;

    /**
     * No download yet.
     *
     * @param arrived told the source of a model that has just come
     */
    DownloadViewModel(TeacherAccess access, Texts texts, Background background, Consumer<String> arrived) {
        this.access = access;
        this.texts = texts;
        this.background = background;
        this.arrived = arrived;
    }

    /** The download that goes on, or has been stopped or failed; null if there is none. */
    ReadOnlyObjectProperty<@Nullable Shown> shown() {
        return shown.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty running() {
        return running.getReadOnlyProperty();
    }

    /** What is wrong with the name that was typed last. */
    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /** Downloads a model: {@code OWNER/NAME}, also behind {@code hub:} or as the address of one of its pages. */
    void start(String typed) {
        Optional<HubName> name = HubName.ofSource(typed).or(() -> HubName.parse(PAGE.matcher(typed).replaceFirst("$1")));
        if (name.isEmpty()) {
            problem.set(texts.get("design.download-name"));
        } else if (!running.get()) {
            model = name.get();
            again();
        }
    }

    /** Goes on with the one that was stopped or has failed. */
    void again() {
        HubName name = model;
        if (name == null || running.get()) {
            return;
        }
        Cancellation mine = new Cancellation();
        problem.set("");
        told = null;
        cancellation = mine;
        running.set(true);
        tick();
        background.run(
                () -> {
                    access.download(name, progress -> told = progress, mine);
                    return name.source();
                },
                source -> {
                    running.set(false);
                    shown.set(null);
                    arrived.accept(source);
                },
                failure -> ended(name, failure));
    }

    /** Another name is being typed: what was wrong with the last one is not wrong with it. */
    void typing() {
        problem.set("");
    }

    void cancel() {
        cancellation.cancel();
    }

    /** Speaks no more of the one that was stopped or has failed. */
    void dismiss() {
        if (!running.get()) {
            shown.set(null);
            model = null;
        }
    }

    /** Shows how far it is; called a few times a second while it is running. */
    void tick() {
        HubName name = model;
        if (name == null || !running.get()) {
            return;
        }
        DownloadProgress now = told;
        shown.set(now == null
                ? new Shown(name.toString(), NO_SHARE, texts.get("design.download-asking"), "")
                : new Shown(name.toString(), now.total() > 0 ? now.share() : NO_SHARE, words(now), ""));
    }

    private void ended(HubName name, Throwable failure) {
        DownloadProgress last = told;
        double share = last == null || last.total() <= 0 ? 0 : last.share();
        running.set(false);
        if (failure instanceof CancellationException) {
            shown.set(new Shown(
                    name.toString(), share, texts.get("design.download-stopped", Numbers.bytes(last == null ? 0 : last.bytes())), ""));
        } else {
            shown.set(new Shown(name.toString(), share, "", FailureWords.of(texts, failure)));
        }
    }

    private String words(DownloadProgress now) {
        return switch (now.phase()) {
            case ASKING -> texts.get("design.download-asking");
            case CHECKING -> texts.get("design.download-checking", now.file());
            case WAITING -> texts.get("design.download-waiting", Numbers.duration(texts, now.secondsLeft()));
            case RECEIVING -> receiving(now);
        };
    }

    private String receiving(DownloadProgress now) {
        List<String> parts = new ArrayList<>();
        parts.add(now.total() > 0
                ? texts.get("design.download-of", Numbers.bytes(now.bytes()), Numbers.bytes(now.total()))
                : Numbers.bytes(now.bytes()));
        if (Double.isFinite(now.bytesPerSecond())) {
            parts.add(texts.get("design.download-rate", Numbers.bytes(now.bytesPerSecond())));
        }
        if (Double.isFinite(now.secondsLeft())) {
            parts.add(texts.get("design.download-left", Numbers.duration(texts, now.secondsLeft())));
        }
        return String.join(" · ", parts);
    }
}
