package org.bertrim.app.common.chart;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableObjectProperty;
import javafx.css.Styleable;
import javafx.css.StyleableObjectProperty;
import javafx.css.StyleableProperty;
import javafx.css.StyleConverter;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import org.bertrim.engine.figure.Ramp;
import org.bertrim.engine.figure.Token;
import org.bertrim.engine.figure.Tone;
import org.jspecify.annotations.Nullable;

/**
 * The colours of a drawing, read from its style sheet: {@code -bt-figure-ground} and so on. A change of the theme changes them, and
 * the drawing is told.
 */
final class FigureTheme {

    private static final List<Token> TOKENS = tokens();
    private static final Map<Token, CssMetaData<Drawing, Paint>> COLOURS = new EnumMap<>(Token.class);
    private static final CssMetaData<Drawing, Paint> RAMP_LOW = meta("-bt-figure-ramp-low", null);
    private static final CssMetaData<Drawing, Paint> RAMP_HIGH = meta("-bt-figure-ramp-high", null);
    private static final List<CssMetaData<? extends Styleable, ?>> ALL;

    static {
        TOKENS.forEach(token -> COLOURS.put(
                token, meta("-bt-figure-" + token.name().toLowerCase(Locale.ROOT).replace('_', '-'), token)));
        List<CssMetaData<? extends Styleable, ?>> all = new ArrayList<>(Region.getClassCssMetaData());
        all.addAll(COLOURS.values());
        all.add(RAMP_LOW);
        all.add(RAMP_HIGH);
        ALL = List.copyOf(all);
    }

    private final Map<Token, StyleableObjectProperty<Paint>> colours = new EnumMap<>(Token.class);
    private final StyleableObjectProperty<Paint> rampLow;
    private final StyleableObjectProperty<Paint> rampHigh;
    private Ramp ramp = new Ramp(0xffffff, 0, 0, 0xffffff);

    FigureTheme(Drawing drawing) {
        TOKENS.forEach(token -> colours.put(token, property(COLOURS.get(token), drawing)));
        rampLow = property(RAMP_LOW, drawing);
        rampHigh = property(RAMP_HIGH, drawing);
    }

    static List<CssMetaData<? extends Styleable, ?>> metaData() {
        return ALL;
    }

    /** Reads what depends on several colours; once before each drawing. */
    void refresh() {
        ramp = new Ramp(rgb(rampLow.get()), rgb(rampHigh.get()), rgb(Token.INK), rgb(Token.GROUND));
    }

    /** A tone as {@code 0xRRGGBB}; strengths are mixed with the ground. */
    int rgb(Tone tone) {
        return switch (tone.token()) {
            case RAMP -> ramp.colour(tone.amount());
            case ON_RAMP -> ramp.textOn(tone.amount());
            default -> Ramp.mix(rgb(Token.GROUND), rgb(tone.token()), tone.amount());
        };
    }

    int rgb(Token token) {
        return rgb(colours.get(token).get());
    }

    Color colour(Tone tone) {
        int rgb = rgb(tone);
        return Color.rgb(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255);
    }

    Color colour(Token token) {
        return colour(Tone.of(token));
    }

    java.awt.Color awt(Tone tone) {
        return new java.awt.Color(rgb(tone));
    }

    private static int rgb(Paint paint) {
        Color colour = (Color) paint;
        return channel(colour.getRed()) << 16 | channel(colour.getGreen()) << 8 | channel(colour.getBlue());
    }

    private static int channel(double share) {
        return (int) Math.round(share * 255);
    }

    private static List<Token> tokens() {
        List<Token> tokens = new ArrayList<>();
        for (Token token : Token.values()) {
            if (token != Token.RAMP && token != Token.ON_RAMP) {
                tokens.add(token);
            }
        }
        return tokens;
    }

    private static StyleableObjectProperty<Paint> property(CssMetaData<Drawing, Paint> meta, Drawing drawing) {
        return new SimpleStyleableObjectProperty<>(meta, drawing, meta.getProperty(), meta.getInitialValue(drawing)) {
            @Override
            protected void invalidated() {
                drawing.invalidate();
            }
        };
    }

    /** A property of the style sheet; without one, ink is black and everything else is the ground. */
    private static CssMetaData<Drawing, Paint> meta(String name, @Nullable Token token) {
        Paint otherwise = token == Token.GROUND || token == Token.LINE || token == null ? Color.WHITE : Color.BLACK;
        return new CssMetaData<>(name, StyleConverter.getPaintConverter(), otherwise) {
            @Override
            public boolean isSettable(Drawing drawing) {
                return true;
            }

            @Override
            public StyleableProperty<Paint> getStyleableProperty(Drawing drawing) {
                FigureTheme theme = drawing.theme();
                return token != null
                        ? theme.colours.get(token)
                        : name.endsWith("low") ? theme.rampLow : theme.rampHigh;
            }
        };
    }
}
