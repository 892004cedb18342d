package org.bertrim.engine.experiment;

import java.util.List;
import org.bertrim.engine.method.Field;
import org.bertrim.engine.method.FieldProblem;
import org.bertrim.engine.method.Method;
import org.bertrim.engine.method.MethodContext;
import org.bertrim.engine.method.MethodResults;
import org.bertrim.engine.method.dynabert.DynabertFields;
import org.bertrim.engine.method.dynabert.DynabertSettings;
import org.bertrim.engine.method.finetune.FinetuneFields;
import org.bertrim.engine.method.finetune.FinetuneSettings;
import org.bertrim.engine.model.ModelShape;

/** Methods whose settings are real and that run nothing: reading needs no more. */
final class StandIns {

    static final ModelShape SMALL = new ModelShape(12, 384, 12, 1536, 30522, 512, 2);

    private StandIns() {}

    static List<Method<?>> methods() {
        return List.of(new FinetuneStandIn(), new DynabertStandIn(), new ProbeStandIn());
    }

    /** A setting of every kind, some of them open. */
    record ProbeSettings(boolean tied, double beta, Temperature temperature) {
        record Temperature(double start, Integer steps) {}
    }

    abstract static class StandIn<S extends Record> implements Method<S> {

        @Override
        public List<FieldProblem> check(S settings, ModelShape teacher) {
            return List.of();
        }

        @Override
        public List<String> stages(S settings) {
            return List.of();
        }

        @Override
        public MethodResults run(S settings, MethodContext context) {
            throw new UnsupportedOperationException();
        }
    }

    public static final class FinetuneStandIn extends StandIn<FinetuneSettings> {

        @Override
        public String type() {
            return "finetune";
        }

        @Override
        public Class<FinetuneSettings> settingsType() {
            return FinetuneSettings.class;
        }

        @Override
        public List<Field> fields() {
            return FinetuneFields.fields();
        }
    }

    public static final class DynabertStandIn extends StandIn<DynabertSettings> {

        @Override
        public String type() {
            return "dynabert";
        }

        @Override
        public Class<DynabertSettings> settingsType() {
            return DynabertSettings.class;
        }

        @Override
        public List<Field> fields() {
            return DynabertFields.fields();
        }

        @Override
        public List<FieldProblem> check(DynabertSettings settings, ModelShape teacher) {
            return DynabertFields.check(settings, teacher);
        }
    }

    public static final class ProbeStandIn extends StandIn<ProbeSettings> {

        @Override
        public String type() {
            return "probe";
        }

        @Override
        public Class<ProbeSettings> settingsType() {
            return ProbeSettings.class;
        }

        @Override
        public List<Field> fields() {
            return List.of(
                    Field.flag("tied", true, ""),
                    Field.decimal("beta", "", -1, 8, 4.0, ""),
                    Field.logarithmic("temperature.start", "", 0.1, 10, 1.0, ""),
                    Field.integer("temperature.steps", "steps", 1, 10, null, ""));
        }
    }
}
