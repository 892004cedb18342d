package org.bertrim.engine.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bertrim.engine.teacher.Teachers;
import org.junit.jupiter.api.Test;

class ExampleLengthsTest {

    private static final TaskInfo INFO = Tasks.open("sample:reviews", Path.of(""), 1, 0).info();

    /** More than are counted at a time, each a word longer than the one before, up to nine. */
    private static List<Example> examples() {
        return IntStream.range(0, 10_000)
                .mapToObj(i -> new Example("film ".repeat(1 + i % 9).strip(), null, 0))
                .toList();
    }

    @Test
    void everyExampleIsCounted() {
        try (TextTokenizer tokenizer = TextTokenizer.of(Teachers.builtin().tokenizer("builtin:e5-small-v2"))) {
            int[] tokens = ExampleLengths.of(INFO, examples(), tokenizer).tokens();
            assertThat(tokens).isEqualTo(IntStream.range(0, 10_000).map(i -> 3 + i % 9).toArray()); // two of them are special
        }
    }

    @Test
    void whatNobodyWaitsForIsNotCountedToItsEnd() {
        AtomicInteger asked = new AtomicInteger();
        try (TextTokenizer tokenizer = TextTokenizer.of(Teachers.builtin().tokenizer("builtin:e5-small-v2"))) {
            assertThatThrownBy(() -> ExampleLengths.of(INFO, examples(), tokenizer, () -> asked.incrementAndGet() == 2))
                    .isInstanceOf(CancellationException.class);
        }
        assertThat(asked).hasValue(2);
    }
}
