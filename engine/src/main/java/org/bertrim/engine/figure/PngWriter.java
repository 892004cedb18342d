package org.bertrim.engine.figure;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/** Paints a picture into a PNG file at its print size, with its resolution and origin in the file. */
final class PngWriter {

    static final int DOTS_PER_INCH = 300;

    private static final double POINTS_PER_INCH = 72;
    private static final double INCHES_PER_METRE = 1 / 0.0254;
    private static final int LAST_LATIN_1 = 0xff;

    private PngWriter() {}

    /** The file's bytes: {@code round(points / 72 * 300)} pixels a side on white. */
    static byte[] write(Picture picture, Provenance provenance, PaperTheme theme) throws IOException {
        return write(picture, provenance, theme, Lettering.shared());
    }

    static byte[] write(Picture picture, Provenance provenance, PaperTheme theme, Lettering lettering)
            throws IOException {
        BufferedImage image = new BufferedImage(
                pixels(picture.scene().width()), pixels(picture.scene().height()), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(new Color(theme.colour(Tone.of(Token.GROUND))));
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.scale(DOTS_PER_INCH / POINTS_PER_INCH, DOTS_PER_INCH / POINTS_PER_INCH);
        new ScenePainter(theme, lettering).paint(picture, g);
        g.dispose();
        return encode(image, provenance);
    }

    private static int pixels(double points) {
        return (int) Math.round(points / POINTS_PER_INCH * DOTS_PER_INCH);
    }

    private static byte[] encode(BufferedImage image, Provenance provenance) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            IIOMetadata metadata =
                    writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), parameters);
            IIOMetadataNode root = new IIOMetadataNode("javax_imageio_png_1.0");
            IIOMetadataNode resolution = new IIOMetadataNode("pHYs");
            String perMetre = Long.toString(Math.round(DOTS_PER_INCH * INCHES_PER_METRE));
            resolution.setAttribute("pixelsPerUnitXAxis", perMetre);
            resolution.setAttribute("pixelsPerUnitYAxis", perMetre);
            resolution.setAttribute("unitSpecifier", "meter");
            root.appendChild(resolution);
            IIOMetadataNode texts = new IIOMetadataNode("tEXt");
            texts.appendChild(text("Title", provenance.title()));
            texts.appendChild(text("Software", Provenance.SOFTWARE));
            texts.appendChild(text("Run", provenance.runId()));
            texts.appendChild(text("Experiment", provenance.settings()));
            root.appendChild(texts);
            metadata.mergeTree("javax_imageio_png_1.0", root);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
                writer.setOutput(out);
                writer.write(null, new IIOImage(image, null, metadata), parameters);
            }
            return bytes.toByteArray();
        } finally {
            writer.dispose();
        }
    }

    /** A tEXt entry; what Latin-1 lacks is written as in JSON. */
    private static IIOMetadataNode text(String keyword, String value) {
        StringBuilder latin = new StringBuilder();
        for (char c : value.toCharArray()) {
            latin.append(c <= LAST_LATIN_1 ? String.valueOf(c) : String.format("\\u%04x", (int) c));
        }
        IIOMetadataNode node = new IIOMetadataNode("tEXtEntry");
        node.setAttribute("keyword", keyword);
        node.setAttribute("value", latin.toString());
        return node;
    }
}
