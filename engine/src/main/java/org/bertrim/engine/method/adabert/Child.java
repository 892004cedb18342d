package org.bertrim.engine.method.adabert;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.CellKernels;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Value;
import org.bertrim.engine.model.Architecture;
import org.bertrim.engine.model.BertModel;
import org.bertrim.engine.model.CellConfig;
import org.bertrim.engine.model.CellModel;
import org.bertrim.engine.model.CellParameters;

/**
 * Takes the small network of an architecture out of a searched one: kept operations with their weights and statistics, the deepest head,
 * and token tables that are multiplied by the projection, so that nothing is as wide as the teacher.
 */
final class Child {

    private Child() {}

    /** The small network's weights. */
    static Map<String, StoredTensor> inherit(CellModel searched, Architecture architecture, NDManager parent) {
        CellConfig small = searched.config().child(architecture);
        Map<String, NDArray> from = searched.arrays();
        Map<String, StoredTensor> weights = new LinkedHashMap<>();
        try (NDManager manager = parent.newSubManager();
                Value tables = CellKernels.tables(
                        from.get(CellParameters.WORD),
                        from.get(CellParameters.POSITION),
                        from.get(CellParameters.PROJECTION),
                        from.get(CellParameters.PROJECTION_BIAS));
                Value word = Kernels.element(tables, 0);
                Value position = Kernels.element(tables, 1)) {
            small.tensors().keySet().forEach(name -> {
                if (name.equals(CellParameters.WORD)) {
                    weights.put(name, BertModel.stored(word.array(manager)));
                } else if (name.equals(CellParameters.POSITION)) {
                    weights.put(name, BertModel.stored(position.array(manager)));
                } else {
                    weights.put(name, BertModel.stored(from.get(name)));
                }
            });
        }
        return weights;
    }
}
