package org.bertrim.engine.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import java.util.List;

/** Checks that nothing in a scene is clipped, too small to read or on top of other text. */
final class Bounds {

    private static final double ASCENT = 0.73; // cap height of Inter, 1490 of 2048 units
    private static final double DESCENT = 0.2;
    private static final double LEAST_SIZE = 6.5;

    private Bounds() {}

    static void assertInside(Scene scene) {
        Rectangle2D page = new Rectangle2D.Double(0, 0, scene.width(), scene.height());
        for (Mark mark : scene.marks()) {
            if (mark instanceof Mark.Text text) {
                assertThat(page.contains(of(text))).as("%s within the page", mark).isTrue();
                assertThat(text.size()).isGreaterThanOrEqualTo(LEAST_SIZE);
            } else if (mark instanceof Mark.Box box) {
                assertThat(page.contains(box.x(), box.y(), box.width(), box.height()))
                        .as("%s within the page", mark)
                        .isTrue();
            } else if (mark instanceof Mark.Marker marker) {
                double r = marker.size() * 0.65;
                assertThat(page.contains(marker.x() - r, marker.y() - r, 2 * r, 2 * r))
                        .as("%s within the page", mark)
                        .isTrue();
            }
        }
    }

    static void assertNoTextOverlaps(Scene scene) {
        List<Mark.Text> texts = scene.marks().stream()
                .filter(Mark.Text.class::isInstance)
                .map(Mark.Text.class::cast)
                .toList();
        for (int i = 0; i < texts.size(); i++) {
            for (int j = i + 1; j < texts.size(); j++) {
                assertThat(of(texts.get(i)).intersects(of(texts.get(j))))
                        .as("%s over %s", texts.get(i), texts.get(j))
                        .isFalse();
            }
        }
    }

    private static Rectangle2D of(Mark.Text text) {
        double width = Lettering.shared().width(text.text(), text.size(), text.weight());
        double before =
                switch (text.anchor()) {
                    case START -> 0;
                    case MIDDLE -> width / 2;
                    case END -> width;
                };
        double up = text.size() * ASCENT;
        double down = text.size() * DESCENT;
        return text.rotation() == 0
                ? new Rectangle2D.Double(text.x() - before, text.y() - up, width, up + down)
                : new Rectangle2D.Double(text.x() - up, text.y() - width + before, up + down, width);
    }
}
