package org.bertrim.app.live;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.bertrim.engine.event.Event;

/** How much each head and neuron matters, as the run has measured it last. */
final class ImportanceModel {

    /** Whose importance. */
    enum Unit {
        HEADS,
        NEURONS
    }

    private final ObjectProperty<Unit> unit = new SimpleObjectProperty<>(this, "unit", Unit.HEADS);
    private Optional<Event.ImportanceComputed> event = Optional.empty();

    void clear() {
        event = Optional.empty();
    }

    void update(RunPicture picture) {
        Optional<Event.ImportanceComputed> newest = Optional.empty();
        for (RunHistory.Milestone each : picture.milestones()) {
            if (each.recorded().event() instanceof Event.ImportanceComputed computed) {
                newest = Optional.of(computed);
            }
        }
        event = newest;
    }

    /** Whether anything was measured. */
    boolean known() {
        return event.isPresent();
    }

    /** A layer's units in a row, layer by layer. */
    List<double[]> values() {
        return event.map(each -> unit.get() == Unit.HEADS ? each.heads() : each.neurons()).orElse(List.of());
    }

    /** Rows that it was measured on. */
    long examples() {
        return event.map(Event.ImportanceComputed::examples).orElse(0L);
    }

    ObjectProperty<Unit> unitProperty() {
        return unit;
    }
}
