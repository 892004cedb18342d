package org.bertrim.engine.task.augment;

import java.util.ArrayList;
import java.util.List;

/** A model that finds likely what a test says, and remembers what it was asked. */
final class FakeWords implements MaskedWords {

    final List<Place> asked = new ArrayList<>();
    final List<Counting> counted = new ArrayList<>();
    private final List<String> likely;

    FakeWords(String... likely) {
        this.likely = List.of(likely);
    }

    @Override
    public List<List<String>> candidates(List<Place> places, int count, Counting counting) {
        asked.addAll(places);
        counted.add(counting);
        return places.stream().map(place -> likely.subList(0, Math.min(count, likely.size()))).toList();
    }

    @Override
    public String fingerprint() {
        return "fake " + likely;
    }
}
