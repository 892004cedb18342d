package org.bertrim.engine.figure;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2DFontTextDrawer;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.FontMetrics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.zip.CRC32;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.jspecify.annotations.Nullable;

/**
 * Paints a picture into a PDF file of exactly its size: vectors, text as text, fonts embedded as subsets, and nothing
 * in it that depends on when or where it was written.
 */
final class PdfWriter {

    private static final DateTimeFormatter RUN_TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    private static final int RUN_TIME_LENGTH = 15;

    private PdfWriter() {}

    /** The file's bytes. */
    static byte[] write(Picture picture, Provenance provenance, PaperTheme theme) throws IOException {
        return write(picture, provenance, theme, Lettering.shared());
    }

    static byte[] write(Picture picture, Provenance provenance, PaperTheme theme, Lettering lettering)
            throws IOException {
        Scene scene = picture.scene();
        try (PDDocument document = new PDDocument();
                FontDrawer fonts = new FontDrawer(embed(document, scene, lettering), lettering)) {
            PDPage page = new PDPage(new PDRectangle((float) scene.width(), (float) scene.height()));
            document.addPage(page);
            PdfBoxGraphics2D g = new PdfBoxGraphics2D(document, (float) scene.width(), (float) scene.height());
            g.setFontTextDrawer(fonts);
            new ScenePainter(theme, lettering).paint(picture, g);
            g.dispose();
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.drawForm(g.getXFormObject());
            }
            describe(document, provenance);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    private static Map<String, PDFont> embed(PDDocument document, Scene scene, Lettering lettering)
            throws IOException {
        Map<String, Cut> cuts = new LinkedHashMap<>();
        Map<String, SortedSet<Integer>> characters = new HashMap<>();
        for (Mark mark : scene.marks()) {
            if (mark instanceof Mark.Text text) {
                for (Lettering.Run run : lettering.runs(text.text(), text.weight())) {
                    String key = Lettering.key(run.cut().font(1));
                    cuts.putIfAbsent(key, run.cut());
                    SortedSet<Integer> used = characters.computeIfAbsent(key, k -> new TreeSet<>());
                    run.text().codePoints().forEach(used::add);
                }
            }
        }
        Map<String, PDFont> fonts = new HashMap<>();
        for (Map.Entry<String, Cut> cut : cuts.entrySet()) {
            SortedSet<Integer> used = Objects.requireNonNull(characters.get(cut.getKey()));
            fonts.put(cut.getKey(), EmbeddedFont.create(document, cut.getValue(), used));
        }
        return fonts;
    }

    private static void describe(PDDocument document, Provenance provenance) {
        PDDocumentInformation information = document.getDocumentInformation();
        information.setTitle(provenance.title());
        information.setSubject("Run " + provenance.runId());
        information.setKeywords(provenance.runId());
        information.setCreator(Provenance.SOFTWARE);
        information.setCustomMetadataValue("BertrimRun", provenance.runId());
        information.setCustomMetadataValue("BertrimExperiment", provenance.settings());
        Calendar start = startOf(provenance.runId());
        if (start != null) {
            information.setCreationDate(start);
        }
        CRC32 id = new CRC32();
        id.update((provenance.title() + "\n" + provenance.runId() + "\n" + provenance.settings())
                .getBytes(StandardCharsets.UTF_8));
        document.setDocumentId(id.getValue());
        document.getDocumentCatalog().setLanguage("en");
    }

    /** The time a run's id begins with: the one date of the figure's content that does not depend on its export. */
    private static @Nullable Calendar startOf(String runId) {
        if (runId.length() < RUN_TIME_LENGTH) {
            return null;
        }
        try {
            Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone(ZoneOffset.UTC));
            calendar.setTimeInMillis(LocalDateTime.parse(runId.substring(0, RUN_TIME_LENGTH), RUN_TIME)
                    .toInstant(ZoneOffset.UTC)
                    .toEpochMilli());
            return calendar;
        } catch (DateTimeParseException e) {
            return null; // a run that was named by hand has no date to tell
        }
    }

    /** Sets the letters of {@link Lettering} in their embedded form. */
    private static final class FontDrawer extends PdfBoxGraphics2DFontTextDrawer {

        private final Map<String, PDFont> fonts;
        private final Cut usual;

        FontDrawer(Map<String, PDFont> fonts, Lettering lettering) {
            this.fonts = fonts;
            this.usual = lettering.inter(Weight.REGULAR);
        }

        @Override
        protected PDFont mapFont(Font font, IFontTextDrawerEnv env) {
            return Objects.requireNonNull(fonts.get(Lettering.key(font)));
        }

        /** Charts measure, in a font of their own, ticks that they never draw: Inter stands for it. */
        @Override
        public FontMetrics getFontMetrics(Font font, IFontTextDrawerEnv env) throws IOException, FontFormatException {
            return super.getFontMetrics(usual.font(font.getSize2D()), env);
        }
    }
}
