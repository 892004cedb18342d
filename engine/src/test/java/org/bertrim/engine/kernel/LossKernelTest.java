package org.bertrim.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Losses and clipping against values computed by hand. */
class LossKernelTest {

    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    /** -ln of 1/2 and of e^2 / (1 + e^2): (0.693147 + 0.126928) / 2. */
    @Test
    void crossEntropyIsTheMeanOfTheRows() {
        try (Value logits = tensor(new Shape(2, 2), 3, 3, 0, 2);
                Value loss = Kernels.crossEntropy(logits, manager.create(new long[] {0, 1}))) {
            assertThat(loss.scalar(manager)).isCloseTo(0.4100377f, within(1e-6f));
        }
    }

    /** Softmax of (ln 3, 0) is (3/4, 1/4); log softmax of (0, ln 3) is (-ln 4, ln 3 - ln 4): 3/4·1.386294 + 1/4·0.287682; equal rows. */
    @Test
    void softCrossEntropySumsOverClassesAndAveragesRows() {
        float ln3 = (float) Math.log(3);
        try (Value student = tensor(new Shape(2, 2), 0, ln3, 0, ln3);
                Value teacher = tensor(new Shape(2, 2), ln3, 0, ln3, 0);
                Value loss = Kernels.softCrossEntropy(student, teacher)) {
            assertThat(loss.scalar(manager)).isCloseTo(1.1116412f, within(1e-6f));
        }
    }

    /** A student that equals its teacher is left with the teacher's entropy, ln 3 for three equal logits. */
    @Test
    void softCrossEntropyIsLeastAtTheTeachersEntropy() {
        try (Value student = tensor(new Shape(1, 3), 5, 5, 5);
                Value teacher = tensor(new Shape(1, 3), -2, -2, -2);
                Value loss = Kernels.softCrossEntropy(student, teacher)) {
            assertThat(loss.scalar(manager)).isCloseTo((float) Math.log(3), within(1e-6f));
        }
    }

    /** ((1-3)² + (2-2.5)²) / 2 = 2.125. */
    @Test
    void squaredErrorsAreMeans() {
        try (Value prediction = tensor(new Shape(2, 1), 1, 2);
                Value teacher = tensor(new Shape(2, 1), 3, 2.5f);
                Value label = Kernels.squaredError(prediction, manager.create(new float[] {3, 2.5f}));
                Value distilled = Kernels.squaredLogits(prediction, teacher)) {
            assertThat(label.scalar(manager)).isEqualTo(2.125f);
            assertThat(distilled.scalar(manager)).isEqualTo(2.125f);
        }
    }

    /** Two states of one token and two units: (1 + 4)/2 + (9 + 0)/2 = 7. */
    @Test
    void hiddenErrorSumsTheStates() {
        NDArray zero = manager.zeros(new Shape(1, 1, 2));
        try (Value student = Value.list(List.of(
                        manager.create(new float[] {1, 2}, new Shape(1, 1, 2)),
                        manager.create(new float[] {3, 0}, new Shape(1, 1, 2))));
                Value teacher = Value.list(List.of(zero, zero));
                Value none = Value.list(List.of());
                Value loss = Kernels.hiddenError(student, teacher, none)) {
            assertThat(loss.scalar(manager)).isEqualTo(7);
        }
    }

    /** Methods' pitfall 7: the scale must not depend on the share of padding. */
    @Test
    void paddingDoesNotChangeTheHiddenError() {
        Random random = new Random(1);
        float[] a = new float[2 * 3 * 4];
        float[] b = new float[2 * 3 * 4];
        for (int i = 0; i < a.length; i++) {
            a[i] = (float) random.nextGaussian();
            b[i] = (float) random.nextGaussian();
        }
        float[] widerA = new float[2 * 5 * 4];
        float[] widerB = new float[2 * 5 * 4];
        java.util.Arrays.fill(widerA, 100);
        for (int row = 0; row < 2; row++) {
            System.arraycopy(a, row * 12, widerA, row * 20, 12);
            System.arraycopy(b, row * 12, widerB, row * 20, 12);
        }
        boolean[] mask = {true, true, true, false, false, true, true, true, false, false};
        try (Value none = Value.list(List.of());
                Value padded = Value.list(List.of(manager.create(mask, new Shape(2, 5)).toType(DataType.BOOLEAN, false)));
                Value student = Value.list(List.of(manager.create(a, new Shape(2, 3, 4))));
                Value teacher = Value.list(List.of(manager.create(b, new Shape(2, 3, 4))));
                Value widerStudent = Value.list(List.of(manager.create(widerA, new Shape(2, 5, 4))));
                Value widerTeacher = Value.list(List.of(manager.create(widerB, new Shape(2, 5, 4))));
                Value loss = Kernels.hiddenError(student, teacher, none);
                Value wider = Kernels.hiddenError(widerStudent, widerTeacher, padded)) {
            assertThat(wider.scalar(manager)).isCloseTo(loss.scalar(manager), within(1e-6f));
            assertThat(loss.scalar(manager)).isGreaterThan(0.5f);
        }
    }

    /** The norm of (3, 4) and (12) is 13. */
    @Test
    void clippingScalesAllGradientsTogether() {
        NDArray one = manager.create(new float[] {3, 4});
        NDArray other = manager.create(new float[] {12});
        try (Value gradients = Value.list(List.of(one, other))) {
            try (Value norm = Kernels.clip(gradients, 26)) {
                assertThat(norm.scalar(manager)).isEqualTo(13);
            }
            assertThat(one.toFloatArray()).containsExactly(3, 4);
            Kernels.clip(gradients, 1.3).close();
            assertThat(one.toFloatArray()).containsExactly(new float[] {0.3f, 0.4f}, within(1e-6f));
            assertThat(other.toFloatArray()).containsExactly(new float[] {1.2f}, within(1e-6f));
        }
    }

    @Test
    void weightedAndScaledAreLinear() {
        try (Value a = tensor(new Shape(), 2);
                Value b = tensor(new Shape(), 5);
                Value sum = Kernels.weighted(a, 0.5, b, 3);
                Value scaled = Kernels.scaled(b, -2)) {
            assertThat(sum.scalar(manager)).isEqualTo(16);
            assertThat(scaled.scalar(manager)).isEqualTo(-10);
        }
    }

    private Value tensor(Shape shape, float... values) {
        return Value.of(manager.create(values, shape));
    }
}
