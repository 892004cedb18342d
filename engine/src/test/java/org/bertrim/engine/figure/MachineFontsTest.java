package org.bertrim.engine.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.font.FontRenderContext;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.font.PDVectorFont;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.bertrim.engine.format.EngineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;

class MachineFontsTest {

    private static final PaperTheme THEME = new PaperTheme();
    private static final Provenance PROVENANCE = new Provenance("A title", SampleRun.ID, "{}");
    private static final String CHINESE = "BERT 在电影评论上：负面，正面";

    private final Lettering probed = new Lettering(ProbeFont.alone());

    @Test
    void lettersThatInterLacksHaveTheOutlinesAndWidthsOfTheMachinesFont() {
        Cut inter = probed.inter(Weight.REGULAR);
        ProbeFont.LOOKS.forEach((letter, looks) -> {
            List<Lettering.Run> runs = probed.runs("a" + Character.toString(letter) + "b", Weight.REGULAR);
            assertThat(runs)
                    .extracting(Lettering.Run::text)
                    .containsExactly("a", Character.toString(letter), "b");
            Cut cut = runs.get(1).cut();
            assertThat(cut.advance(letter)).isCloseTo(inter.advance(looks), within(1e-3));
            Rectangle2D got = cut.glyph(letter).outline().getBounds2D();
            Rectangle2D expected = inter.glyph(looks).outline().getBounds2D();
            double scale = 1000.0 / inter.unitsPerEm();
            // the platform's outlines come in 64ths of a pixel, here at 1000 pixels per em
            assertThat(got.getMinX()).isCloseTo(expected.getMinX() * scale, within(0.5));
            assertThat(got.getMinY()).isCloseTo(expected.getMinY() * scale, within(0.5));
            assertThat(got.getMaxX()).isCloseTo(expected.getMaxX() * scale, within(0.5));
            assertThat(got.getMaxY()).isCloseTo(expected.getMaxY() * scale, within(0.5));
        });
        assertThat(probed.width("a电b", 10, Weight.REGULAR))
                .isCloseTo(probed.width("aQb", 10, Weight.REGULAR), within(0.01));
    }

    @Test
    void aPdfWithLettersOfTheMachineKeepsThemAsTextAndShowsTheirOutlines() throws IOException {
        String rare = Character.toString(0x20000);
        byte[] file = PdfWriter.write(label("aQ电影" + rare + "w", Weight.REGULAR), PROVENANCE, THEME, probed);
        byte[] likeness = PdfWriter.write(label("aQQwgw", Weight.REGULAR), PROVENANCE, THEME, probed);
        try (PDDocument document = Loader.loadPDF(file);
                PDDocument latin = Loader.loadPDF(likeness)) {
            assertThat(text(document)).isEqualTo("aQ电影" + rare + "w");
            assertThat(fonts(document))
                    .allMatch(PDFont::isEmbedded)
                    .extracting(PDFont::getName)
                    .anyMatch(name -> name.matches("[A-Z]{6}\\+Inter-Regular.*"))
                    .anyMatch(name -> name.matches("[A-Z]{6}\\+Probe-Regular.*"))
                    .hasSize(2);
            assertThat(different(image(document), image(latin))).isLessThan(0.01);
        }
    }

    @Test
    void pngAndPdfShowTheSameLettersOfTheMachine() throws IOException {
        Picture picture = label("aQ电影w", Weight.REGULAR);
        BufferedImage png =
                ImageIO.read(new ByteArrayInputStream(PngWriter.write(picture, PROVENANCE, THEME, probed)));
        BufferedImage like = ImageIO.read(new ByteArrayInputStream(
                PngWriter.write(label("aQQww", Weight.REGULAR), PROVENANCE, THEME, probed)));
        assertThat(different(png, like)).isLessThan(0.01);
        try (PDDocument document = Loader.loadPDF(PdfWriter.write(picture, PROVENANCE, THEME, probed))) {
            assertThat(different(png, image(document))).isLessThan(0.02);
        }
    }

    @Test
    void aLetterThatNoFontHasIsNamedWithAFontToInstall() {
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> new Lettering(ProbeFont.none()).require("电影评论", Weight.REGULAR))
                .satisfies(e -> {
                    assertThat(e.why()).contains("“电影评论”", "“电”", "U+7535", "nor a font of this machine");
                    assertThat(e.remedy()).contains("Noto Sans CJK");
                });
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> probed.require("电影评论", Weight.REGULAR))
                .satisfies(e -> assertThat(e.why()).contains("“评”"));
        assertThatCode(() -> probed.require("电影", Weight.SEMI_BOLD)).doesNotThrowAnyException();
    }

    @Test
    void whatCannotStandAloneIsRefusedWhateverFontsThereAre() {
        // a control character, a surrogate without its partner, letters that join, an accent of its own, a private letter
        for (String label : List.of("a\nb", "a\ud840", "سلام", "हिन्दी", "\u304b\u3099", Character.toString(0xf0000))) {
            assertThatExceptionOfType(EngineException.class)
                    .as(label)
                    .isThrownBy(() -> Lettering.shared().require(label, Weight.REGULAR))
                    .satisfies(e -> assertThat(e.remedy()).startsWith("Rename"));
        }
    }

    @Test
    void chineseBreaksBetweenLettersAndNeverBeforeAStop() {
        Letters even = (text, size, weight) -> text.length() * size;
        assertThat(even.wrap("电影评论。很好", 40, 10, Weight.REGULAR)).containsExactly("电影评", "论。很好");
        assertThat(even.wrap("在 BERT-base 上测量", 90, 10, Weight.REGULAR)).containsExactly("在", "BERT-base", "上测量");
        assertThat(even.wrap("模型BERT好", 50, 10, Weight.REGULAR)).containsExactly("模型", "BERT好");
        assertThat(even.wrap("fine-tune a/b", 30, 10, Weight.REGULAR)).containsExactly("fine-tune", "a/b");
    }

    @ParameterizedTest
    @EnumSource(Weight.class)
    void chineseIsSetInOneFontAndMeasuredAsItIsPainted(Weight weight) {
        Lettering lettering = machineWithChinese(weight);
        List<Lettering.Run> foreign = lettering.runs(CHINESE, weight).stream()
                .filter(run -> run.cut() instanceof MachineCut)
                .toList();
        assertThat(foreign).isNotEmpty();
        assertThat(foreign.stream().map(Lettering.Run::cut).distinct()).hasSize(1);
        for (Lettering.Run run : foreign) {
            double painted = run.cut()
                    .font(100)
                    .getStringBounds(run.text(), new FontRenderContext(null, true, true))
                    .getWidth();
            assertThat(run.width() * 100).isCloseTo(painted, within(0.5));
        }
        assertThat(new Lettering(new MachineFonts()).width(CHINESE, 10, weight))
                .isEqualTo(lettering.width(CHINESE, 10, weight));
    }

    @ParameterizedTest
    @EnumSource(Weight.class)
    void chineseFiguresKeepTheirTextInEveryFormat(Weight weight) throws IOException {
        Lettering lettering = machineWithChinese(weight);
        Picture picture = label(CHINESE, weight);
        byte[] file = PdfWriter.write(picture, PROVENANCE, THEME);
        BufferedImage png = ImageIO.read(new ByteArrayInputStream(PngWriter.write(picture, PROVENANCE, THEME)));
        try (PDDocument document = Loader.loadPDF(file)) {
            assertThat(text(document)).isEqualTo(CHINESE);
            assertThat(fonts(document)).hasSize(2).allMatch(PDFont::isEmbedded).allMatch(font -> !font.isDamaged());
            assertThat(different(png, image(document))).isLessThan(0.05);
            for (PDFont font : fonts(document)) {
                // the outlines are there, not only their widths
                int code = 1;
                assertThat(((PDVectorFont) ((PDType0Font) font).getDescendantFont())
                                .getPath(font.getName().contains("Inter") ? code + 1 : code)
                                .getBounds2D()
                                .isEmpty())
                        .isFalse();
            }
        }
        String svg = new String(SvgWriter.write(picture, PROVENANCE, THEME), StandardCharsets.UTF_8);
        assertThat(svg).contains(">" + CHINESE + "</text>").containsPattern("<text[^>]*Noto Sans CJK SC[^>]*sans-serif[^>]*>");
        double length = Math.round(lettering.width(CHINESE, 20, weight) * 1000) / 1000.0;
        assertThat(svg).containsPattern("textLength=\"" + Double.toString(length).replaceAll("\\.0$", "") + "\"");
        assertThat(Arrays.equals(file, PdfWriter.write(picture, PROVENANCE, THEME))).isTrue();
    }

    @Test
    void svgKeepsCharactersBeyondTheFirst65536() throws Exception {
        String rare = "a" + Character.toString(0x20000) + "b";
        byte[] svg = SvgWriter.write(label(rare, Weight.REGULAR), PROVENANCE, THEME);
        Document read = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg));
        assertThat(read.getElementsByTagName("text").item(0).getTextContent()).isEqualTo(rare);
    }

    private static Lettering machineWithChinese(Weight weight) {
        Lettering lettering = Lettering.shared();
        boolean there = lettering.runs(CHINESE, weight).stream()
                .allMatch(run -> run.text().codePoints().allMatch(run.cut()::covers));
        assumeTrue(there, "this machine has no font with Chinese letters");
        return lettering;
    }

    private static Picture label(String text, Weight weight) {
        Mark mark = new Mark.Text(
                "label", 5, 25, Mark.Anchor.START, 20, weight, Tone.of(Token.INK), 0, null, text);
        return Picture.of(new Scene(320, 35, List.of(mark)));
    }

    private static String text(PDDocument document) throws IOException {
        return new PDFTextStripper().getText(document).strip();
    }

    private static BufferedImage image(PDDocument document) throws IOException {
        return new PDFRenderer(document).renderImageWithDPI(0, PngWriter.DOTS_PER_INCH);
    }

    private static List<PDFont> fonts(PDDocument document) throws IOException {
        List<PDFont> fonts = new ArrayList<>();
        PDResources page = document.getPage(0).getResources();
        for (COSName name : page.getXObjectNames()) {
            PDResources resources = ((PDFormXObject) page.getXObject(name)).getResources();
            for (COSName font : resources.getFontNames()) {
                fonts.add(resources.getFont(font));
            }
        }
        return fonts;
    }

    /** Share of the dark pixels of both pictures that differ clearly. */
    private static double different(BufferedImage one, BufferedImage other) {
        long dark = 0;
        long different = 0;
        for (int y = 0; y < Math.min(one.getHeight(), other.getHeight()); y++) {
            for (int x = 0; x < Math.min(one.getWidth(), other.getWidth()); x++) {
                int a = one.getRGB(x, y) & 0xff;
                int b = other.getRGB(x, y) & 0xff;
                dark += Math.min(a, b) < 128 ? 1 : 0;
                different += Math.abs(a - b) > 128 ? 1 : 0;
            }
        }
        assertThat(dark).isPositive();
        return (double) different / dark;
    }
}
