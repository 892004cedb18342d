package org.bertrim.app.shell;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.StackPane;
import org.bertrim.app.common.AppContext;
import org.bertrim.app.common.FxBackground;
import org.bertrim.app.common.Navigator;
import org.bertrim.app.common.Place;
import org.bertrim.app.common.PlaceId;
import org.bertrim.app.common.Texts;
import org.bertrim.app.common.Theme;
import org.bertrim.app.design.DesignPlace;
import org.bertrim.app.live.LivePlace;
import org.bertrim.app.settings.SettingsActions;
import org.bertrim.app.settings.SettingsPlace;
import org.bertrim.engine.cli.Main;
import org.jspecify.annotations.Nullable;

/**
 * Leads through the window: builds the frame in the language and look that are set, opens places, performs commands, and asks before
 * the window closes where something waits. A change of language builds frame and places anew.
 */
final class Shell implements Navigator {

    private final Session session;
    private final Scene scene;
    private final Consumer<Path> opener;
    private final Runnable quit;
    private final Map<PlaceId, Place> places = new EnumMap<>(PlaceId.class);
    private @Nullable Place current;
    private ShellView view;
    private List<Command> commands = List.of();
    private boolean mayClose;

    /**
     * Builds the frame; the place where the user was comes with {@link #begin()}.
     *
     * @param opener shows a file or folder in the system's own program
     * @param quit asks the window to close
     */
    Shell(Session session, Scene scene, Consumer<Path> opener, Runnable quit) {
        this.session = session;
        this.scene = scene;
        this.opener = opener;
        this.quit = quit;
        this.view = build();
        session.settings().get().theme().apply(scene);
    }

    /** Opens the place where the user was, unless one has been opened already. */
    void begin() {
        if (current == null) {
            reopen();
        }
    }

    private Texts texts() {
        return session.texts();
    }

    private ShellView build() {
        commands = Commands.list(
                texts(),
                new Commands.Actions(
                        this::open,
                        this::search,
                        this::keys,
                        this::otherTheme,
                        this::otherLanguage,
                        this::openWorkspace,
                        this::openLog,
                        this::repair,
                        this::about,
                        quit));
        scene.getAccelerators().clear();
        for (Command command : commands) {
            if (!command.keys().isEmpty()) {
                // afterwards, as some commands build the window and with it these keys anew
                scene.getAccelerators()
                        .put(KeyCombination.valueOf(command.keys()), () -> FxBackground.afterwards(command.action()));
            }
        }
        Rail rail = new Rail(texts(), this::open, this::otherLanguage, this::keys);
        Path name = session.workspace().getFileName();
        TopBar bar = new TopBar(
                texts(),
                name == null ? session.workspace().toString() : name.toString(),
                Panels.shown("Shortcut+K"),
                session.precision(),
                session.runs().running(),
                session.runs().waiting(),
                new TopBar.Actions(
                        this::openWorkspace,
                        this::search,
                        () -> open(PlaceId.SETTINGS),
                        () -> open(PlaceId.RUNS)));
        FailureBanner banner = new FailureBanner(texts(), session.failures(), this::openLog);
        ShellView built = new ShellView(rail, bar, banner);
        PlaceId place = session.settings().get().place();
        built.expect(place, name(place));
        scene.setRoot(built);
        return built;
    }

    private void reopen() {
        open(session.settings().get().place());
    }

    /** The run that was watched last, in this window or in the one before it, if it is still there. */
    private void lastRun(LivePlace live) {
        String run = session.settings().get().run();
        if (run != null && Files.isDirectory(session.workspace().resolve("runs").resolve(run))) {
            live.open(run);
        }
    }

    @Override
    public void open(PlaceId id) {
        view.overlay().hide();
        boolean first = !places.containsKey(id);
        Place place = places.computeIfAbsent(id, this::make);
        if (place == current) {
            return;
        }
        if (current != null) {
            current.hidden();
        }
        current = place;
        view.show(place, name(id));
        place.shown();
        if (first && place instanceof LivePlace live) {
            lastRun(live);
        }
        session.change(settings -> settings.withPlace(id));
    }

    private String name(PlaceId id) {
        return texts().get("shell.place." + id.name().toLowerCase(Locale.ROOT));
    }

    private Place make(PlaceId id) {
        AppContext context = new AppContext(
                session.workspace(), texts(), session.background(), session.runs(), this, session.failures());
        return Places.make(
                id,
                context,
                session.runs(),
                session.settings().get(),
                new SettingsActions(
                        this::theme, this::language, this::openWorkspace, this::openLog, this::repair));
    }

    @Override
    public void openRun(String runId) {
        open(PlaceId.LIVE);
        if (places.get(PlaceId.LIVE) instanceof LivePlace live) {
            live.open(runId);
        }
        session.change(settings -> settings.withRun(runId));
    }

    @Override
    public void openExperiment(JsonNode experiment) {
        open(PlaceId.DESIGN);
        if (places.get(PlaceId.DESIGN) instanceof DesignPlace design) {
            design.load(experiment);
        }
    }

    void search() {
        List<PaletteEntry> fixed = new ArrayList<>();
        for (Command command : commands) {
            boolean place = command.keys().startsWith("Shortcut+") && isPlace(command.id());
            if (!command.id().equals("search")) {
                fixed.add(new PaletteEntry(
                        place ? PaletteEntry.Kind.PLACE : PaletteEntry.Kind.COMMAND,
                        command.title(),
                        command.keys().isEmpty() ? "" : Panels.shown(command.keys()),
                        command.action()));
            }
        }
        fixed.addAll(PaletteSources.runs(session.runs().rows(), texts(), this));
        Palette palette = new Palette(
                new PaletteViewModel(
                        fixed,
                        session.background(),
                        () -> PaletteSources.presets(texts(), this),
                        session.failures()::report),
                texts(),
                view.overlay()::hide);
        view.overlay().show(palette, palette.field(), Pos.TOP_CENTER);
        palette.open();
    }

    private static boolean isPlace(String id) {
        for (PlaceId place : PlaceId.values()) {
            if (place.name().equalsIgnoreCase(id)) {
                return true;
            }
        }
        return false;
    }

    void keys() {
        show(Panels.keys(texts(), commands, view.overlay()::hide));
    }

    private void about() {
        show(Panels.about(texts(), Main.version(), view.overlay()::hide));
    }

    private void show(Panels.Panel panel) {
        view.overlay().show(panel.box(), panel.focus(), Pos.CENTER);
    }

    private void otherTheme() {
        theme(session.settings().get().theme() == Theme.LIGHT ? Theme.DARK : Theme.LIGHT);
    }

    private void theme(Theme theme) {
        session.change(settings -> settings.withTheme(theme));
        theme.apply(scene);
        if (places.get(PlaceId.SETTINGS) instanceof SettingsPlace settings) {
            settings.themeChanged(theme);
        }
    }

    private void otherLanguage() {
        language(session.settings().get().language().equals("en") ? "zh" : "en");
    }

    private void language(String language) {
        if (language.equals(session.settings().get().language())) {
            return;
        }
        session.change(settings -> settings.withLanguage(language));
        PlaceId place = session.settings().get().place();
        view.overlay().hide();
        dispose();
        view = build();
        session.change(settings -> settings.withPlace(place));
        reopen();
    }

    private void openWorkspace() {
        openInSystem(session.workspace(), true);
    }

    private void openLog() {
        openInSystem(session.failures().log().file(), false);
    }

    private void openInSystem(Path wanted, boolean make) {
        session.background().run(
                () -> {
                    if (make) {
                        Files.createDirectories(wanted);
                    }
                    return Files.exists(wanted) ? wanted : session.workspace();
                },
                opener,
                session.failures()::report);
    }

    private void repair() {
        open(PlaceId.RUNS);
        session.repair(() -> show(Panels.message(
                texts().get("shell.repaired.title"),
                texts().get("shell.repaired.text", session.workspace().toString()),
                Panels.button("repaired-close", texts().get("common.close"), () -> view.overlay().hide()))));
    }

    /** Whether the window may close now; where runs wait in the queue it asks first. */
    boolean mayClose() {
        int waiting = session.runs().waiting().get();
        if (mayClose || waiting == 0 || view.overlay().showing()) {
            return true;
        }
        Button yes = Panels.button("close-yes", texts().get("shell.close.yes"), () -> {
            mayClose = true;
            quit.run();
        });
        Button no = Panels.button("close-no", texts().get("common.cancel"), view.overlay()::hide);
        show(Panels.question(
                texts().get("shell.close.title"), texts().get("shell.close.text", waiting), yes, no));
        return false;
    }

    /** Lets go of all places. */
    void dispose() {
        if (current != null) {
            current.hidden();
            current = null;
        }
        places.values().forEach(Place::dispose);
        places.clear();
        scene.setRoot(new StackPane());
    }
}
