package org.bertrim.engine.method.adabert;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.bertrim.engine.kernel.CellKernels;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Value;
import org.bertrim.engine.method.MethodContext;
import org.bertrim.engine.method.adabert.AdabertSettings.ProbeInput;
import org.bertrim.engine.model.BertModel;
import org.bertrim.engine.model.ForwardPass;
import org.bertrim.engine.model.Inputs;
import org.bertrim.engine.model.Network;
import org.bertrim.engine.model.Parameters;
import org.bertrim.engine.task.Batch;
import org.bertrim.engine.task.TokenRows;
import org.bertrim.engine.training.FineTunedTeacher;
import org.bertrim.engine.training.Preparation;
import org.bertrim.engine.training.Scorer;

/** The frozen fine-tuned teacher, in evaluation mode: what its layers show to probes, and what probes and teacher answer. */
final class Teaching implements AutoCloseable {

    private final MethodContext context;
    private final BertModel model;
    private final Network full;
    private final int[] states;
    private final Value pooler;

    Teaching(MethodContext context, FineTunedTeacher teacher, ProbeInput input) {
        this.context = context;
        this.model = new BertModel(
                context.compute().manager(), teacher.config(), teacher.weights(), context.compute().precision());
        this.full = Network.full(teacher.config());
        this.states = IntStream.rangeClosed(0, teacher.config().layers()).toArray();
        this.pooler = Value.list(
                input == ProbeInput.POOLER
                        ? List.of(
                                model.parameters().get(Parameters.POOLER + ".weight"),
                                model.parameters().get(Parameters.POOLER + ".bias"))
                        : List.of());
    }

    /** Teacher layers J. */
    int layers() {
        return model.config().layers();
    }

    /** What probes see: (J+1, H) of each row. */
    RowAnswers features(TokenRows rows, Preparation preparation) {
        return answers(rows, preparation, new long[] {layers() + 1L, model.config().hidden()}, batch -> {
            try (Inputs inputs = inputs(batch);
                    ForwardPass pass = model.infer(full, inputs)) {
                return features(pass, inputs);
            }
        });
    }

    /** What the probes and then the teacher itself answer: (J+2, C) of each row. */
    RowAnswers answers(TokenRows rows, Preparation preparation, ProbeModel probes) {
        return answers(rows, preparation, new long[] {layers() + 2L, model.config().outputs()}, batch -> {
            try (Inputs inputs = inputs(batch);
                    ForwardPass pass = model.infer(full, inputs);
                    Value features = features(pass, inputs);
                    Value logits = probes.logits(features)) {
                return CellKernels.answers(logits, pass.logits());
            }
        });
    }

    /** What the teacher itself answers: (C) of each row. */
    RowAnswers logits(TokenRows rows, Preparation preparation) {
        return answers(rows, preparation, new long[] {model.config().outputs()}, batch -> {
            try (Inputs inputs = inputs(batch);
                    ForwardPass pass = model.infer(full, inputs);
                    Value listed = CellKernels.listed(pass.logits())) {
                return Kernels.element(listed, 0);
            }
        });
    }

    private RowAnswers answers(
            TokenRows rows, Preparation preparation, long[] shape, Function<Batch, Value> ask) {
        return new RowAnswers(
                context.compute().manager(),
                rows,
                context.data().paddingId(),
                shape,
                ask,
                RowAnswers.ROOM,
                preparation::done);
    }

    private Inputs inputs(Batch batch) {
        NDManager manager = context.compute().manager();
        return Scorer.inputs(manager, batch);
    }

    private Value features(ForwardPass pass, Inputs inputs) {
        try (Value list = pass.states(states)) {
            return CellKernels.probeFeatures(
                    list, inputs.mask(), pooler, model.config().variant().pooler().number());
        }
    }

    @Override
    public void close() {
        pooler.close();
        model.close();
    }
}
