package org.bertrim.engine.training;

import java.util.Map;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.Value;

/** Changes the parameters of a model by their gradients, which it owns. */
public interface Optimizer extends AutoCloseable {

    /** Where gradients are added up, in the order of the parameters; owned by this optimizer. */
    Value gradients();

    /** Sets all gradients to zero. */
    void reset();

    /** Clips the gradients to {@code clipNorm}; returns their global L2 norm before. */
    double clip(double clipNorm);

    /** Changes the parameters; {@code number} counts steps from 1. */
    void step(long number, double rate);

    /** Copies out what it keeps between steps. */
    Map<String, StoredTensor> store();

    /** Puts back what {@link #store()} copied. */
    void load(Map<String, StoredTensor> state);

    @Override
    void close();
}
