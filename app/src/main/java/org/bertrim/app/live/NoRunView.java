package org.bertrim.app.live;

import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.bertrim.app.common.AppContext;
import org.bertrim.app.common.PlaceId;

/** The Live place before a run is chosen: what will be here, and the next step. */
final class NoRunView extends StackPane {

    private final AppContext context;
    private final Words words;
    private final Button newest;
    private final Button design;
    private final HBox buttons = new HBox(10);

    NoRunView(AppContext context, Words words) {
        this.context = context;
        this.words = words;
        Label title = new Label(words.get("none.title"));
        title.getStyleClass().add("bt-title");
        Label text = new Label(words.get("none.text"));
        text.getStyleClass().add("bt-remark");
        text.setWrapText(true);
        text.setMaxWidth(520);
        newest = Panel.named(new Button(words.get("none.newest")), words.get("none.newest"), words.get("none.newest.tip"));
        design = Panel.named(new Button(words.get("none.design")), words.get("none.design"), words.get("none.design.tip"));
        design.setOnAction(event -> context.navigator().open(PlaceId.DESIGN));
        VBox box = new VBox(12, title, text, buttons);
        box.getStyleClass().addAll("bt-card", "live-none");
        box.setMaxSize(600, USE_PREF_SIZE);
        getChildren().add(box);
        offer(Optional.empty());
    }

    /** Looks for the newest run and offers it. */
    void look() {
        context.background()
                .run(() -> NewestRun.of(context.workspace()), this::offer, thrown -> offer(Optional.empty()));
    }

    private void offer(Optional<String> run) {
        newest.getStyleClass().remove("bt-primary");
        design.getStyleClass().remove("bt-primary");
        if (run.isPresent()) {
            newest.setOnAction(event -> context.navigator().openRun(run.get()));
            newest.setAccessibleText(words.get("none.newest") + ": " + run.get());
            newest.getStyleClass().add("bt-primary");
            buttons.getChildren().setAll(newest, design);
        } else {
            design.getStyleClass().add("bt-primary");
            buttons.getChildren().setAll(design);
        }
    }
}
