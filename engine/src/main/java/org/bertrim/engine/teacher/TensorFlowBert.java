package org.bertrim.engine.teacher;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.format.FileTree;
import org.bertrim.engine.format.TensorFile;
import org.bertrim.engine.format.TensorSizes;
import org.bertrim.engine.format.UnusableFile;
import org.bertrim.engine.format.tensorflow.TensorBundle;

/** The parameters of a BERT in a checkpoint of TensorFlow, under Hugging Face's names and with matrices (out, in). */
final class TensorFlowBert implements TensorFile {

    private static final String REMEDY = "Convert it to a Hugging Face folder first.";

    private final TensorBundle bundle;
    private final Map<String, TensorFlowNames.Known> names = new LinkedHashMap<>();
    private final Map<String, long[]> shapes = new LinkedHashMap<>();

    TensorFlowBert(FileTree tree, String prefix) throws IOException {
        List<String> unknown = new ArrayList<>();
        this.bundle = new TensorBundle(tree, prefix, variable -> {
            TensorFlowNames.of(variable)
                    .ifPresentOrElse(known -> names.put(variable, known), () -> unknown.add(variable));
            return names.containsKey(variable);
        });
        for (Map.Entry<String, long[]> each : bundle.shapes().entrySet()) {
            TensorFlowNames.Known known = names.get(each.getKey());
            if (known.kernel() && each.getValue().length != 2) {
                throw new UnusableFile("variable " + each.getKey() + " is no matrix: it is damaged");
            }
            long[] shape = known.kernel() ? Matrices.transposed(each.getValue()) : each.getValue();
            if (shapes.put(known.name(), shape) != null) {
                throw new UnusableFile("there are two variables for " + known.name());
            }
        }
        if (shapes.isEmpty()) {
            throw unknown(unknown);
        }
    }

    private static UnusableFile unknown(List<String> variables) {
        if (variables.stream().anyMatch(name -> name.contains(".ATTRIBUTES"))) {
            return new UnusableFile("it is a checkpoint of objects, as Keras writes them, without BERT's names", REMEDY);
        }
        if (variables.stream().anyMatch(name -> name.contains("/transformer/group_"))) {
            return new UnusableFile("it is an ALBERT in TensorFlow's own names", REMEDY);
        }
        String first = variables.isEmpty() ? "none" : TensorSizes.shown(variables.get(0)) + " and others";
        return new UnusableFile("none of its variables has a name that Google's BERT uses; it has " + first, REMEDY);
    }

    @Override
    public long bytes() {
        return bundle.bytes();
    }

    @Override
    public Map<String, long[]> shapes() {
        return shapes;
    }

    @Override
    public void read(Sink sink) throws IOException {
        bundle.read((variable, tensor) -> {
            TensorFlowNames.Known known = names.get(variable);
            sink.accept(known.name(), known.kernel() ? Matrices.transposed(tensor) : tensor);
        });
    }
}
