package org.bertrim.app.common;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import javafx.scene.text.Font;

/** Loads Inter, the workbench's typeface, from the package it is published in. Chinese comes from the system's fonts. */
public final class Fonts {

    private static final String FOLDER = "/com/formdev/flatlaf/fonts/inter/";
    private static final List<String> FILES = List.of("Inter-Regular.otf", "Inter-SemiBold.otf");
    private static boolean loaded;

    private Fonts() {}

    /** Makes the families {@code Inter} and {@code Inter SemiBold} known to the style sheets; only the first call does anything. */
    public static synchronized void load() {
        if (loaded) {
            return;
        }
        loaded = true;
        for (String file : FILES) {
            try (InputStream stream = Fonts.class.getResourceAsStream(FOLDER + file)) {
                if (stream != null) { // without it the style sheets' next family serves
                    Font.loadFont(stream, 13);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("The font " + file + " cannot be read", e);
            }
        }
    }
}
