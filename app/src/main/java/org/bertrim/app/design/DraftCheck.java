package org.bertrim.app.design;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bertrim.engine.experiment.Experiment;
import org.bertrim.engine.experiment.ExperimentReader;
import org.bertrim.engine.experiment.InvalidExperiment;
import org.bertrim.engine.experiment.Overrides;
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.teacher.StoredTeacher;
import org.bertrim.engine.teacher.Teachers;

/** Says whether a draft is an experiment that can be run; for the background. */
record DraftCheck(Path workspace, Teachers teachers) {

    /** The experiment, or everything that is wrong with it. */
    Draft.Checked check(ObjectNode tree) {
        try {
            Experiment experiment = ExperimentReader.read(
                    tree,
                    workspace,
                    Overrides.none(),
                    source -> Optional.of(shape(source)));
            return new Draft.Checked(tree, experiment, List.of());
        } catch (InvalidExperiment e) {
            return new Draft.Checked(tree, null, e.problems());
        }
    }

    /** A configuration alone is no teacher: its weights must be there, too. They are not opened. */
    private ModelShape shape(String source) {
        StoredTeacher stored = teachers.find(source);
        stored.about();
        return stored.config().shape();
    }
}
