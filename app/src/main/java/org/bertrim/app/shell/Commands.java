package org.bertrim.app.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.bertrim.app.common.PlaceId;
import org.bertrim.app.common.Texts;

/** The list of all that can be done from anywhere, with its keys: command search, keys and their overview are made from it. */
final class Commands {

    private Commands() {}

    /** What the commands do. */
    record Actions(
            Consumer<PlaceId> open,
            Runnable search,
            Runnable keys,
            Runnable theme,
            Runnable language,
            Runnable workspace,
            Runnable log,
            Runnable repair,
            Runnable about,
            Runnable quit) {}

    static List<Command> list(Texts texts, Actions actions) {
        List<Command> commands = new ArrayList<>();
        for (PlaceId id : PlaceId.values()) {
            String keys = id == PlaceId.SETTINGS ? "Shortcut+Comma" : "Shortcut+" + (id.ordinal() + 1);
            commands.add(new Command(
                    id.name().toLowerCase(Locale.ROOT),
                    texts.get("shell.place." + id.name().toLowerCase(Locale.ROOT)),
                    keys,
                    () -> actions.open().accept(id)));
        }
        commands.add(command(texts, "search", "Shortcut+K", actions.search()));
        commands.add(command(texts, "keys", "F1", actions.keys()));
        commands.add(command(texts, "theme", "Shortcut+Shift+D", actions.theme()));
        commands.add(command(texts, "language", "Shortcut+Shift+L", actions.language()));
        commands.add(command(texts, "doctor", "", () -> actions.open().accept(PlaceId.SETTINGS)));
        commands.add(command(texts, "workspace", "Shortcut+Shift+O", actions.workspace()));
        commands.add(command(texts, "log", "", actions.log()));
        commands.add(command(texts, "repair", "", actions.repair()));
        commands.add(command(texts, "about", "", actions.about()));
        commands.add(command(texts, "quit", "Shortcut+Q", actions.quit()));
        return List.copyOf(commands);
    }

    private static Command command(Texts texts, String id, String keys, Runnable action) {
        return new Command(id, texts.get("shell.command." + id), keys, action);
    }
}
