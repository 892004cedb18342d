package org.bertrim.engine.teacher.huggingface;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassNamesTest {

    private static final List<String> NLI = List.of("contradiction", "entailment", "neutral");

    @Test
    void theOrderIsTheNamesNotTheNumbers() {
        assertThat(ClassNames.places(NLI, List.of("CONTRADICTION", "NEUTRAL", "ENTAILMENT")).orElseThrow()).containsExactly(0, 2, 1);
        assertThat(ClassNames.places(NLI, List.of(" Entailment", "neutral", "Contradiction")).orElseThrow()).containsExactly(2, 0, 1);
        assertThat(ClassNames.places(List.of("entailment", "not_entailment"), List.of("Not Entailment", "Entailment")).orElseThrow())
                .containsExactly(1, 0);
    }

    @Test
    void classesWithoutNamesAreInTheTasksOrder() {
        assertThat(ClassNames.places(NLI, List.of("LABEL_0", "LABEL_1", "LABEL_2")).orElseThrow()).containsExactly(0, 1, 2);
    }

    @Test
    void otherClassesDoNotMatch() {
        assertThat(ClassNames.places(NLI, List.of("entailment", "not_entailment"))).isEmpty();
        assertThat(ClassNames.places(NLI, List.of("contradiction", "entailment", "positive"))).isEmpty();
        assertThat(ClassNames.places(NLI, List.of())).isEmpty();
        assertThat(ClassNames.places(NLI, List.of("entailment", "entailment", "entailment"))).isEmpty();
    }
}
