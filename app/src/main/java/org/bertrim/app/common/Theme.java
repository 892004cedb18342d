package org.bertrim.app.common;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Scene;

/**
 * The two looks of the workbench. Colours are looked-up colours of {@code theme/light.css} and {@code theme/dark.css}; Java names
 * none of them.
 */
public enum Theme {
    LIGHT,
    DARK;

    /** Style sheets of features, each read where it is there. */
    private static final List<String> FEATURES = List.of("shell", "settings", "chart", "design", "live", "runs");

    /** Dresses a scene, and takes off what it wore. */
    public void apply(Scene scene) {
        scene.setUserAgentStylesheet(
                (this == LIGHT ? new PrimerLight() : new PrimerDark()).getUserAgentStylesheet());
        scene.getStylesheets().setAll(sheets());
    }

    private List<String> sheets() {
        List<String> names = new ArrayList<>(List.of(name().toLowerCase(Locale.ROOT), "base"));
        names.addAll(FEATURES);
        List<String> sheets = new ArrayList<>();
        for (String name : names) {
            URL sheet = Theme.class.getResource("/theme/" + name + ".css");
            if (sheet != null) {
                sheets.add(sheet.toExternalForm());
            }
        }
        return sheets;
    }
}
