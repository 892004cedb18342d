package org.bertrim.engine.teacher;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.bertrim.engine.task.Batch;

/** What ONNX Runtime answers to an ONNX file on the class path. */
final class OnnxReference implements AutoCloseable {

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    OnnxReference(String resource) throws IOException, OrtException {
        try (InputStream in = Objects.requireNonNull(OnnxReference.class.getResourceAsStream(resource))) {
            session = environment.createSession(in.readAllBytes());
        }
    }

    /** Its first output (B, S, N), row by row. */
    float[] states(Batch batch) throws OrtException {
        long[] shape = {batch.rows(), batch.tokens()};
        long[] mask = new long[batch.mask().length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = (long) batch.mask()[i];
        }
        Map<String, OnnxTensor> inputs = new HashMap<>();
        for (String name : session.getInputNames()) {
            long[] values = name.equals("input_ids") ? batch.ids() : name.equals("attention_mask") ? mask : batch.types();
            inputs.put(name, OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape));
        }
        try (OrtSession.Result result = session.run(inputs)) {
            float[][][] states = (float[][][]) result.get(0).getValue();
            int width = states[0][0].length;
            float[] flat = new float[batch.rows() * batch.tokens() * width];
            int at = 0;
            for (float[][] row : states) {
                for (float[] token : row) {
                    System.arraycopy(token, 0, flat, at, width);
                    at += width;
                }
            }
            return flat;
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
