package org.bertrim.engine.figure;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.font.LineMetrics;
import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A font of the machine, its outlines as the platform gives them. Characters without an outline, as colour fonts have
 * them, count as missing.
 */
final class MachineCut implements Cut {

    private static final int EM = 1000;
    private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);
    private static final AffineTransform UPWARDS = AffineTransform.getScaleInstance(1, -1);
    private static final int STEM = 90;
    private static final int BOLD_STEM = 140;

    private final Font font;
    private final Map<Integer, Optional<CffSubset.Glyph>> glyphs = new ConcurrentHashMap<>();

    MachineCut(Font font) {
        this.font = font.deriveFont((float) EM);
    }

    /** The family to name where text is set by others. */
    String family() {
        return font.getFamily(Locale.ROOT);
    }

    @Override
    public String postScriptName() {
        String name = font.getPSName().replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "");
        boolean plain = !name.toLowerCase(Locale.ROOT).contains("bold");
        return (name.isEmpty() ? "Unnamed" : name) + (font.isBold() && plain ? "-Bold" : "");
    }

    @Override
    public int unitsPerEm() {
        return EM;
    }

    @Override
    public boolean covers(int codePoint) {
        return find(codePoint).isPresent();
    }

    @Override
    public CffSubset.Glyph glyph(int codePoint) {
        return find(codePoint).orElseGet(this::missing);
    }

    @Override
    public CffSubset.Glyph missing() {
        return new CffSubset.Glyph(new GeneralPath(), EM);
    }

    @Override
    public double advance(int codePoint) {
        return glyph(codePoint).advance() / EM;
    }

    @Override
    public int[] box(List<CffSubset.Glyph> used) {
        Rectangle2D all = new Rectangle2D.Double();
        for (CffSubset.Glyph glyph : used) {
            all.add(glyph.outline().getBounds2D());
        }
        return new int[] {
            (int) Math.floor(all.getMinX()),
            (int) Math.floor(all.getMinY()),
            (int) Math.ceil(all.getMaxX()),
            (int) Math.ceil(all.getMaxY())
        };
    }

    @Override
    public Lines lines() {
        LineMetrics metrics = font.getLineMetrics("H", EXACT);
        double capitals = find('H')
                .map(glyph -> glyph.outline().getBounds2D().getMaxY())
                .orElse((double) metrics.getAscent());
        return new Lines(
                metrics.getAscent(), -metrics.getDescent(), (float) capitals, font.isBold() ? BOLD_STEM : STEM);
    }

    @Override
    public Font font(double size) {
        return font.deriveFont((float) size);
    }

    private Optional<CffSubset.Glyph> find(int codePoint) {
        return glyphs.computeIfAbsent(codePoint, this::read);
    }

    private Optional<CffSubset.Glyph> read(int codePoint) {
        if (!font.canDisplay(codePoint)) {
            return Optional.empty();
        }
        GlyphVector vector = font.createGlyphVector(EXACT, Character.toString(codePoint));
        GeneralPath outline = new GeneralPath(vector.getOutline());
        if (outline.getBounds2D().isEmpty() && !Character.isSpaceChar(codePoint)) {
            return Optional.empty();
        }
        outline.transform(UPWARDS);
        double advance = vector.getGlyphPosition(vector.getNumGlyphs()).getX();
        return Optional.of(new CffSubset.Glyph(outline, advance));
    }
}
