package org.bertrim.app.live;

import org.bertrim.app.common.AppContext;
import org.bertrim.engine.figure.Bars;
import org.bertrim.engine.figure.BarsFigure;
import org.jspecify.annotations.Nullable;

/** What each layer of the teacher knows of the task. */
final class ProbePanel extends ScenePanel {

    private final ProbeModel probes;
    private @Nullable Bars shown;

    ProbePanel(AppContext context, LiveViewModel model) {
        super(context, model, "probes");
        this.probes = model.probes();
    }

    @Override
    public boolean present() {
        return probes.known();
    }

    @Override
    public void refresh() {
        RunPicture picture = model.pictureProperty().get();
        if (picture == null) {
            return;
        }
        String metric = probes.metric();
        Bars bars = probes.bars(words.metric(metric), onScreen);
        if (bars.equals(shown)) {
            return;
        }
        shown = bars;
        remark.setText(words.get("probes.remark", words.metric(metric)));
        view.show(room -> BarsFigure.of(bars, room));
        Words paper = words.forPaper();
        String title = picture.name() + ": " + paper.get("probes.title");
        figure.hold(picture, probes.figure(title, paper.metric(metric)));
    }
}
