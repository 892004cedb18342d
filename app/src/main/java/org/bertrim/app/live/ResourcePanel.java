package org.bertrim.app.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.bertrim.app.common.Numbers;

/** Processor and memory of the worker and the machine, and the GPU where there is one. */
final class ResourcePanel implements Panel {

    private final LiveViewModel model;
    private final Words words;
    private final Label remark = new Label();
    private final HBox controls = new HBox(8, remark);
    private final Label none = new Label();
    private final GridPane tiles = new GridPane();
    private final VBox body = new VBox(10);
    private final Tile workerCpu;
    private final Tile workerMemory;
    private final Tile machineCpu;
    private final Tile machineMemory;
    private final Tile gpu;
    private final Tile gpuMemory;
    private List<ResourceSample> shown = List.of();

    ResourcePanel(LiveViewModel model) {
        this.model = model;
        this.words = model.words();
        workerCpu = new Tile("resources.worker.cpu");
        workerMemory = new Tile("resources.worker.memory");
        machineCpu = new Tile("resources.machine.cpu");
        machineMemory = new Tile("resources.machine.memory");
        gpu = new Tile("resources.gpu");
        gpuMemory = new Tile("resources.gpu.memory");
        remark.getStyleClass().add("bt-remark");
        remark.setMinWidth(0);
        controls.getStyleClass().add("live-controls");
        none.getStyleClass().add("bt-remark");
        none.setWrapText(true);
        tiles.setHgap(22);
        tiles.setVgap(12);
        VBox.setVgrow(tiles, Priority.ALWAYS);
        body.getChildren().addAll(none, tiles);
        body.setMinSize(0, 0);
    }

    @Override
    public String name() {
        return words.get("resources");
    }

    @Override
    public Node controls() {
        return controls;
    }

    @Override
    public Node body() {
        return body;
    }

    @Override
    public boolean present() {
        RunPicture picture = model.pictureProperty().get();
        return picture != null && (!picture.milestones().isEmpty() || picture.active());
    }

    @Override
    public void refresh() {
        RunPicture picture = model.pictureProperty().get();
        if (picture == null) {
            return;
        }
        List<ResourceSample> samples = picture.resources();
        remark.setText(remarkOf(picture));
        none.setText(words.get(picture.active() ? "resources.waiting" : "resources.over"));
        none.setVisible(samples.isEmpty());
        none.setManaged(samples.isEmpty());
        tiles.setVisible(!samples.isEmpty());
        tiles.setManaged(!samples.isEmpty());
        if (samples.isEmpty() || samples == shown) {
            return;
        }
        shown = samples;
        ResourceSample last = samples.get(samples.size() - 1);
        boolean withGpu = last.gpu().isPresent();
        List<Tile> wanted = withGpu
                ? List.of(workerCpu, machineCpu, gpu, workerMemory, machineMemory, gpuMemory)
                : List.of(workerCpu, machineCpu, workerMemory, machineMemory);
        if (!tiles.getChildren().equals(wanted)) {
            arrange(wanted);
        }
        workerCpu.show(Numbers.percent(last.workerCpu()), samples, ResourceSample::workerCpu, last.cores());
        machineCpu.show(Numbers.percent(last.machineCpu()), samples, ResourceSample::machineCpu, 1);
        double peak = samples.stream().mapToDouble(ResourceSample::workerBytes).filter(Double::isFinite).max().orElse(1);
        workerMemory.show(Numbers.bytes(last.workerBytes()), samples, ResourceSample::workerBytes, 1.2 * Math.max(1, peak));
        machineMemory.show(
                words.get("resources.of", Numbers.bytes(last.machineUsed()), Numbers.bytes(last.machineBytes())),
                samples,
                ResourceSample::machineUsed,
                Math.max(1, last.machineBytes()));
        last.gpu().ifPresent(now -> {
            gpu.show(Numbers.percent(now.busy()), samples, ResourcePanel::gpuBusy, 1);
            gpuMemory.show(
                    words.get("resources.of", Numbers.bytes(now.usedBytes()), Numbers.bytes(now.bytes())),
                    samples,
                    ResourcePanel::gpuUsed,
                    Math.max(1, now.bytes()));
        });
    }

    /** Two rows: processors above, memory below. */
    private void arrange(List<Tile> wanted) {
        tiles.getChildren().clear();
        tiles.getColumnConstraints().clear();
        int columns = wanted.size() / 2;
        for (int i = 0; i < columns; i++) {
            ColumnConstraints constraints = new ColumnConstraints();
            constraints.setPercentWidth(100.0 / columns);
            tiles.getColumnConstraints().add(constraints);
        }
        for (int i = 0; i < wanted.size(); i++) {
            tiles.add(wanted.get(i), i % columns, i / columns);
            GridPane.setVgrow(wanted.get(i), Priority.ALWAYS);
        }
    }

    private static double gpuBusy(ResourceSample sample) {
        return sample.gpu().map(ResourceSample.Gpu::busy).orElse(Double.NaN);
    }

    private static double gpuUsed(ResourceSample sample) {
        return sample.gpu().map(ResourceSample.Gpu::usedBytes).orElse(Double.NaN);
    }

    private String remarkOf(RunPicture picture) {
        List<ResourceSample> samples = picture.resources();
        if (!samples.isEmpty()) {
            ResourceSample last = samples.get(samples.size() - 1);
            String worker = words.get("resources.pid", Long.toString(last.pid()), Integer.toString(last.cores()));
            return last.gpu()
                    .map(now -> worker + " · " + now.name())
                    .orElseGet(() -> worker + " · " + words.get("resources.gpu.none"));
        }
        JsonNode peak = picture.results().path("measured").path("peakMemoryBytes");
        return peak.isNumber() ? words.get("resources.peak", Numbers.bytes(peak.doubleValue())) : "";
    }

    /** One number with its course. */
    private final class Tile extends VBox {

        private final Label number = new Label();
        private final Sparkline course = new Sparkline();
        private final String name;

        Tile(String key) {
            super(3);
            name = words.get(key);
            Label label = new Label(name);
            label.getStyleClass().add("bt-remark");
            number.getStyleClass().addAll("bt-number", "live-figures");
            Region spring = new Region();
            HBox.setHgrow(spring, Priority.ALWAYS);
            HBox head = new HBox(8, label, spring, number);
            getChildren().addAll(head, course);
            number.setMinWidth(Region.USE_PREF_SIZE);
            VBox.setVgrow(course, Priority.ALWAYS);
            course.setMaxHeight(Double.MAX_VALUE);
            setFocusTraversable(true);
            getStyleClass().add("live-tile");
        }

        void show(String text, List<ResourceSample> samples, ToDoubleFunction<ResourceSample> value, double ceiling) {
            number.setText(text);
            setAccessibleText(name + ": " + text);
            course.show(samples.stream().mapToDouble(value).boxed().toList(), ceiling);
        }
    }
}
