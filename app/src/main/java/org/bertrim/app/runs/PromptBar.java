package org.bertrim.app.runs;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** One thing that must be said above the runs, with what the user can choose. */
final class PromptBar {

    private PromptBar() {}

    static HBox of(Prompt prompt, RunPrompts prompts) {
        Label said = new Label(prompt.text());
        said.setWrapText(true);
        said.setMinHeight(Region.USE_PREF_SIZE);
        said.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(said, Priority.ALWAYS);
        FontIcon sign = new FontIcon(
                switch (prompt.tone()) {
                    case BAD, CAUTION -> Feather.ALERT_TRIANGLE;
                    default -> Feather.INFO;
                });
        HBox bar = new HBox(10, sign, said);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().addAll("runs-prompt", RunSigns.style(prompt.tone()));
        List<Prompt.Choice> choices = prompt.choices();
        for (int i = 0; i < choices.size(); i++) {
            Prompt.Choice choice = choices.get(i);
            Button button = new Button(choice.text());
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.getStyleClass().add(choices.size() > 1 && i == choices.size() - 1 ? "bt-primary" : "bt-quiet");
            button.setOnAction(event -> prompts.choose(prompt, choice));
            bar.getChildren().add(button);
        }
        return bar;
    }
}
