package org.bertrim.engine.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.event.StageIds;
import org.jspecify.annotations.Nullable;

/** The scores on dev over the training steps of all stages in a row; a curve for each model that was scored more than once. */
final class ScoreCurves {

    private static final String SPLIT = "dev";

    private final Map<String, Model> models = new LinkedHashMap<>();
    private final Grid grid;
    private String stage = "";
    private long before;
    private long inStage;

    private ScoreCurves(Grid grid) {
        this.grid = grid;
    }

    private record Model(String name, @Nullable Double width, @Nullable Double depth, TreeMap<Long, Double> scores) {}

    static Curves of(List<Event> events, Grid grid) {
        ScoreCurves scores = new ScoreCurves(grid);
        events.stream().filter(event -> !StageIds.ofPart(event)).forEach(scores::read);
        return scores.curves();
    }

    private void read(Event event) {
        if (event instanceof Event.StageStarted started) {
            if (!started.stage().equals(stage)) {
                before += inStage;
                inStage = 0;
            }
            stage = started.stage();
        } else if (event instanceof Event.Scalars scalars) {
            inStage = Math.max(inStage, scalars.step());
        } else if (event instanceof Event.Evaluated scored && scored.split().equals(SPLIT)) {
            if (!scored.subject().equals("teacher")) {
                add(new Model(scored.subject(), null, null, new TreeMap<>()), scored.step(), scored.scores());
            }
        } else if (event instanceof Event.SubnetworkEvaluated scored && scored.split().equals(SPLIT)) {
            String name = Grid.multiplier(scored.width()) + " × " + Grid.multiplier(scored.depth());
            add(new Model(name, scored.width(), scored.depth(), new TreeMap<>()), scored.step(), scored.scores());
        }
    }

    private void add(Model model, long step, Map<String, Double> scores) {
        if (!scores.isEmpty()) {
            // what is scored after a stage's last step carries the step 0
            models.computeIfAbsent(model.name(), name -> model)
                    .scores()
                    .put(before + (step == 0 ? inStage : step), scores.values().iterator().next());
        }
    }

    private Curves curves() {
        List<Model> drawn = models.values().stream()
                .filter(model -> model.scores().size() > 1)
                .sorted(Comparator.comparingDouble((Model m) -> m.width() == null ? 0 : -m.width())
                        .thenComparingDouble(m -> m.depth() == null ? 0 : -m.depth()))
                .toList();
        List<Double> widths = drawn.stream().map(Model::width).distinct().toList();
        List<Double> depths = drawn.stream().map(Model::depth).distinct().toList();
        List<Curves.Curve> curves = new ArrayList<>();
        for (Model model : drawn) {
            curves.add(new Curves.Curve(
                    model.name().replace(" × ", "-"),
                    model.name(),
                    Curves.Kind.SERIES,
                    widths.indexOf(model.width()),
                    depths.indexOf(model.depth()),
                    model.scores().keySet().stream().mapToDouble(Long::doubleValue).toArray(),
                    model.scores().values().stream().mapToDouble(s -> s * 100).toArray()));
        }
        Grid.Teacher teacher = grid.teacher();
        List<Curves.Level> levels = teacher == null
                ? List.of()
                : List.of(new Curves.Level(
                        "teacher " + Grid.hundredfold(teacher.score()), teacher.score() * 100, Curves.Kind.TEACHER));
        Grid.Names names = grid.names();
        String networks = drawn.stream().anyMatch(m -> m.width() != null) ? " Curves: width × depth multiplier." : "";
        return new Curves(
                "training step, all stages in a row",
                names.metric() + " × 100, dev",
                false,
                curves,
                levels,
                List.of(),
                names.method() + " on " + names.task() + ", measured on dev." + networks);
    }
}
