package org.bertrim.app.design;

import java.util.Arrays;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import org.bertrim.app.common.Numbers;
import org.bertrim.app.common.Texts;
import org.jspecify.annotations.Nullable;

/** How long the rows of a task are, with the longest length that training will see. */
final class LengthHistogram extends Pane {

    private static final double FOOT = 17;
    private static final double HEAD = 15;
    private static final double GAP = 1.5;

    private final Texts texts;
    private final Line limit = new Line();
    private final Line ground = new Line();
    private final Label limitWords = new Label();
    private final Label first = new Label("1");
    private final Label last = new Label();
    private final Label axis = new Label();
    private TaskViewModel.@Nullable Lengths lengths;
    private int maxTokens;
    private Region[] bars = {};

    LengthHistogram(Texts texts) {
        this.texts = texts;
        limit.getStyleClass().add("design-limit");
        ground.getStyleClass().add("design-ground");
        limitWords.getStyleClass().add("design-limit-words");
        for (Label label : new Label[] {first, last, axis}) {
            label.getStyleClass().add("design-range");
        }
        axis.setText(texts.get("design.tokens-axis"));
        setMinHeight(104);
        setPrefHeight(112);
        setMinWidth(160);
        getStyleClass().add("design-histogram");
    }

    void show(TaskViewModel.@Nullable Lengths now, int tokens) {
        maxTokens = tokens;
        if (now != lengths) {
            lengths = now;
            bars = new Region[now == null ? 0 : now.rows().length];
            for (int i = 0; i < bars.length; i++) {
                bars[i] = new Region();
                int from = i * now.tokensPerBar() + 1;
                String words = texts.get(
                        "design.bar", from, from + now.tokensPerBar() - 1, Numbers.count(now.rows()[i]));
                Tooltip.install(bars[i], new Tooltip(words));
                bars[i].setAccessibleText(words);
            }
            getChildren().setAll(bars);
            getChildren().addAll(ground, limit, limitWords, first, last, axis);
            last.setText(now == null ? "" : Integer.toString(now.longest()));
        }
        limitWords.setText(texts.get("design.limit", tokens));
        for (int i = 0; i < bars.length && now != null; i++) {
            boolean cut = i * now.tokensPerBar() + 1 > tokens;
            bars[i].getStyleClass().setAll(cut ? "design-bar-cut" : "design-bar");
        }
        setAccessibleText(now == null ? "" : texts.get("design.histogram", now.longest(), tokens));
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        TaskViewModel.Lengths now = lengths;
        if (now == null) {
            return;
        }
        double width = getWidth();
        double bottom = getHeight() - FOOT;
        double most = Math.max(1, Arrays.stream(now.rows()).max().orElse(1));
        int span = now.rows().length * now.tokensPerBar();
        double perToken = width / Math.max(span, 1);
        for (int i = 0; i < bars.length; i++) {
            double height = now.rows()[i] == 0 ? 0 : Math.max(1, (bottom - HEAD) * now.rows()[i] / most);
            double x = Math.round(i * now.tokensPerBar() * perToken);
            double next = Math.round((i + 1) * now.tokensPerBar() * perToken);
            bars[i].resizeRelocate(x, bottom - height, Math.max(1, next - x - GAP), height);
        }
        place(ground, 0, bottom, width, bottom);
        boolean inside = maxTokens < span;
        double x = Math.round(Math.min(width - 1, maxTokens * perToken)) + 0.5;
        limit.setVisible(inside);
        place(limit, x, 0, x, bottom);
        limitWords.autosize();
        double words = limitWords.getWidth();
        limitWords.relocate(
                inside ? x + words + 6 <= width ? x + 5 : Math.max(0, x - words - 5) : width - words, -2);
        for (Label label : new Label[] {first, last, axis}) {
            label.autosize();
        }
        first.relocate(0, bottom + 1);
        last.relocate(width - last.getWidth(), bottom + 1);
        axis.relocate((width - axis.getWidth()) / 2, bottom + 1);
    }

    private static void place(Line line, double x1, double y1, double x2, double y2) {
        line.setStartX(x1);
        line.setStartY(y1);
        line.setEndX(x2);
        line.setEndY(y2);
    }
}
