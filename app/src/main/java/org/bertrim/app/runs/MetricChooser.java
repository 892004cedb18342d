package org.bertrim.app.runs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.cell.CheckBoxListCell;
import javafx.scene.layout.VBox;
import org.bertrim.app.common.Texts;
import org.controlsfx.control.PopOver;

/** Chooses further columns among the numbers that runs have given. */
final class MetricChooser {

    private final RunsViewModel model;
    private final List<String> chosen;
    private final ObservableList<String> names = FXCollections.observableArrayList();

    /** Starts with the columns on the screen. */
    MetricChooser(RunsViewModel model, List<String> shown) {
        this.model = model;
        this.chosen = new ArrayList<>(shown);
    }

    void show(Node owner) {
        Texts texts = model.texts();
        FilteredList<String> filtered = new FilteredList<>(names);
        TextField search = new TextField();
        search.setPromptText(texts.get("runs.columns.search"));
        search.setAccessibleText(texts.get("runs.columns.search"));
        search.textProperty().addListener((property, before, now) -> {
            String part = now.strip().toLowerCase(Locale.ROOT);
            filtered.setPredicate(name -> name.toLowerCase(Locale.ROOT).contains(part));
        });
        ListView<String> list = new ListView<>(filtered);
        list.setAccessibleText(texts.get("runs.columns.more"));
        list.setPrefSize(340, 320);
        list.setPlaceholder(new Label(texts.get("runs.columns.nothing")));
        list.setCellFactory(CheckBoxListCell.forListView(name -> {
            SimpleBooleanProperty is = new SimpleBooleanProperty(chosen.contains(name));
            is.addListener((property, before, now) -> choose(name, now));
            return is;
        }));
        VBox content = new VBox(8, search, list);
        content.getStyleClass().add("runs-chooser");
        PopOver over = new PopOver(content);
        over.setArrowLocation(PopOver.ArrowLocation.TOP_RIGHT);
        over.setAnimated(false);
        over.show(owner);
        model.columns().names(this::fill);
    }

    private void fill(Collection<String> found) {
        names.setAll(found);
    }

    private void choose(String name, boolean now) {
        if (now && !chosen.contains(name)) {
            chosen.add(name);
        } else if (!now) {
            chosen.remove(name);
        }
        model.columns().choose(List.copyOf(chosen));
    }
}
