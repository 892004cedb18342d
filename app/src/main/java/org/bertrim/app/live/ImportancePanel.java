package org.bertrim.app.live;

import java.util.List;
import java.util.Locale;
import org.bertrim.app.common.AppContext;
import org.bertrim.app.common.Numbers;
import org.bertrim.engine.figure.Figure;
import org.bertrim.engine.figure.ImportanceFigure;

/** How much each head or neuron matters, as a map of the layers. */
final class ImportancePanel extends ScenePanel {

    private final ImportanceModel importance;
    private List<double[]> shown = List.of();

    ImportancePanel(AppContext context, LiveViewModel model) {
        super(context, model, "importance");
        this.importance = model.importance();
        Segments<ImportanceModel.Unit> units = new Segments<>(
                words.get("importance.unit"),
                List.of(ImportanceModel.Unit.values()),
                importance.unitProperty(),
                unit -> words.get("importance." + unit.name().toLowerCase(Locale.ROOT)),
                unit -> words.get("importance." + unit.name().toLowerCase(Locale.ROOT) + ".tip"));
        importance.unitProperty().addListener((property, old, now) -> refresh());
        add(units);
    }

    @Override
    public boolean present() {
        return model.hasImportance();
    }

    @Override
    public void refresh() {
        RunPicture picture = model.pictureProperty().get();
        List<double[]> values = importance.values();
        if (picture == null || values.equals(shown)) {
            return;
        }
        shown = values;
        remark.setText(words.get("importance.remark", Numbers.count(importance.examples())));
        boolean heads = importance.unitProperty().get() == ImportanceModel.Unit.HEADS;
        view.show(room -> heads
                ? ImportanceFigure.heads(values, room, onScreen)
                : ImportanceFigure.neurons(values, room, onScreen));
        Words paper = words.forPaper();
        String title = picture.name() + ": " + paper.get(heads ? "importance.heads.tip" : "importance.neurons.tip");
        figure.hold(picture, width -> figureOf(heads, title, values, width));
    }

    private static Figure figureOf(boolean heads, String title, List<double[]> values, double width) {
        return heads
                ? ImportanceFigure.headsFigure(title, values, width)
                : ImportanceFigure.neuronsFigure(title, values, width);
    }
}
