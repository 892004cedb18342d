package org.bertrim.engine.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bertrim.engine.run.WorkspaceTeachers;
import org.bertrim.engine.teacher.TeacherDownload;
import org.bertrim.engine.teacher.Teachers;
import org.bertrim.engine.teacher.hub.Cancellation;
import org.bertrim.engine.teacher.hub.DownloadProgress;
import org.bertrim.engine.teacher.hub.HubCache;
import org.bertrim.engine.teacher.hub.HubModel;
import org.bertrim.engine.teacher.hub.HubName;
import org.bertrim.engine.teacher.hub.HubSettings;

/** Downloads models of a hub and shows how far that is. Ctrl-C ends the process; what has come is gone on from the next time. */
final class Downloads {

    private static final int BAR = 20;

    private final Supplier<HubSettings> settings;
    private final HubCache cache;

    /** Downloads as the environment says, into the platform's cache folder. */
    static Downloads usual() {
        return new Downloads(HubSettings::ofEnvironment, HubCache.ofPlatform());
    }

    /**
     * Downloads.
     *
     * @param settings asked for only when they are needed
     */
    Downloads(Supplier<HubSettings> settings, HubCache cache) {
        this.settings = settings;
        this.cache = cache;
    }

    /** The teachers of a workspace, downloaded ones among them. */
    Teachers teachers(Path workspace) {
        return WorkspaceTeachers.of(workspace, cache);
    }

    /** Whether nothing may be downloaded. */
    boolean forbidden() {
        return settings.get().offline();
    }

    /** Gets a model unless it is there, with progress on the terminal. */
    HubModel get(HubName name, Terminal terminal) {
        HubSettings from = settings.get();
        if (cache.find(name).isEmpty() && !from.offline()) {
            terminal.line("Downloading " + name + " from " + from.endpoint());
        }
        StatusLine line = new StatusLine(terminal);
        try {
            return silently(name, terminal.interactive() ? progress -> line.show(text(progress)) : new Lines(terminal));
        } finally {
            line.show("");
        }
    }

    /** Gets a model unless it is there, without a word. */
    HubModel silently(HubName name, Consumer<? super DownloadProgress> progress) {
        return new TeacherDownload(settings.get(), cache).get(name, progress, new Cancellation());
    }

    private static String text(DownloadProgress progress) {
        return switch (progress.phase()) {
            case ASKING -> "asking for the list of files";
            case WAITING -> "trying again in " + Texts.duration(progress.secondsLeft());
            case CHECKING -> "checking " + progress.file();
            case RECEIVING -> {
                String bar = progress.total() > 0
                        ? StatusLine.bar(progress.share(), BAR) + " " + TenthLines.percent(progress.share()) + " % of "
                                + Texts.bytes(progress.total())
                        : Texts.bytes(progress.bytes());
                yield Stream.of(bar, rate(progress), left(progress))
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining("  "));
            }
        };
    }

    private static String rate(DownloadProgress progress) {
        return Double.isNaN(progress.bytesPerSecond())
                ? ""
                : String.format(Locale.ROOT, "%.1f MiB/s", progress.bytesPerSecond() / (1 << 20));
    }

    private static String left(DownloadProgress progress) {
        return Double.isNaN(progress.secondsLeft()) ? "" : Texts.duration(progress.secondsLeft()) + " left";
    }

    /** For files and pipes, which keep every line. */
    private static final class Lines implements Consumer<DownloadProgress> {

        private final Terminal terminal;
        private final TenthLines tenths;

        Lines(Terminal terminal) {
            this.terminal = terminal;
            this.tenths = new TenthLines(terminal);
        }

        @Override
        public void accept(DownloadProgress progress) {
            if (progress.phase() == DownloadProgress.Phase.WAITING) {
                terminal.line("interrupted; " + text(progress));
            } else {
                tenths.at(progress.share(), Texts.bytes(progress.total()));
            }
        }
    }
}
