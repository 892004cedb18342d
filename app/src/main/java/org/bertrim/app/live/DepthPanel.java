package org.bertrim.app.live;

import java.util.List;
import org.bertrim.app.common.AppContext;
import org.bertrim.engine.figure.Bars;
import org.bertrim.engine.figure.BarsFigure;
import org.bertrim.engine.figure.SearchFigures;

/** How probable each number of cells is, at the moment of the search that is looked at. */
final class DepthPanel extends ScenePanel {

    private final CellModel cells;
    private List<Double> shown = List.of();

    DepthPanel(AppContext context, LiveViewModel model) {
        super(context, model, "depth");
        this.cells = model.cells();
        cells.positionProperty().addListener((property, old, now) -> refresh());
    }

    @Override
    public boolean present() {
        return cells.frames().stream().anyMatch(frame -> !frame.depth().isEmpty());
    }

    @Override
    public void refresh() {
        RunPicture picture = model.pictureProperty().get();
        CellModel.Frame frame = cells.frame().orElse(null);
        if (picture == null || frame == null || frame.depth().isEmpty()) {
            return;
        }
        List<Double> depth = frame.depth();
        int leading = depth.indexOf(depth.stream().max(Double::compare).orElse(0.0)) + 1;
        remark.setText(words.get(
                frame.derived() ? "depth.decided" : "depth.leading",
                Integer.toString(frame.derived() ? frame.cells() : leading)));
        if (depth.equals(shown)) {
            return;
        }
        shown = depth;
        Bars bars = SearchFigures.depth(depth, onScreen);
        view.show(room -> BarsFigure.of(bars, room));
        Words paper = words.forPaper();
        String title = picture.name() + ": " + paper.get("depth");
        figure.hold(picture, width -> SearchFigures.depthFigure(title, picture.name() + ".", depth, width));
    }
}
