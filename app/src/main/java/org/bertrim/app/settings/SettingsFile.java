package org.bertrim.app.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.Json;
import org.jspecify.annotations.Nullable;

/** Where the {@link Settings} lie: {@code workbench.json} in the platform's folder for settings. */
public final class SettingsFile {

    private final Path file;

    /** A file in a folder that need not exist yet. */
    public SettingsFile(Path folder) {
        this.file = folder.resolve("workbench.json");
    }

    /** The file of this user on this platform. */
    public static SettingsFile ofUser() {
        return new SettingsFile(
                folder(System.getProperty("os.name"), System.getenv(), Path.of(System.getProperty("user.home"))));
    }

    /** The platform's folder: {@code XDG_CONFIG_HOME}, {@code APPDATA} or the Library of a Mac. */
    static Path folder(String system, Map<String, String> environment, Path home) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return named(environment.get("APPDATA"), home.resolve("AppData").resolve("Roaming"))
                    .resolve("Bertrim");
        }
        if (name.startsWith("mac")) {
            return home.resolve("Library").resolve("Application Support").resolve("Bertrim");
        }
        return named(environment.get("XDG_CONFIG_HOME"), home.resolve(".config")).resolve("bertrim");
    }

    private static Path named(@Nullable String value, Path otherwise) {
        return value == null || value.isBlank() ? otherwise : Path.of(value);
    }

    /** What is remembered; the settings of a first start where there is nothing or what there is cannot be read. */
    public Settings read(Locale system) {
        try {
            Settings settings = Json.mapper().readValue(Files.readString(file), Settings.class);
            return settings == null ? Settings.first(system) : settings;
        } catch (IOException e) {
            return Settings.first(system); // unreadable settings must never keep the window from opening
        }
    }

    /**
     * Remembers the settings; a reader sees the old ones or the new ones, never half of them.
     *
     * @throws EngineException if the folder cannot be written
     */
    public void write(Settings settings) {
        try {
            Files.createDirectories(file.getParent());
            DurableFiles.write(file, Json.pretty(settings));
        } catch (IOException e) {
            throw DurableFiles.failure("The settings of the window could not be kept in " + file, e);
        }
    }
}
