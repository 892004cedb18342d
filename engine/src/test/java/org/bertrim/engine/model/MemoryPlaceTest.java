package org.bertrim.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.kernel.Value;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where in memory weights and inputs happen to lie must not show in a single bit of loss or gradients. */
class MemoryPlaceTest {

    private static final BertConfig CONFIG = BertConfig.of(new ModelShape(2, 384, 12, 1536, 500, 64, 2), 1e-12, 2);

    @ParameterizedTest
    @EnumSource(Precision.class)
    void gradientsDoNotDependOnAddresses(Precision precision) {
        Map<String, StoredTensor> weights = RandomWeights.of(CONFIG, 1, 0.05);
        Random random = new Random(2);
        List<Map<String, Long>> digests = new ArrayList<>();
        Kernels.threads(1);
        try (NDManager manager = NDManager.newBaseManager()) {
            for (int round = 0; round < 12; round++) {
                // Freed blocks of megabytes make the allocator serve later ones from its heap instead of whole pages.
                List<ByteBuffer> holes = new ArrayList<>();
                for (int i = 0; i < 60; i++) {
                    ByteBuffer hole = ByteBuffer.allocateDirect(16 + random.nextInt(1 << (4 + random.nextInt(19))));
                    if (random.nextBoolean()) {
                        holes.add(hole);
                    }
                }
                System.gc();
                digests.add(digest(manager, weights, precision));
                holes.clear();
            }
        }
        for (Map<String, Long> each : digests) {
            assertThat(each).isEqualTo(digests.get(0));
        }
    }

    private static Map<String, Long> digest(NDManager manager, Map<String, StoredTensor> weights, Precision precision) {
        Random random = new Random(3);
        int rows = 12;
        int tokens = 21;
        long[] ids = random.longs(rows * tokens, 0, CONFIG.vocabulary()).toArray();
        float[] mask = new float[rows * tokens];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = i % tokens < 9 + i / tokens ? 1 : 0;
        }
        Map<String, Long> digests = new LinkedHashMap<>();
        try (BertModel model = new BertModel(manager, CONFIG, weights, precision);
                NDManager own = manager.newSubManager();
                Inputs inputs = Inputs.of(own, rows, tokens, ids, new long[ids.length], mask)) {
            NDArray labels = own.create(random.longs(rows, 0, 2).toArray());
            Map<String, NDArray> gradients = new LinkedHashMap<>();
            model.parameters().forEach((name, array) -> gradients.put(name, own.zeros(array.getShape())));
            for (double width : new double[] {1.0, 0.5}) {
                Network network = Network.of(Subnetwork.of(CONFIG.shape(), width, 1, LayerRule.PAPER));
                Kernels.seed(4);
                try (Value list = Value.list(List.copyOf(gradients.values()));
                        ForwardPass pass = model.train(network, inputs, 0.1);
                        Value loss = Kernels.crossEntropy(pass.logits(), labels)) {
                    pass.backward(loss, list);
                    digests.put("loss " + width, (long) Float.floatToRawIntBits(loss.scalar(own)));
                }
                gradients.forEach((name, array) -> digests.put(name + " " + width, crc(array.toByteBuffer())));
            }
        }
        return digests;
    }

    private static long crc(ByteBuffer bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }
}
