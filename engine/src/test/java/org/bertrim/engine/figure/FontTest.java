package org.bertrim.engine.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.awt.geom.PathIterator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.fontbox.cff.CFFCIDFont;
import org.apache.fontbox.cff.CFFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.bertrim.engine.format.EngineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FontTest {

    @ParameterizedTest
    @EnumSource(Weight.class)
    void allDigitsHaveOneWidth(Weight weight) {
        double zero = Lettering.shared().width("0", 10, weight);
        for (String digit : "123456789".split("")) {
            assertThat(Lettering.shared().width(digit, 10, weight)).isEqualTo(zero);
        }
    }

    @ParameterizedTest
    @EnumSource(Weight.class)
    void measuringAgreesWithTheFontOnScreen(Weight weight) {
        Font font = Lettering.shared().inter(weight).font(100);
        FontRenderContext context = new FontRenderContext(new AffineTransform(), true, true);
        for (String text : List.of("0.25 × 111 − ≈ λ", "Second line: share of the teacher’s score")) {
            assertThat(font.getStringBounds(text, context).getWidth())
                    .isCloseTo(Lettering.shared().width(text, 100, weight), within(0.5));
        }
    }

    @Test
    void aFontIsKnownAgainInAnotherSizeAndItsWeightsAreToldApart() {
        Cut regular = Lettering.shared().inter(Weight.REGULAR);
        Cut bold = Lettering.shared().inter(Weight.SEMI_BOLD);
        assertThat(Lettering.key(regular.font(7.5).deriveFont(12f)))
                .isEqualTo(Lettering.key(regular.font(7.5)))
                .isNotEqualTo(Lettering.key(bold.font(7.5)));
    }

    @Test
    void anUncoveredCharacterIsNamedWithItsLabel() {
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> Lettering.shared().require("tab\there", Weight.REGULAR))
                .satisfies(e -> assertThat(e.why()).contains("tab\there", "U+0009"));
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> new Lettering(ProbeFont.none()).require("smile 😀", Weight.SEMI_BOLD))
                .satisfies(e -> assertThat(e.why()).contains("“smile 😀”", "“😀”", "U+1F600"));
    }

    @Test
    void linesBreakAtSpacesAndLongWordsStayWhole() {
        assertThat(Lettering.shared().wrap("aa bb unbreakableword c", 25, 10, Weight.REGULAR))
                .containsExactly("aa", "bb", "unbreakableword", "c");
    }

    @Test
    void theEmbeddedSubsetHasTheOutlinesOfTheFont() throws IOException {
        Cut cut = Lettering.shared().inter(Weight.REGULAR);
        List<CffSubset.Glyph> glyphs = new ArrayList<>();
        for (int character : new int[] {' ', 'a', '8', '%', '’', '×'}) {
            GeneralPath outline = (character == ' ' ? cut.missing() : cut.glyph(character)).outline();
            glyphs.add(new CffSubset.Glyph(outline, 620.5));
        }
        byte[] file = CffSubset.write("ABCDEF+Test", glyphs, cut.unitsPerEm(), new int[] {-700, -300, 2600, 1100});
        CFFCIDFont read = (CFFCIDFont) new CFFParser().parse(new RandomAccessReadBuffer(file)).get(0);
        assertThat(read.getName()).isEqualTo("ABCDEF+Test");
        assertThat(read.getNumCharStrings()).isEqualTo(glyphs.size());
        for (int cid = 0; cid < glyphs.size(); cid++) {
            assertThat((double) read.getType2CharString(cid).getWidth()).isCloseTo(620.5, within(1.0));
            List<Double> expected = coordinates(glyphs.get(cid).outline(), 1000.0 / cut.unitsPerEm());
            List<Double> actual = coordinates(read.getType2CharString(cid).getPath(), 1);
            // FontBox reads fractions as 65535ths, finds the last contour open by a hair and closes it with a point
            assertThat(actual.size() - expected.size()).isBetween(0, 2);
            for (int i = 0; i < expected.size(); i++) {
                assertThat(actual.get(i)).isCloseTo(expected.get(i), within(0.01));
            }
        }
    }

    private static List<Double> coordinates(GeneralPath path, double scale) {
        List<Double> result = new ArrayList<>();
        double[] c = new double[6];
        for (PathIterator it = path.getPathIterator(null); !it.isDone(); it.next()) {
            int count =
                    switch (it.currentSegment(c)) {
                        case PathIterator.SEG_CUBICTO -> 6;
                        case PathIterator.SEG_CLOSE -> 0;
                        default -> 2;
                    };
            for (int i = 0; i < count; i++) {
                result.add(c[i] * scale);
            }
        }
        return result;
    }
}
