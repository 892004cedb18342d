package org.bertrim.app.live;

import java.util.List;
import org.bertrim.app.common.AppContext;
import org.bertrim.engine.figure.SearchFigures;

/** Which layer of the teacher taught which layer of the student, at the moment of the search that is looked at. */
final class TransferPanel extends ScenePanel {

    private final CellModel cells;
    private List<double[]> shown = List.of();

    TransferPanel(AppContext context, LiveViewModel model) {
        super(context, model, "transfer");
        this.cells = model.cells();
        cells.positionProperty().addListener((property, old, now) -> refresh());
    }

    @Override
    public boolean present() {
        return !cells.transfer().isEmpty();
    }

    @Override
    public void refresh() {
        RunPicture picture = model.pictureProperty().get();
        List<double[]> now = cells.transfer();
        if (picture == null || now.isEmpty() || now.equals(shown)) {
            return;
        }
        shown = now;
        remark.setText(words.get("transfer.remark"));
        view.show(room -> SearchFigures.transfer(now, room, onScreen));
        String title = picture.name() + ": " + words.forPaper().get("transfer.title");
        figure.hold(picture, width -> SearchFigures.transferFigure(title, now, width));
    }
}
