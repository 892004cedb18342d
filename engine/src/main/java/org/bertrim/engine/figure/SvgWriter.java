package org.bertrim.engine.figure;

import java.awt.Font;
import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.dom.GenericDOMImplementation;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Paints a picture into an SVG file of its print size. Every mark is one element with its id, so that the file can be
 * edited; text stays text, in Inter where it is installed, else in the nearest sans family set to the same lengths; a
 * label with letters that Inter lacks names the families that have them.
 */
final class SvgWriter {

    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final String FAMILIES = "Inter, 'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', sans-serif";
    private static final String GENERIC = "sans-serif";
    private static final double POINTS_PER_INCH = 72;
    private static final int PRECISION = 3;
    private static final int CURVE_PRECISION = 2;

    private final Document document = GenericDOMImplementation.getDOMImplementation().createDocument(SVG, "svg", null);
    private final PaperTheme theme;

    private SvgWriter(PaperTheme theme) {
        this.theme = theme;
    }

    /** The file's bytes, UTF-8. */
    static byte[] write(Picture picture, Provenance provenance, PaperTheme theme) throws IOException {
        return new SvgWriter(theme).paint(picture, provenance);
    }

    private byte[] paint(Picture picture, Provenance provenance) throws IOException {
        Scene scene = picture.scene();
        Element root = document.getDocumentElement();
        root.setAttribute("xmlns", SVG);
        root.setAttribute("version", "1.1");
        root.setAttribute("width", inches(scene.width()));
        root.setAttribute("height", inches(scene.height()));
        root.setAttribute("viewBox", "0 0 " + number(scene.width()) + " " + number(scene.height()));
        root.setAttribute("font-family", FAMILIES);
        root.setAttribute("font-variant-numeric", "tabular-nums");
        root.setAttribute("role", "img");
        title(root, provenance.title());
        Element metadata = child(root, "metadata");
        metadata.setAttribute("id", "bertrim");
        metadata.setTextContent("Software: " + Provenance.SOFTWARE + "\nRun: " + provenance.runId() + "\nExperiment: "
                + provenance.settings());
        scene.marks().forEach(mark -> root.appendChild(element(mark)));

        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
        context.setComment(null);
        context.setPrecision(CURVE_PRECISION);
        for (Picture.Inset inset : picture.insets()) {
            SVGGraphics2D g = new SVGGraphics2D(context, false);
            inset.chart().draw(g, inset.area());
            Element group = g.getTopLevelGroup(true);
            group.setAttribute("id", inset.id());
            // the charts draw shapes only; what the generator says about fonts would contradict the file's own
            clean(group);
            root.appendChild(group);
        }
        StringWriter out = new StringWriter();
        out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        serialize(root, out);
        out.write("\n");
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The platform's serializer: Batik's own refuses characters beyond the first 65536. */
    private static void serialize(Element root, StringWriter out) throws IOException {
        try {
            Transformer plain = TransformerFactory.newDefaultInstance().newTransformer();
            plain.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            plain.transform(new DOMSource(root), new StreamResult(out));
        } catch (TransformerException e) {
            throw new IOException(e);
        }
    }

    private Element element(Mark mark) {
        Element element;
        if (mark instanceof Mark.Box box) {
            element = child("rect");
            set(element, "x", box.x());
            set(element, "y", box.y());
            set(element, "width", box.width());
            set(element, "height", box.height());
            if (box.radius() > 0) {
                set(element, "rx", box.radius());
            }
            element.setAttribute("fill", box.fill() == null ? "none" : colour(box.fill()));
            pen(element, box.outline());
        } else if (mark instanceof Mark.Line line) {
            element = child("line");
            set(element, "x1", line.x1());
            set(element, "y1", line.y1());
            set(element, "x2", line.x2());
            set(element, "y2", line.y2());
            pen(element, line.pen());
        } else if (mark instanceof Mark.Polyline polyline) {
            element = child("polyline");
            element.setAttribute("points", points(polyline.points()));
            element.setAttribute("fill", "none");
            element.setAttribute("stroke-linejoin", "round");
            pen(element, polyline.pen());
        } else if (mark instanceof Mark.Curve curve) {
            element = child("path");
            element.setAttribute(
                    "d",
                    "M" + pair(curve.from().x(), curve.from().y()) + "C" + points(List.of(curve.pull(), curve.push(), curve.to())));
            element.setAttribute("fill", "none");
            pen(element, curve.pen());
        } else if (mark instanceof Mark.Marker marker) {
            element = marker(marker);
        } else {
            element = text((Mark.Text) mark);
        }
        element.setAttribute("id", mark.id());
        if (!(mark instanceof Mark.Text) && !mark.text().isEmpty()) {
            title(element, mark.text());
        }
        return element;
    }

    private Element marker(Mark.Marker marker) {
        Element element;
        if (marker.shape() == Mark.Shape.CIRCLE) {
            element = child("circle");
            set(element, "cx", marker.x());
            set(element, "cy", marker.y());
            set(element, "r", marker.size() / 2);
        } else {
            element = child("path");
            element.setAttribute(
                    "d", path(ScenePainter.shape(marker.shape(), marker.x(), marker.y(), marker.size())));
        }
        element.setAttribute("fill", colour(marker.filled() ? marker.tone() : Tone.of(Token.GROUND)));
        if (!marker.filled()) {
            pen(
                    element,
                    marker.dashed() ? ScenePainter.dashes(marker) : new Pen(marker.tone(), 1, List.of()));
        }
        return element;
    }

    private Element text(Mark.Text text) {
        Element element = child("text");
        set(element, "x", text.x());
        set(element, "y", text.y());
        if (text.anchor() != Mark.Anchor.START) {
            element.setAttribute("text-anchor", text.anchor() == Mark.Anchor.MIDDLE ? "middle" : "end");
        }
        set(element, "font-size", text.size());
        if (text.weight() != Weight.REGULAR) {
            element.setAttribute("font-weight", Integer.toString(text.weight().css()));
        }
        element.setAttribute("fill", colour(text.tone()));
        if (text.rotation() != 0) {
            element.setAttribute(
                    "transform",
                    "rotate(" + number(text.rotation()) + " " + number(text.x()) + " " + number(text.y()) + ")");
        }
        List<String> more = foreign(text);
        if (!more.isEmpty()) {
            element.setAttribute(
                    "font-family",
                    FAMILIES.replace(GENERIC, "")
                            + more.stream().map(family -> "'" + family + "', ").collect(Collectors.joining())
                            + GENERIC);
        }
        if (!text.text().isBlank()) {
            set(element, "textLength", Lettering.shared().width(text.text(), text.size(), text.weight()));
            element.setAttribute("lengthAdjust", "spacingAndGlyphs");
        }
        element.setTextContent(text.text());
        return element;
    }

    /** The families behind Inter's own: those that this machine took letters from, then the usual ones with Chinese. */
    private static List<String> foreign(Mark.Text text) {
        Set<String> families = new LinkedHashSet<>();
        boolean chinese = false;
        for (Lettering.Run run : Lettering.shared().runs(text.text(), text.weight())) {
            if (run.cut() instanceof MachineCut cut) {
                chinese |= run.text().codePoints().anyMatch(MachineFonts::eastAsian);
                if (!cut.family().equals(Font.SANS_SERIF)) {
                    families.add(cut.family().replace("'", ""));
                }
            }
        }
        if (chinese) {
            families.addAll(MachineFonts.EAST_ASIAN);
        }
        return List.copyOf(families);
    }

    private static void clean(Element element) {
        for (String attribute : List.of("font-family", "font-size", "font-weight", "font-style")) {
            element.removeAttribute(attribute);
        }
        NodeList children = element.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i) instanceof Element child) {
                clean(child);
            }
        }
    }

    private void pen(Element element, @Nullable Pen pen) {
        if (pen == null) {
            return;
        }
        element.setAttribute("stroke", colour(pen.tone()));
        set(element, "stroke-width", pen.width());
        if (!pen.dash().isEmpty()) {
            element.setAttribute(
                    "stroke-dasharray",
                    pen.dash().stream().map(SvgWriter::number).collect(Collectors.joining(" ")));
        }
    }

    private static String path(Shape shape) {
        StringBuilder out = new StringBuilder();
        double[] c = new double[6];
        for (PathIterator path = shape.getPathIterator(null); !path.isDone(); path.next()) {
            switch (path.currentSegment(c)) {
                case PathIterator.SEG_MOVETO -> out.append('M').append(pair(c[0], c[1]));
                case PathIterator.SEG_LINETO -> out.append('L').append(pair(c[0], c[1]));
                default -> out.append('Z'); // markers are polygons
            }
        }
        return out.toString();
    }

    private static String points(List<Mark.Point> points) {
        return points.stream().map(p -> pair(p.x(), p.y())).collect(Collectors.joining(" "));
    }

    private static String pair(double x, double y) {
        return number(x) + "," + number(y);
    }

    private Element child(String name) {
        return document.createElementNS(SVG, name);
    }

    private Element child(Element parent, String name) {
        Element child = child(name);
        parent.appendChild(child);
        return child;
    }

    private void title(Element parent, String text) {
        child(parent, "title").setTextContent(text);
    }

    private static void set(Element element, String attribute, double value) {
        element.setAttribute(attribute, number(value));
    }

    private String colour(Tone tone) {
        return String.format("#%06x", theme.colour(tone));
    }

    private static String inches(double points) {
        return BigDecimal.valueOf(points / POINTS_PER_INCH)
                        .setScale(4, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                + "in";
    }

    private static String number(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(PRECISION, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
