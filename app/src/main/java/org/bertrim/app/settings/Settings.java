package org.bertrim.app.settings;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Locale;
import org.bertrim.app.common.PlaceId;
import org.bertrim.app.common.Theme;
import org.jspecify.annotations.Nullable;

/**
 * What the workbench remembers from one start to the next.
 *
 * @param language tag of a language that there are texts for: {@code en} or {@code zh}
 * @param place where the user was
 * @param run the run that was open in the Live place, null if none was
 * @param window where the window was before it was maximised, null before it was ever closed
 */
@JsonIgnoreProperties(ignoreUnknown = true) // a newer version may have written more
public record Settings(
        Theme theme,
        String language,
        PlaceId place,
        @Nullable String run,
        @Nullable Bounds window,
        boolean maximized) {

    /** A rectangle in the coordinates of the screens. */
    public record Bounds(double x, double y, double width, double height) {}

    /** What is missing takes the value of a first start. */
    public Settings {
        theme = theme == null ? Theme.LIGHT : theme;
        place = place == null ? PlaceId.DESIGN : place;
        language = "zh".equals(language) ? "zh" : "en";
    }

    /** How the first start looks: the system's language where there are texts in it. */
    static Settings first(Locale system) {
        return new Settings(Theme.LIGHT, system.getLanguage(), PlaceId.DESIGN, null, null, false);
    }

    public Locale locale() {
        return Locale.forLanguageTag(language);
    }

    public Settings withTheme(Theme chosen) {
        return new Settings(chosen, language, place, run, window, maximized);
    }

    public Settings withLanguage(String chosen) {
        return new Settings(theme, chosen, place, run, window, maximized);
    }

    public Settings withPlace(PlaceId opened) {
        return new Settings(theme, language, opened, run, window, maximized);
    }

    public Settings withRun(String opened) {
        return new Settings(theme, language, place, opened, window, maximized);
    }

    public Settings withWindow(Bounds bounds) {
        return new Settings(theme, language, place, run, bounds, maximized);
    }

    public Settings withMaximized(boolean filled) {
        return new Settings(theme, language, place, run, window, filled);
    }
}
