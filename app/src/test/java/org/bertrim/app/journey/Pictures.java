package org.bertrim.app.journey;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Node;
import javax.imageio.ImageIO;
import org.bertrim.app.common.Theme;
import org.bertrim.app.shell.OpenWindow;
import org.bertrim.app.support.Screens;

/** Pictures of the whole window and of single cards, without transparent corners. */
final class Pictures {

    private Pictures() {}

    /** The end of a picture's name, e.g. {@code -1440-light-zh}. */
    static String look(Theme theme, String language, int width) {
        return "-" + width + "-" + theme.name().toLowerCase(Locale.ROOT) + (language.equals("en") ? "" : "-" + language);
    }

    /** The whole window, without a ring around what happens to have the keyboard. */
    static void take(OpenWindow window, Path file) throws IOException {
        Screens.run(() -> window.scene().getRoot().requestFocus());
        Screens.settle();
        write(Screens.call(() -> SwingFXUtils.fromFXImage(window.scene().snapshot(null), null)), file);
    }

    static void take(Node card, Path file) throws IOException {
        write(Screens.call(() -> SwingFXUtils.fromFXImage(card.snapshot(null, null), null)), file);
    }

    private static void write(BufferedImage image, Path file) throws IOException {
        BufferedImage opaque = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        opaque.createGraphics().drawImage(image, 0, 0, null);
        ImageIO.write(opaque, "png", file.toFile());
    }
}
