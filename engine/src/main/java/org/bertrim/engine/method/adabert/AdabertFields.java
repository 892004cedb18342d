package org.bertrim.engine.method.adabert;

import java.util.ArrayList;
import java.util.List;
import org.bertrim.engine.method.Field;
import org.bertrim.engine.method.FieldProblem;
import org.bertrim.engine.method.SharedFields;
import org.bertrim.engine.method.adabert.AdabertSettings.Descent;
import org.bertrim.engine.method.adabert.AdabertSettings.Efficiency;
import org.bertrim.engine.method.adabert.AdabertSettings.ProbeInput;
import org.bertrim.engine.method.adabert.AdabertSettings.Projection;
import org.bertrim.engine.method.adabert.AdabertSettings.Transfer;
import org.bertrim.engine.method.adabert.AdabertSettings.Update;
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.model.Operation;

/** Descriptions of AdaBERT's settings, with the defaults of the paper and of its first author's release. */
public final class AdabertFields {

    private static final String SETUP = "section 4.1, experimental setup";
    private static final String RELEASE = "the first author's release, config.py";
    private static final String SEARCH_SPACE = "section 3.1, search space";

    private AdabertFields() {}

    /** Every setting, in the order of a form. */
    public static List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        fields.add(Field.decimal("gamma", "", 0, 1, 0.8, "equation 1; " + SETUP));
        fields.add(Field.decimal("beta", "", 0, 1000, 4.0, "equation 1; " + SETUP).byDecades());
        fields.add(Field.integer("maxDepth", "cells", 1, 64, 8L, SETUP).byDecades());
        fields.add(Field.integer("nodes", "nodes", 1, 8, 3L, SETUP));
        fields.add(Field.integer("width", "units", 1, 4096, null, "the authors' release: 128 for 768 hidden units").byDecades());
        for (String word : Operation.words()) {
            fields.add(Field.flag("operations." + word, true, SEARCH_SPACE));
        }
        fields.add(Field.logarithmic("temperature.start", "", 1e-3, 100, 1.0, RELEASE));
        fields.add(Field.decimal("temperature.decay", "per epoch", 0, 10, 0.02, RELEASE).byDecades());
        fields.add(Field.logarithmic("temperature.end", "", 1e-3, 100, 0.2, RELEASE));
        fields.add(Field.choice(
                "update",
                List.of(Update.SINGLE_LEVEL.word(), Update.BI_LEVEL.word()),
                Update.SINGLE_LEVEL.word(),
                "section 3.3; " + RELEASE));
        fields.add(Field.choice(
                "efficiency",
                List.of(Efficiency.PUBLISHED.word(), Efficiency.SHARP.word()),
                Efficiency.PUBLISHED.word(),
                "section 3.2; constants of EasyTransfer's AdaBERT"));
        fields.add(Field.choice(
                "transfer",
                List.of(Transfer.HIERARCHICAL.word(), Transfer.LOGITS.word()),
                Transfer.HIERARCHICAL.word(),
                "section 3.2, attentive hierarchical transfer"));
        fields.add(Field.choice(
                "projection",
                List.of(Projection.RANDOM.word(), Projection.PRINCIPAL.word()),
                Projection.RANDOM.word(),
                "published codes; principal components are ours"));
        fields.add(Field.choice(
                "probeInput",
                List.of(ProbeInput.FIRST_TOKEN.word(), ProbeInput.POOLER.word()),
                ProbeInput.FIRST_TOKEN.word(),
                "EasyTransfer's AdaBERT; pooler: the first author's release"));
        fields.add(Field.flag("zeroRanked", false, "DARTS; EasyTransfer's AdaBERT ranks it"));
        fields.add(Field.choice(
                "architecture",
                List.of(AdabertSettings.SEARCH, AdabertSettings.RANDOM, AdabertSettings.RUN + "ID"),
                AdabertSettings.SEARCH,
                "section 3.3; random: table 3's control"));
        fields.add(Field.tasks("crossTasks", "table 3"));
        fields.addAll(probe());
        fields.addAll(search());
        fields.addAll(child());
        return List.copyOf(fields);
    }

    private static List<Field> probe() {
        String prefix = "stages.probe.";
        return List.of(
                Field.integer(prefix + "epochs", "epochs", 1, 1000, 5L, RELEASE).byDecades(),
                Field.logarithmic(prefix + "learningRate", "", 1e-8, 1, 2e-2, RELEASE),
                Field.integer(prefix + "batchSize", "rows", 1, 1024, 64L, RELEASE).byDecades(),
                Field.logarithmic(prefix + "clipNorm", "", 1e-3, 1e6, 5.0, RELEASE));
    }

    private static List<Field> search() {
        String prefix = "stages.search.";
        return List.of(
                Field.integer(prefix + "epochs", "epochs", 1, 1000, 80L, SETUP).byDecades(),
                Field.choice(
                        prefix + "descent",
                        List.of(Descent.MOMENTUM.word(), Descent.ADAM.word()),
                        Descent.MOMENTUM.word(),
                        RELEASE + "; adam: EasyTransfer's AdaBERT"),
                Field.logarithmic(prefix + "learningRate", "", 1e-8, 1, 2e-2, RELEASE),
                Field.logarithmic(prefix + "endLearningRate", "", 1e-8, 1, 5e-4, RELEASE),
                Field.decimal(prefix + "momentum", "", 0, 0.999, 0.9, RELEASE),
                Field.decimal(prefix + "weightDecay", "", 0, 1, 3e-4, RELEASE).byDecades(),
                Field.logarithmic(prefix + "architectureRate", "", 1e-8, 1, 3e-4, RELEASE),
                Field.decimal(prefix + "architectureDecay", "", 0, 1, 1e-3, RELEASE).byDecades(),
                Field.logarithmic(prefix + "clipNorm", "", 1e-3, 1e6, 5.0, RELEASE),
                Field.integer(prefix + "batchSize", "rows", 1, 1024, 64L, RELEASE).byDecades(),
                Field.decimal(prefix + "dropout", "probability", 0, 0.9, 0.3, RELEASE));
    }

    private static List<Field> child() {
        String prefix = "stages.child.";
        String script = "EasyTransfer's AdaBERT, run_adabert.sh";
        List<Field> fields = new ArrayList<>(SharedFields.stage(prefix, 3, 5e-6, script));
        fields.add(2, Field.decimal(prefix + "gamma", "", 0, 1, 0.0, script));
        fields.add(3, Field.flag(prefix + "tables", true, script));
        return fields;
    }

    /** Problems between fields: no operation that passes anything on, a width that is not below the teacher's, rates that rise. */
    public static List<FieldProblem> check(AdabertSettings settings, ModelShape teacher) {
        List<FieldProblem> problems = new ArrayList<>();
        if (settings.operations().candidates().stream().allMatch(operation -> operation == Operation.ZERO)) {
            problems.add(new FieldProblem(
                    "operations", "none", "at least one operation other than zero must be allowed, else nothing reaches the output"));
        }
        if (settings.width(teacher) >= teacher.hidden()) {
            problems.add(new FieldProblem(
                    "width",
                    Integer.toString(settings.width(teacher)),
                    "a cell must be narrower than the teacher's " + teacher.hidden() + " hidden units"));
        } else if (settings.projection() == Projection.PRINCIPAL && settings.width(teacher) > teacher.embedding()) {
            problems.add(new FieldProblem(
                    "width",
                    Integer.toString(settings.width(teacher)),
                    "a principal projection has at most as many directions as the teacher's embeddings have columns, "
                            + teacher.embedding()));
        }
        if (!settings.crossTasks().isEmpty() && !settings.searches()) {
            problems.add(new FieldProblem(
                    "crossTasks",
                    String.join(", ", settings.crossTasks()),
                    "cells of several tasks are compared only where they are searched: set architecture to "
                            + AdabertSettings.SEARCH + ", or leave crossTasks empty"));
        }
        if (settings.temperature().end() > settings.temperature().start()) {
            problems.add(new FieldProblem(
                    "temperature.end",
                    Double.toString(settings.temperature().end()),
                    "the temperature falls; the end must not be above the start, " + settings.temperature().start()));
        }
        if (settings.stages().search().endLearningRate() > settings.stages().search().learningRate()) {
            problems.add(new FieldProblem(
                    "stages.search.endLearningRate",
                    Double.toString(settings.stages().search().endLearningRate()),
                    "the rate falls; the end must not be above the start, "
                            + settings.stages().search().learningRate()));
        }
        return List.copyOf(problems);
    }
}
