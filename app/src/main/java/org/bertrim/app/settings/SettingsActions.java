package org.bertrim.app.settings;

import java.util.function.Consumer;
import org.bertrim.app.common.Theme;

/**
 * What the settings page can have the window do.
 *
 * @param language takes the tag of the chosen language
 * @param repair rebuilds the store from the run folders
 */
public record SettingsActions(
        Consumer<Theme> theme, Consumer<String> language, Runnable openWorkspace, Runnable openLog, Runnable repair) {}
