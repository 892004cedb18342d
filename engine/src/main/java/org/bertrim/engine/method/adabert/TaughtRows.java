package org.bertrim.engine.method.adabert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.method.MethodContext;
import org.bertrim.engine.task.TokenRows;
import org.bertrim.engine.training.FineTunedTeacher;
import org.bertrim.engine.training.Preparation;

/** What the fine-tuned teacher and its probes answer to the rows of a search, and to those of its other half in bi-level updates. */
final class TaughtRows implements AutoCloseable {

    private final Teaching teaching;
    private final ProbeModel probes;
    private final List<TokenRows> sets;
    private final List<RowAnswers> answers = new ArrayList<>();

    /**
     * Nothing is asked yet.
     *
     * @param input what the probes see
     * @param sets the rows, and where there are two halves the other one
     */
    TaughtRows(
            MethodContext context,
            FineTunedTeacher teacher,
            Map<String, StoredTensor> probeWeights,
            AdabertSettings.ProbeInput input,
            List<TokenRows> sets) {
        this.teaching = new Teaching(context, teacher, input);
        this.probes = new ProbeModel(context.compute().manager(), probeWeights);
        this.sets = sets;
    }

    /** Asks about all rows whose answers fit into memory; about the others they are asked batch by batch. */
    void ask(Preparation preparation) {
        sets.forEach(rows -> preparation.expect(rows.size()));
        sets.forEach(rows -> answers.add(teaching.answers(rows, preparation, probes)));
        if (answers.stream().allMatch(RowAnswers::kept)) {
            teaching.close();
        }
    }

    /** Answers to the rows that change the weights. */
    RowAnswers answers() {
        return answers.get(0);
    }

    /** The teacher's own answers to all rows (rows, C), if they are one set and were kept. */
    Optional<StoredTensor> logits() {
        return answers.size() == 1 && answers().kept() ? Optional.of(answers().lastOf()) : Optional.empty();
    }

    /** Answers to the rows that change the architecture in bi-level updates. */
    RowAnswers otherAnswers() {
        return answers.get(1);
    }

    @Override
    public void close() {
        answers.forEach(RowAnswers::close);
        probes.close();
        teaching.close();
    }
}
