package org.bertrim.app.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.bertrim.app.common.Numbers;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The stages in their order with the time each took, how far the run is, and how long it will take. */
final class StageStrip extends VBox {

    private static final PseudoClass DONE = PseudoClass.getPseudoClass("done");
    private static final PseudoClass NOW = PseudoClass.getPseudoClass("now");

    private final LiveViewModel model;
    private final Words words;
    private final HBox stages = new HBox(10);
    private final ProgressBar bar = new ProgressBar(0);
    private final Label summary = new Label();
    private final List<Item> items = new ArrayList<>();

    StageStrip(LiveViewModel model) {
        super(11);
        this.model = model;
        this.words = model.words();
        getStyleClass().addAll("bt-card", "live-strip");
        stages.getStyleClass().add("live-stages");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(words.get("stages.share"));
        summary.getStyleClass().add("live-summary");
        summary.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(bar, Priority.ALWAYS);
        HBox below = new HBox(16, bar, summary);
        below.getStyleClass().add("live-progress");
        getChildren().addAll(stages, below);
        setMinHeight(Region.USE_PREF_SIZE);
    }

    void refresh() {
        List<StageFact> facts = model.stages().stages();
        if (items.size() != facts.size()) {
            stages.getChildren().clear();
            items.clear();
            for (int i = 0; i < facts.size(); i++) {
                if (i > 0) {
                    Region rule = new Region();
                    rule.getStyleClass().add("live-rule");
                    stages.getChildren().add(rule);
                }
                Item item = new Item();
                items.add(item);
                stages.getChildren().add(item.node);
            }
        }
        for (int i = 0; i < facts.size(); i++) {
            items.get(i).show(facts.get(i));
        }
        bar.setProgress(model.stages().share());
        summary.setText(summaryText());
    }

    private String summaryText() {
        RunPicture picture = model.pictureProperty().get();
        if (picture == null) {
            return "";
        }
        if (!picture.active()) {
            return words.get("stages.total", words.duration(model.stages().seconds()));
        }
        List<String> parts = new ArrayList<>();
        model.stages().current().ifPresent(stage -> {
            if (stage.steps() > 0) {
                parts.add(words.get("stages.step", Numbers.count(stage.step()), Numbers.count(stage.steps())));
                if (Double.isFinite(stage.secondsPerStep()) && stage.secondsPerStep() > 0) {
                    parts.add(words.get("stages.pace", Numbers.fixed(1 / stage.secondsPerStep(), 1)));
                }
            }
        });
        OptionalDouble stageLeft = model.stages().stageLeft();
        OptionalDouble runLeft = model.stages().runLeft();
        stageLeft.ifPresent(left -> parts.add(words.get("stages.left", Numbers.clock(left))));
        if (runLeft.isPresent()) {
            parts.add(words.get("stages.left.run", words.duration(runLeft.getAsDouble())));
        } else if (!parts.isEmpty()) {
            parts.add(words.get("stages.left.unknown"));
        }
        return String.join(" · ", parts);
    }

    /** What the present stage does: works, waits, or has ended before its end. */
    private Feather nowSign() {
        return switch (model.standing()) {
            case WORKING -> Feather.PLAY;
            case FAILED -> Feather.X;
            default -> Feather.PAUSE;
        };
    }

    /** One stage: its sign, its name, its time. */
    private final class Item {

        private final FontIcon icon = new FontIcon();
        private final StackPane sign = new StackPane(icon);
        private final Label name = new Label();
        private final Label time = new Label();
        private final HBox node = new HBox(7, sign, name, time);

        Item() {
            sign.getStyleClass().add("live-sign");
            name.getStyleClass().add("live-stage");
            name.setMinWidth(Region.USE_PREF_SIZE);
            time.getStyleClass().addAll("bt-remark", "live-figures");
            time.setMinWidth(Region.USE_PREF_SIZE);
            node.getStyleClass().add("live-stage-item");
        }

        void show(StageFact fact) {
            boolean done = fact.status() == StageFact.Status.DONE;
            boolean now = fact.status() == StageFact.Status.NOW;
            for (Node each : List.of(sign, name)) {
                each.pseudoClassStateChanged(DONE, done);
                each.pseudoClassStateChanged(NOW, now);
            }
            icon.setIconCode(done ? Feather.CHECK : nowSign());
            icon.setVisible(done || now);
            name.setText(words.stage(fact.id()));
            String remark = switch (fact.status()) {
                case DONE -> words.duration(fact.seconds());
                case NOW -> fact.steps() > 0 ? Numbers.percent(fact.share()) : words.duration(fact.seconds());
                case NEXT -> "";
            };
            time.setText(remark);
            time.setVisible(!remark.isEmpty());
            time.setManaged(!remark.isEmpty());
            String said = words.get(
                    "stages.said",
                    words.stage(fact.id()),
                    words.get("stages." + fact.status().name().toLowerCase(Locale.ROOT)),
                    remark);
            node.setAccessibleText(said);
            Tooltip.install(node, new Tooltip(said));
        }
    }
}
