package org.bertrim.app.design;

import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.bertrim.app.common.Texts;

/** What the field that has the focus does, and where its default stands. */
final class HelpCard extends VBox {

    private final Texts texts;
    private final Label name = new Label();
    private final Label explanation = new Label();
    private final GridPane facts = new GridPane();

    HelpCard(Texts texts) {
        super(8);
        this.texts = texts;
        getStyleClass().add("bt-card");
        name.getStyleClass().add("bt-card-head");
        explanation.getStyleClass().add("design-help");
        for (Label label : new Label[] {name, explanation}) {
            label.setWrapText(true);
            label.setMinHeight(Region.USE_PREF_SIZE);
        }
        facts.setHgap(12);
        facts.setVgap(3);
        name.setText(texts.get("design.help"));
        explanation.setText(texts.get("design.help-empty"));
        getChildren().addAll(name, explanation, facts);
    }

    void show(FieldWords words) {
        name.setText(words.name());
        explanation.setText(words.explanation());
        facts.getChildren().clear();
        fact("design.fact-range", words.range());
        fact("design.fact-default", words.standard());
        fact("design.fact-source", words.source());
    }

    private void fact(String key, String text) {
        if (text.isEmpty()) {
            return;
        }
        Label label = new Label(texts.get(key));
        label.getStyleClass().add("bt-remark");
        label.setMinWidth(Region.USE_PREF_SIZE);
        Label value = new Label(text);
        value.getStyleClass().add("design-fact");
        value.setWrapText(true);
        value.setMinHeight(Region.USE_PREF_SIZE);
        facts.addRow(facts.getRowCount(), label, value);
    }
}
