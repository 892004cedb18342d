package org.bertrim.app.common;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.bertrim.app.support.Screens;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("ui")
class ThemeTest {

    @Test
    void changesColoursOfASceneThatIsShown() {
        Label label = Screens.call(() -> new Label("x"));
        Stage stage = Screens.show(() -> new StackPane(label), 200, 100, Theme.LIGHT);
        // ink of the two looks, from the table of tokens
        assertThat(Screens.call(label::getTextFill)).isEqualTo(Color.web("#1b2430"));

        Screens.run(() -> Theme.DARK.apply(stage.getScene()));
        Screens.settle();

        assertThat(Screens.call(label::getTextFill)).isEqualTo(Color.web("#e4eaf0"));
        assertThat(Screens.call(() -> label.getFont().getFamily())).isEqualTo("Inter");
        Screens.close(stage);
    }
}
