package org.bertrim.engine.run;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.measure.Calibration;
import org.bertrim.engine.measure.Calibrator;
import org.bertrim.engine.measure.Machine;
import org.bertrim.engine.model.ModelShape;
import org.jspecify.annotations.Nullable;

/** Main class of the process that measures this machine: reads one JSON question, prints one JSON answer. */
final class MeasuringMain {

    /**
     * What is to be measured.
     *
     * @param threads of a kernel
     * @param shape of an encoder; null to ask what precision {@code auto} means
     * @param precision of the encoder's products
     * @param folder where the disk is tried
     */
    record Question(int threads, @Nullable ModelShape shape, @Nullable String precision, @Nullable String folder) {}

    /** What was measured, or why it could not be. */
    record Answer(@Nullable String precision, @Nullable Calibration calibration, @Nullable Trouble trouble) {}

    /** An {@link EngineException} on its way to the process that asked. */
    record Trouble(String what, String why, String remedy) {

        EngineException thrown() {
            return new EngineException(what, why, remedy);
        }
    }

    private MeasuringMain() {}

    /** Measures; a crash leaves no answer. */
    public static void main(String[] arguments) throws IOException {
        ChildProcess.endWithParent();
        Question question = Json.mapper().readValue(System.in, Question.class);
        byte[] answer = Json.mapper().writeValueAsBytes(answer(question));
        try (OutputStream output = new FileOutputStream(FileDescriptor.out)) {
            output.write(answer);
        }
    }

    private static Answer answer(Question question) {
        try {
            if (question.shape() == null || question.precision() == null || question.folder() == null) {
                return new Answer(Machine.automaticPrecisionAlone().key(), null, null);
            }
            return new Answer(
                    null,
                    Calibrator.measure(
                            question.shape(),
                            Precision.of(question.precision()),
                            question.threads(),
                            Path.of(question.folder())),
                    null);
        } catch (EngineException e) {
            return new Answer(null, null, new Trouble(e.what(), e.why(), e.remedy()));
        }
    }
}
