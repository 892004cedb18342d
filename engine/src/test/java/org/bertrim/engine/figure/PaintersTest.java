package org.bertrim.engine.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.PDXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

class PaintersTest {

    private static final double[] WIDTHS = {1.0, 0.5};
    private static final double[] DEPTHS = {1.0, 0.5};
    private static final PaperTheme THEME = new PaperTheme();
    private static final Provenance PROVENANCE = new Provenance("A title", SampleRun.ID, "{\"seeds\":[42]}");

    @Test
    void pdfKeepsTextAsTextInEmbeddedSubsets() throws IOException {
        for (Picture picture : List.of(grid(), losses())) {
            try (PDDocument document = Loader.loadPDF(PdfWriter.write(picture, PROVENANCE, THEME))) {
                String text = new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
                for (Mark mark : picture.scene().marks()) {
                    if (mark instanceof Mark.Text label && label.rotation() == 0) {
                        assertThat(text).contains(label.text().strip());
                    }
                }
                List<PDFont> fonts = new ArrayList<>();
                collect(document.getPage(0).getResources(), fonts);
                assertThat(fonts).isNotEmpty().allMatch(PDFont::isEmbedded).allMatch(font -> !font.isDamaged());
                assertThat(fonts)
                        .extracting(PDFont::getName)
                        .allMatch(name -> name.matches("[A-Z]{6}\\+Inter-(Regular|SemiBold).*"));
            }
        }
    }

    @Test
    void pdfHasThePrintSizeAndTellsItsOrigin() throws IOException {
        Picture picture = grid();
        try (PDDocument document = Loader.loadPDF(PdfWriter.write(picture, PROVENANCE, THEME))) {
            assertThat(document.getNumberOfPages()).isOne();
            assertThat(document.getPage(0).getMediaBox().getWidth()).isEqualTo(234f); // 3.25 in
            assertThat(document.getPage(0).getMediaBox().getHeight())
                    .isEqualTo((float) picture.scene().height());
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("A title");
            assertThat(document.getDocumentInformation().getCustomMetadataValue("BertrimRun"))
                    .isEqualTo(SampleRun.ID);
            assertThat(document.getDocumentInformation().getCustomMetadataValue("BertrimExperiment"))
                    .isEqualTo("{\"seeds\":[42]}");
            assertThat(document.getDocumentInformation().getCreationDate().toInstant())
                    .isEqualTo("2026-01-02T03:04:05Z"); // the run's start, not the time of the export
        }
    }

    @Test
    void pdfAndPngShowTheSame() throws IOException {
        for (Picture picture : List.of(grid(), losses())) {
            BufferedImage png = ImageIO.read(new ByteArrayInputStream(PngWriter.write(picture, PROVENANCE, THEME)));
            try (PDDocument document = Loader.loadPDF(PdfWriter.write(picture, PROVENANCE, THEME))) {
                BufferedImage pdf = new PDFRenderer(document).renderImageWithDPI(0, PngWriter.DOTS_PER_INCH);
                long different = 0;
                int height = Math.min(png.getHeight(), pdf.getHeight());
                int width = Math.min(png.getWidth(), pdf.getWidth());
                for (int y = 0; y < height; y++) {
                    for (int x = 0; x < width; x++) {
                        different += distance(png.getRGB(x, y), pdf.getRGB(x, y)) > 96 ? 1 : 0;
                    }
                }
                // two renderers differ at the edges of letters and lines only
                assertThat((double) different / ((long) width * height)).isLessThan(0.01);
            }
        }
    }

    @Test
    void pngHasThePrintSizeItsResolutionAndItsOrigin() throws IOException {
        Picture picture = losses();
        byte[] file = PngWriter.write(picture, PROVENANCE, THEME);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
        assertThat(image.getWidth()).isEqualTo(2025); // 6.75 in at 300 dpi
        assertThat(image.getHeight()).isEqualTo((int) Math.round(picture.scene().height() / 72 * 300));
        Map<String, String> texts = new TreeMap<>();
        Node tree = metadata(file);
        NodeList children = tree.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            Element child = (Element) children.item(i);
            if (child.getTagName().equals("pHYs")) {
                assertThat(child.getAttribute("pixelsPerUnitXAxis")).isEqualTo("11811"); // 300 / 0.0254
            }
            NodeList entries = child.getElementsByTagName("tEXtEntry");
            for (int e = 0; e < entries.getLength(); e++) {
                Element entry = (Element) entries.item(e);
                texts.put(entry.getAttribute("keyword"), entry.getAttribute("value"));
            }
        }
        assertThat(texts)
                .containsEntry("Run", SampleRun.ID)
                .containsEntry("Title", "A title")
                .containsEntry("Experiment", "{\"seeds\":[42]}");
    }

    @Test
    void svgIsWellFormedKeepsTextAndIds() throws Exception {
        Picture picture = losses();
        Document document = parse(SvgWriter.write(picture, PROVENANCE, THEME));
        Element root = document.getDocumentElement();
        assertThat(root.getNamespaceURI()).isEqualTo("http://www.w3.org/2000/svg");
        assertThat(root.getAttribute("width")).isEqualTo("6.75in");
        assertThat(root.getAttribute("font-family")).startsWith("Inter,").endsWith("sans-serif");
        assertThat(root.getElementsByTagName("metadata").item(0).getTextContent())
                .contains(SampleRun.ID, "{\"seeds\":[42]}");
        List<String> written = new ArrayList<>();
        NodeList texts = root.getElementsByTagName("text");
        for (int i = 0; i < texts.getLength(); i++) {
            written.add(texts.item(i).getTextContent());
        }
        List<String> expected = picture.scene().marks().stream()
                .filter(Mark.Text.class::isInstance)
                .map(Mark::text)
                .toList();
        assertThat(written).containsExactlyElementsOf(expected);
        List<String> ids = new ArrayList<>();
        NodeList all = root.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            String id = ((Element) all.item(i)).getAttribute("id");
            if (!id.isEmpty()) {
                ids.add(id);
            }
        }
        assertThat(ids).doesNotHaveDuplicates().contains("curves-loss", "curves-logits", "legend-width-0.50");
    }

    @Test
    void svgEscapesWhatXmlReserves() throws Exception {
        Sheet sheet = new Sheet();
        sheet.text("odd", 5, 10, Mark.Anchor.START, Token.INK, "a < b & \"c\"");
        Provenance odd = new Provenance("<&>", SampleRun.ID, "{\"name\":\"]]><x>\"}");
        Document document = parse(SvgWriter.write(Picture.of(sheet.scene(80, 20)), odd, THEME));
        assertThat(document.getElementsByTagName("text").item(0).getTextContent()).isEqualTo("a < b & \"c\"");
        assertThat(document.getElementsByTagName("metadata").item(0).getTextContent())
                .endsWith("{\"name\":\"]]><x>\"}");
    }

    private static Picture grid() {
        Grid grid = Grid.of(SampleRun.results(WIDTHS, DEPTHS), SampleRun.experiment(WIDTHS, DEPTHS));
        return Picture.of(GridFigure.of(grid, GridFigure.Reading.SCORE, Room.paper(Scene.ONE_COLUMN), Words.ENGLISH));
    }

    private static Picture losses() {
        LossCurves curves = LossCurves.of(SampleRun.distillation("depth", 100, WIDTHS, DEPTHS))
                .get(0);
        Grid.Names names = Grid.Names.of(SampleRun.results(WIDTHS, DEPTHS), SampleRun.nothing());
        return LossFigure.of(curves, names, LossFigure.Scale.LOG, THEME);
    }

    private static void collect(PDResources resources, List<PDFont> fonts) throws IOException {
        for (COSName name : resources.getFontNames()) {
            fonts.add(resources.getFont(name));
        }
        for (COSName name : resources.getXObjectNames()) {
            PDXObject object = resources.getXObject(name);
            assertThat(object).isNotInstanceOf(PDImageXObject.class);
            if (object instanceof PDFormXObject form) {
                collect(form.getResources(), fonts);
            }
        }
    }

    private static int distance(int one, int other) {
        int most = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            most = Math.max(most, Math.abs((one >> shift & 255) - (other >> shift & 255)));
        }
        return most;
    }

    private static Node metadata(byte[] png) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(png))) {
            reader.setInput(in);
            return reader.getImageMetadata(0).getAsTree("javax_imageio_png_1.0");
        } finally {
            reader.dispose();
        }
    }

    private static Document parse(byte[] svg) throws ParserConfigurationException, IOException, SAXException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg));
    }
}
