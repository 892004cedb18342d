package org.bertrim.engine.format;

import java.nio.file.Path;
import java.util.Locale;

/** Where on this platform lies what can be had again: measurements of the machine, downloaded models. */
public final class CacheFolder {

    /** System property that names the cache folder instead of the platform's. */
    public static final String PROPERTY = "bertrim.cache";

    private CacheFolder() {}

    /** The platform's cache folder of this program; need not exist. */
    public static Path ofPlatform() {
        String chosen = System.getProperty(PROPERTY);
        if (chosen != null && !chosen.isBlank()) {
            return Path.of(chosen).toAbsolutePath();
        }
        Path home = Path.of(System.getProperty("user.home"));
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            String local = System.getenv("LOCALAPPDATA");
            return (local == null ? home.resolve("AppData").resolve("Local") : Path.of(local)).resolve("Bertrim").resolve("Cache");
        }
        if (system.startsWith("mac")) {
            return home.resolve("Library").resolve("Caches").resolve("Bertrim");
        }
        String cache = System.getenv("XDG_CACHE_HOME");
        return (cache == null || cache.isBlank() ? home.resolve(".cache") : Path.of(cache)).resolve("bertrim");
    }
}
