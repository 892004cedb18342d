package org.bertrim.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubnetworkTest {

    private static final ModelShape BERT_BASE = new ModelShape(12, 768, 12, 3072, 30522, 512, 2);

    /** Heads and neurons of BERT-base: DynaBERT's modeling_bert.py. */
    @ParameterizedTest
    @CsvSource({"1.0, 12, 3072", "0.75, 9, 2304", "0.5, 6, 1536", "0.25, 3, 768"})
    void keepsTheHeadsAndNeuronsOfTheReleasedCode(double width, int heads, int feedForward) {
        Subnetwork network = Subnetwork.of(BERT_BASE, width, 1.0, LayerRule.PAPER);

        assertThat(network.heads()).isEqualTo(heads);
        assertThat(network.feedForward()).isEqualTo(feedForward);
        assertThat(network.hidden()).isEqualTo(1.0);
        assertThat(network.layers()).hasSize(12);
    }

    /** The paper removes {3, 7, 11} and {1, 3, …, 11} of 12 layers (paper section 2.2 and its released code). */
    @Test
    void paperRuleDropsTheLayersOfThePaper() {
        assertThat(layers(0.75, LayerRule.PAPER)).containsExactly(1, 2, 4, 5, 6, 8, 9, 10, 12);
        assertThat(layers(0.5, LayerRule.PAPER)).containsExactly(2, 4, 6, 8, 10, 12);
        assertThat(layers(1.0, LayerRule.PAPER)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    }

    /** The released code removes {4, 8, 12} and {2, 4, …, 12} of 12 layers (paper section 2.2 and its released code). */
    @Test
    void releasedCodeRuleDropsTheLayersOfTheCode() {
        assertThat(layers(0.75, LayerRule.RELEASED_CODE)).containsExactly(1, 2, 3, 5, 6, 7, 9, 10, 11);
        assertThat(layers(0.5, LayerRule.RELEASED_CODE)).containsExactly(1, 3, 5, 7, 9, 11);
        assertThat(layers(1.0, LayerRule.RELEASED_CODE)).containsExactlyElementsOf(layers(1.0, LayerRule.PAPER));
    }

    @Test
    void quickTeachersFourLayersGiveThreeDepths() {
        assertThat(Subnetwork.keptLayers(4, 0.75, LayerRule.PAPER)).containsExactly(1, 2, 4);
        assertThat(Subnetwork.keptLayers(4, 0.5, LayerRule.PAPER)).containsExactly(2, 4);
        assertThat(Subnetwork.keptLayers(4, 0.75, LayerRule.RELEASED_CODE)).containsExactly(1, 2, 3);
        assertThat(Subnetwork.keptLayers(4, 0.5, LayerRule.RELEASED_CODE)).containsExactly(1, 3);
    }

    @Test
    void keepsAtLeastOneHeadAndOneLayer() {
        Subnetwork network = Subnetwork.of(BERT_BASE, 0.001, 0.001, LayerRule.PAPER);

        assertThat(network.heads()).isEqualTo(1);
        assertThat(network.feedForward()).isEqualTo(256);
        assertThat(network.layers()).containsExactly(12);
        assertThat(Subnetwork.keptLayers(12, 0.001, LayerRule.RELEASED_CODE)).containsExactly(1);
    }

    @Test
    void halfALayerRoundsUpAndAPartOfAHeadRoundsDown() {
        assertThat(Subnetwork.keptLayers(5, 0.5, LayerRule.PAPER)).hasSize(3);
        assertThat(Subnetwork.heads(12, 0.74)).isEqualTo(8);
    }

    /** Multipliers are written as decimals: 0.29 of 100 heads are 29, though 0.29 * 100 is below 29 in binary. */
    @Test
    void multipliersCountAsTheDecimalsThatTheyAreWrittenAs() {
        for (int thousandths = 1; thousandths <= 1000; thousandths++) {
            BigDecimal share = BigDecimal.valueOf(thousandths, 3);
            for (int count = 1; count <= 100; count++) {
                BigDecimal exact = share.multiply(BigDecimal.valueOf(count));
                int floor = exact.setScale(0, RoundingMode.FLOOR).intValueExact();
                int half = exact.setScale(0, RoundingMode.HALF_UP).intValueExact();
                assertThat(Subnetwork.heads(count, share.doubleValue())).isEqualTo(Math.max(1, floor));
                assertThat(Subnetwork.keptLayers(count, share.doubleValue(), LayerRule.PAPER))
                        .hasSize(Math.max(1, half));
            }
        }
    }

    @Test
    void refusesMultipliersThatAreNoShares() {
        for (double bad : new double[] {0.0, -0.5, 1.0001, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> Subnetwork.of(BERT_BASE, bad, 1.0, LayerRule.PAPER))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Subnetwork.of(BERT_BASE, 1.0, bad, LayerRule.PAPER))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void sameNetworkLooksAtWhatIsKept() {
        Subnetwork quarter = Subnetwork.of(BERT_BASE, 0.25, 1.0, LayerRule.PAPER);

        assertThat(quarter.sameNetwork(Subnetwork.of(BERT_BASE, 0.3, 1.0, LayerRule.RELEASED_CODE))).isTrue();
        assertThat(quarter.sameNetwork(Subnetwork.of(BERT_BASE, 0.5, 1.0, LayerRule.PAPER))).isFalse();
        assertThat(quarter.sameNetwork(Subnetwork.of(BERT_BASE, 0.25, 0.5, LayerRule.PAPER))).isFalse();
        assertThat(Subnetwork.full(BERT_BASE).heads()).isEqualTo(12);
    }

    @Property
    void everyNetworkFitsIntoItsModel(
            @ForAll @IntRange(min = 1, max = 64) int layerCount,
            @ForAll @IntRange(min = 1, max = 64) int heads,
            @ForAll @IntRange(min = 64, max = 8192) int feedForward,
            @ForAll @DoubleRange(min = 0, max = 1, minIncluded = false) double width,
            @ForAll @DoubleRange(min = 0, max = 1, minIncluded = false) double depth,
            @ForAll LayerRule rule) {
        ModelShape shape = new ModelShape(layerCount, heads * 8, heads, feedForward, 100, 128, 2);

        Subnetwork network = Subnetwork.of(shape, width, depth, rule);

        assertThat(network.heads()).isBetween(1, heads);
        assertThat(network.feedForward()).isBetween(1, feedForward);
        assertThat(new HashSet<>(network.layers())).hasSameSizeAs(network.layers());
        assertThat(network.layers()).isSorted().allMatch(layer -> layer >= 1 && layer <= layerCount);
        double exact = depth * layerCount;
        assertThat((double) network.layers().size()).isBetween(Math.max(1, exact - 0.5), exact + 1);
        if (rule == LayerRule.PAPER) {
            assertThat(network.layers()).endsWith(layerCount);
        } else {
            assertThat(network.layers()).startsWith(1);
        }
    }

    @Property
    void aWiderAndDeeperNetworkKeepsNoLess(
            @ForAll @DoubleRange(min = 0, max = 1, minIncluded = false) double one,
            @ForAll @DoubleRange(min = 0, max = 1, minIncluded = false) double other,
            @ForAll LayerRule rule) {
        Subnetwork small = Subnetwork.of(BERT_BASE, Math.min(one, other), Math.min(one, other), rule);
        Subnetwork large = Subnetwork.of(BERT_BASE, Math.max(one, other), Math.max(one, other), rule);

        assertThat(small.heads()).isLessThanOrEqualTo(large.heads());
        assertThat(small.feedForward()).isLessThanOrEqualTo(large.feedForward());
        assertThat(small.layers().size()).isLessThanOrEqualTo(large.layers().size());
    }

    @Property
    void multiplierOneKeepsEverything(
            @ForAll @IntRange(min = 1, max = 64) int layerCount,
            @ForAll @IntRange(min = 1, max = 64) int heads,
            @ForAll LayerRule rule) {
        Subnetwork network = Subnetwork.of(new ModelShape(layerCount, heads, heads, 100, 9, 9, 2), 1.0, 1.0, rule);

        assertThat(network.heads()).isEqualTo(heads);
        assertThat(network.feedForward()).isEqualTo(100);
        assertThat(network.layers()).hasSize(layerCount);
    }

    private static List<Integer> layers(double depth, LayerRule rule) {
        return Subnetwork.of(BERT_BASE, 1.0, depth, rule).layers();
    }
}
