package org.bertrim.engine.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Optional;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.measure.Calibration;
import org.bertrim.engine.measure.CalibrationStore;
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.run.MeasuringMain.Answer;
import org.bertrim.engine.run.MeasuringMain.Question;
import org.bertrim.engine.run.MeasuringMain.Trouble;

/**
 * What is known of this machine; what is not is measured in a process of its own and kept. The numeric library is never loaded here, so
 * that a crash in it takes no window along, and it is measured as workers use it.
 */
public final class MachineKnowledge {

    private static final String WHAT = "This machine could not be measured";

    private final CalibrationStore store;

    /** Keeps what it finds out in this store. */
    public MachineKnowledge(CalibrationStore store) {
        this.store = store;
    }

    /** What is kept in the platform's cache folder. */
    public static MachineKnowledge ofPlatform() {
        return new MachineKnowledge(CalibrationStore.ofPlatform());
    }

    /**
     * What {@code auto} means on this machine; takes seconds the first time.
     *
     * @param threads of a kernel
     * @throws EngineException if it has to be measured and cannot be
     */
    public Precision automaticPrecision(int threads) {
        Optional<Precision> known = store.rememberedPrecision(threads);
        return known.isPresent() ? known.get() : measuredPrecision(threads); // what is known does not wait for a measurement
    }

    private synchronized Precision measuredPrecision(int threads) {
        return store.rememberedPrecision(threads).orElseGet(() -> {
            String key = ask(new Question(threads, null, null, null)).precision();
            if (key == null) {
                throw nothingSaid();
            }
            Precision measured = Precision.of(key);
            store.keep(threads, measured);
            return measured;
        });
    }

    /** What is known about such an encoder; measures nothing. */
    public Optional<Calibration> find(ModelShape shape, Precision precision, int threads) {
        return store.find(shape, precision, threads);
    }

    /**
     * Measures such an encoder, within seconds and on all its threads, whatever was known before.
     *
     * @throws EngineException if it cannot be measured
     */
    public synchronized Calibration measure(ModelShape shape, Precision precision, int threads) {
        Calibration measured = ask(new Question(
                        threads, shape, precision.key(), store.folder().toString()))
                .calibration();
        if (measured == null) {
            throw nothingSaid();
        }
        store.keep(measured);
        return measured;
    }

    private static Answer ask(Question question) {
        String remedy = "Look at what \"bertrim doctor\" says, or choose a precision yourself.";
        try {
            String said = ChildProcess.ask(
                    WHAT, remedy, MeasuringMain.class, List.of(), Json.mapper().writeValueAsString(question));
            Answer answer = Json.mapper().readValue(said, Answer.class);
            Trouble trouble = answer.trouble();
            if (trouble != null) {
                throw trouble.thrown();
            }
            return answer;
        } catch (JsonProcessingException e) {
            throw new EngineException(WHAT, "the process for it gave no answer that can be read", remedy, e);
        }
    }

    private static EngineException nothingSaid() {
        return new EngineException(WHAT, "the process for it left out what it was asked for", "Try again.");
    }
}
