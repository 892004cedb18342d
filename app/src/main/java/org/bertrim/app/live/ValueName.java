package org.bertrim.app.live;

import java.util.Optional;

/** What the name of a scalar says: {@code loss.logits.0.75x0.5} is the term {@code loss.logits} of one sub-network. */
record ValueName(String term, Optional<Part> part) {

    static ValueName of(String name) {
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            Optional<Part> part = Part.parse(name.substring(dot + 1));
            if (part.isPresent()) {
                return new ValueName(name.substring(0, dot), part);
            }
        }
        return new ValueName(name, Optional.empty());
    }
}
