package org.bertrim.app.design;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.bertrim.engine.experiment.Presets;
import org.bertrim.engine.method.Field;
import org.bertrim.engine.method.FieldProblem;
import org.bertrim.engine.method.Method;
import org.bertrim.engine.method.MethodContext;
import org.bertrim.engine.method.MethodResults;
import org.bertrim.engine.model.ModelShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A method that this program has never heard of gets its form from its descriptions. */
class UnknownMethodFormTest {

    record Settings(double ratio, String schedule, boolean warm, List<Double> steps, Parts parts) {}

    record Parts(boolean a, boolean b, boolean c) {}

    private static final class Shearing implements Method<Settings> {
        @Override
        public String type() {
            return "shearing";
        }

        @Override
        public Class<Settings> settingsType() {
            return Settings.class;
        }

        @Override
        public List<Field> fields() {
            return List.of(
                    Field.logarithmic("ratio", "", 0.01, 100, 1.0, "nowhere"),
                    Field.choice("schedule", List.of("cubic", "linear"), "cubic", ""),
                    Field.flag("warm", false, ""),
                    Field.shares("steps", "", List.of(0.3, 0.1), ""),
                    Field.flag("parts.a", true, ""),
                    Field.flag("parts.b", true, ""),
                    Field.flag("parts.c", true, ""));
        }

        @Override
        public List<FieldProblem> check(Settings settings, ModelShape teacher) {
            return List.of();
        }

        @Override
        public List<String> stages(Settings settings) {
            return List.of("shear");
        }

        @Override
        public MethodResults run(Settings settings, MethodContext context) {
            throw new UnsupportedOperationException();
        }
    }

    @TempDir
    private Path workspace;

    @Test
    void fieldsAppearInTheirOrderAndWriteIntoTheDraft() {
        DesignViewModel model = new Desk(workspace).open(List.of(new Shearing()));
        model.drafts().load(Presets.load("dynabert-sample"));
        model.chooseMethod("shearing");
        FormViewModel form = model.methodForm().get();
        assertThat(form.all()).extracting(FieldViewModel::control).containsExactly(
                FieldViewModel.Control.NUMBER,
                FieldViewModel.Control.CHOICE,
                FieldViewModel.Control.FLAG,
                FieldViewModel.Control.SHARES,
                FieldViewModel.Control.FLAG,
                FieldViewModel.Control.FLAG,
                FieldViewModel.Control.FLAG);
        assertThat(model.methods()).extracting(MethodChoice::name).containsExactly("shearing");
        form.all().get(0).slide(0.75);
        form.all().get(1).choose("linear");
        form.all().get(2).choose(true);
        assertThat(form.all().get(3).shares().add(0.2)).isTrue();
        assertThat(form.group(form.all().get(2))).as("a switch by itself").isEmpty();
        FlagGroup parts = form.group(form.all().get(5)).orElseThrow();
        assertThat(parts.path()).isEqualTo("method.parts");
        assertThat(parts.name()).isEqualTo("parts");
        assertThat(parts.flags()).hasSize(3);
        parts.flags().get(1).choose(false);
        assertThat(parts.chosen()).isEqualTo(2);
        ObjectNode tree = model.draft().tree().get();
        assertThat(tree.get("method").toString())
                .isEqualTo("{\"type\":\"shearing\",\"ratio\":10.0,\"schedule\":\"linear\",\"warm\":true,"
                        + "\"steps\":[0.3,0.2,0.1],\"parts\":{\"b\":false}}");
        parts.reset();
        assertThat(parts.chosen()).isEqualTo(3);
        assertThat(form.all().get(0).words().name()).isEqualTo("ratio");
        assertThat(form.all().get(0).words().tooltip()).contains("0.01 … 100").contains("nowhere");
    }
}
