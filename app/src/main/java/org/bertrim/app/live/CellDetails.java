package org.bertrim.app.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.bertrim.app.common.Numbers;
import org.jspecify.annotations.Nullable;

/** Everything that is known of the sub-network that was pressed. */
final class CellDetails extends VBox {

    private final LiveViewModel model;
    private final Words words;
    private final Label name = new Label();
    private final FlowPane facts = new FlowPane(18, 4);

    CellDetails(LiveViewModel model) {
        super(5);
        this.model = model;
        this.words = model.words();
        getStyleClass().add("live-details");
        name.getStyleClass().add("bt-number");
        name.setWrapText(true);
        getChildren().addAll(name, facts);
    }

    void refresh() {
        Part part = model.grid().selectedProperty().get();
        facts.getChildren().clear();
        if (part == null) {
            name.setText(words.get(
                    "cell.hint",
                    words.get(
                            "grid.remark",
                            words.split(model.grid().split()),
                            words.metric(model.grid().metric())),
                    Integer.toString(model.grid().scored()),
                    Integer.toString(model.grid().cells().size())));
            name.getStyleClass().setAll("label", "bt-remark");
            return;
        }
        name.getStyleClass().setAll("label", "bt-number");
        GridModel.Cell cell = model.grid().cell(part);
        JsonNode costs = cell.costs();
        List<String> title = new ArrayList<>(List.of(words.part(part)));
        if (costs.path("heads").isNumber()) {
            title.add(words.get(
                    "cell.shape",
                    Integer.toString(costs.path("heads").asInt()),
                    Numbers.count(costs.path("feedForward").asInt()),
                    layers(costs.path("layers"))));
        }
        name.setText(String.join(" · ", title));
        if (cell.scored()) {
            fact("cell.score", Numbers.score(cell.score()),
                    words.get("cell.rows", words.split(cell.split()), Numbers.count(cell.examples())));
        } else {
            fact("cell.score", words.get(cell.failed() ? "grid.failed" : "grid.not-yet"), null);
        }
        double share = model.grid().share(cell);
        if (Double.isFinite(share)) {
            fact("cell.share", Numbers.score(share) + " %", null);
        }
        cell.published().ifPresent(value -> fact(
                "cell.published",
                Double.isFinite(value.value()) ? Numbers.score(value.value()) : words.get("cell.not-retrieved"),
                words.get("cell.published.source", value.model(), value.teacher(), value.reference())));
        number("cell.parameters", costs.path("parameters"), Numbers::count,
                costs.path("encoderParameters").isNumber()
                        ? words.get("cell.encoder", Numbers.count(costs.path("encoderParameters").asDouble()))
                        : null);
        number("cell.size", costs.path("sizeBytes"), Numbers::bytes, null);
        number("cell.flops", costs.path("flops"), Numbers::quantity,
                words.get("cell.tokens", Integer.toString(costs.path("flopsTokens").asInt())));
        JsonNode latency = costs.path("measured").path("latency");
        number("cell.latency", latency.path("medianMillis"), Numbers::millis, latencyWords(words, latency, true));
        if (costs.isMissingNode()) {
            fact("cell.costs", words.get("cell.costs.later"), null);
        }
    }

    /** How a latency was measured. */
    static String latencyWords(Words words, JsonNode latency, boolean percentile) {
        String where = words.get(
                "latency",
                latency.path("device").asText(),
                Integer.toString(latency.path("threads").asInt()),
                Integer.toString(latency.path("batch").asInt()),
                Integer.toString(latency.path("tokens").asInt()));
        return percentile && latency.path("p95Millis").isNumber()
                ? words.get("latency.p95", Numbers.millis(latency.path("p95Millis").asDouble()), where)
                : where;
    }

    private void number(String key, JsonNode value, DoubleFunction<String> format,
            @Nullable String remark) {
        if (value.isNumber()) {
            fact(key, format.apply(value.asDouble()), remark);
        }
    }

    private void fact(String key, String value, @Nullable String remark) {
        Label label = new Label(words.get(key));
        label.getStyleClass().add("bt-remark");
        Label number = new Label(value);
        number.getStyleClass().add("bt-number");
        HBox box = new HBox(5, label, number);
        if (remark != null) {
            Label further = new Label(remark);
            further.getStyleClass().add("bt-remark");
            box.getChildren().add(further);
        }
        box.getStyleClass().add("live-fact");
        facts.getChildren().add(box);
    }

    /** {@code 1–12} for a row without gaps, else the numbers. */
    private static String layers(JsonNode layers) {
        List<Integer> numbers = new ArrayList<>();
        layers.forEach(layer -> numbers.add(layer.asInt()));
        boolean row = numbers.size() > 2
                && numbers.get(numbers.size() - 1) - numbers.get(0) == numbers.size() - 1;
        return row
                ? numbers.get(0) + "–" + numbers.get(numbers.size() - 1)
                : String.join(", ", numbers.stream().map(String::valueOf).toList());
    }
}
