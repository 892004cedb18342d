package org.bertrim.engine.format.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.bertrim.engine.format.Allocation;
import org.bertrim.engine.format.UnusableFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pickles letter by letter. The codes: {@code (} mark, {@code c} global, {@code R} reduce, {@code i} inst, {@code o} obj, {@code b} build,
 * {@code t} tuple, {@code S} text, {@code q} into the memo, {@code h} out of it, {@code .} stop; see Python's pickletools.
 */
class UnpicklerTest {

    private static Object read(String pickle) throws IOException {
        return read(pickle.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Object read(byte[] pickle) throws IOException {
        return Unpickler.read(new ByteArrayInputStream(pickle), pickle.length).value();
    }

    /** Every way of Python to have something called. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cos\nsystem\n(S'touch x'\ntR.", // GLOBAL, REDUCE
                "\u0080\u0004\u008c\u0002os\u008c\u0006system\u0093\u008c\u0001x\u0085R.", // STACK_GLOBAL
                "(S'touch x'\nios\nsystem\n.", // INST
                "(cos\nsystem\nS'touch x'\no.", // OBJ
                "\u0080\u0002cos\nsystem\nS'touch x'\n\u0085\u0081.", // NEWOBJ
                "\u0080\u0004cos\nsystem\nS'touch x'\n\u0085}\u0092.", // NEWOBJ_EX
                "}S'a'\ncos\nsystem\ns.", // as a value that nobody calls
            })
    void aPickleThatAsksForCodeIsRefusedByItsName(String pickle) {
        assertThatThrownBy(() -> read(pickle))
                .isInstanceOf(UnusableFile.class)
                .hasMessageContaining("it asks to run os.system")
                .hasMessageContaining("nothing of it was run");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "builtins.eval", "builtins.getattr", "__builtin__.exec", "posix.system", "torch.load", "torch.hub.load",
                "torch.nn.modules.linear.Linear", "collections.Counter", "functools.partial", "_codecs.encode",
                "numpy.core.multiarray._reconstruct", "argparse.Namespace", "torch._utils._rebuild_qtensor"
            })
    void whatIsNotKnownIsRefusedHoweverHarmless(String name) {
        String module = name.substring(0, name.lastIndexOf('.'));

        assertThatThrownBy(() -> read("c" + module + "\n" + name.substring(module.length() + 1) + "\n."))
                .isInstanceOf(UnusableFile.class)
                .hasMessageContaining("it asks to run " + name);
    }

    /** __setstate__ and __dict__ of whatever could be built. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "]}b.", "S'a'\n}b.", "ctorch\nFloatStorage\n}b.", "ctorch._utils\n_rebuild_tensor_v2\n}b.",
                "ccollections\nOrderedDict\n)RS'a'\nb.", "ctorch\ndevice\nS'cpu'\n\u0085R}b."
            })
    void statesAreSetOfDictionariesOnly(String pickle) {
        assertThatThrownBy(() -> read(pickle))
                .isInstanceOf(UnusableFile.class)
                .hasMessageContaining("code that sets the state of an object");
    }

    @Test
    void typesAreNotCalled() {
        for (String type : List.of("torch\nTensor", "torch.nn.parameter\nParameter", "torch\nFloatStorage", "torch\nfloat32")) {
            assertThatThrownBy(() -> read("c" + type + "\n)R."))
                    .isInstanceOf(UnusableFile.class)
                    .hasMessageContaining("it asks to run " + type.replace('\n', '.'));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0082\u0001.", "\u0083\u0001\u0001.", "\u0084\u0001\u0000\u0000\u0000."})
    void extensionsAreRefused(String pickle) {
        assertThatThrownBy(() -> read(pickle)).isInstanceOf(UnusableFile.class).hasMessageContaining("extension");
    }

    @Test
    void plainValuesOfEveryProtocolAreBuilt() throws IOException {
        assertThat(read("(lp0\nI1\naI-2\naI01\naI00\naL12345678901234567890L\naF1.5\naS'text'\naVw\u00c3\u00bcrde\naNa."))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .startsWith(1L, -2L, true, false, new BigInteger("12345678901234567890"), 1.5, "text", "w\u00fcrde")
                .endsWith(Pickle.NONE);
        assertThat(read("\u0080\u0002](K\u00ffM\u0001\u0002J\u00fe\u00ff\u00ff\u00ff\u008a\u0002\u0000\u0080\u008a\u0000"
                        + "G?\u00f8\u0000\u0000\u0000\u0000\u0000\u0000\u0088\u0089X\u0002\u0000\u0000\u0000\u00c3\u00bce."))
                .isEqualTo(List.of(255L, 513L, -2L, -32768L, 0L, 1.5, true, false, "\u00fc"));
        assertThat(read("\u0080\u0004\u0095\u0010\u0000\u0000\u0000\u0000\u0000\u0000\u0000}\u0094(\u008c\u0001a\u0094K\u0001h\u0001K\u0002"
                        + "K\u0003]u."))
                .isEqualTo(Map.of("a", 2L, 3L, List.of()));
        assertThat(read("ccollections\nOrderedDict\n((lp0\n(lp1\nS'a'\naI1\naatR."))
                .isEqualTo(new LinkedHashMap<>(Map.of("a", 1L)));
        assertThat(read("ccollections\nOrderedDict\n)R}b.")).isEqualTo(Map.of());
    }

    /** A list of two of a list of two and so on is small as long as nobody goes through it. */
    @Test
    void valuesThatDoubleStaySmall() throws IOException {
        StringBuilder pickle = new StringBuilder("]q\u0000");
        for (int level = 0; level < 1000; level++) {
            pickle.append("(h\u0000h\u0000lq\u0000");
        }
        assertThat(((List<?>) read(pickle + "."))).hasSize(2);
        assertThatThrownBy(() -> read(pickle.toString().replace('l', 't') + "}h\u0000I1\ns."))
                .isInstanceOf(UnusableFile.class)
                .hasMessageContaining("keys that are neither texts nor numbers");
    }

    /** Made of the same pairs again and again, copies would have no end. */
    @Test
    void pairsAreUsedUp() throws IOException {
        String pairs = "(lq\u0000(S'a'\nI1\ntah\u0000";
        String again = "(lccollections\nOrderedDict\nh\u0000\u0085Raccollections\nOrderedDict\nh\u0000\u0085Ra.";

        assertThat(read(pairs + "0" + again)).isEqualTo(List.of(Map.of("a", 1L), Map.of()));
    }

    @Test
    void aNestOfDescriptionsIsRefused() {
        String type = "ctorch._tensor\n_rebuild_from_type_v2\n";
        StringBuilder nest = new StringBuilder();
        for (int level = 0; level < 50_000; level++) {
            nest.append('(').append(type).append("ctorch\nTensor\n");
        }
        nest.append(")}t").append("}t".repeat(49_999));

        assertThatThrownBy(() -> read(type + nest + "R."))
                .isInstanceOf(UnusableFile.class)
                .hasMessageContaining("described by itself");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X\u00ff\u00ff\u00ff\u007f.", "T\u00ff\u00ff\u00ff\u00ff.", "B\u00ff\u00ff\u00ff\u00ff.",
                "\u008d\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f.", "\u008e\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0080.",
                "\u0096\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff.", "\u008b\u00ff\u00ff\u00ff\u007f."
            })
    void lengthsThatCannotBeTakeNoMemory(String pickle) {
        Allocation allocation = new Allocation();

        Throwable refusal = catchThrowable(() -> read(pickle));

        assertThat(allocation.bytes()).isLessThan(1 << 24); // the first use of classes takes some
        assertThat(refusal).isInstanceOf(UnusableFile.class).hasMessageContaining("it is damaged");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", ".", "0.", "1.", "2.", "R.", "t.", "(R.", "a.", "]a.", "}s.", "]I1\nu.", "}(I1\nu.", "h\u0005.", "q\u0000.", "\u0093.",
                "\u0081.", "b.", "(o.", "I1x\n.", "Fx\n.", "S\n.", "((.", "\u0087.", "]Q.", "Pa\n.", "\u00fe.", "\u0080\u0006.", "(dR.", "\u0097.",
                "ctorch._utils\n_rebuild_tensor_v2\n)R.", "ctorch._utils\n_rebuild_parameter\n]\u0085R.", "g99\n.", "gx\n."
            })
    void whatIsNoProgramIsDamaged(String pickle) {
        assertThatThrownBy(() -> read(pickle)).isInstanceOf(UnusableFile.class).hasMessageNotContaining("null");
    }

    @Test
    void programsWithoutEndAreCutOff() {
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        List<byte[]> steps = new ArrayList<>(List.of(new byte[] {'N', '0'}));
        for (int i = 0; i < 600_000; i++) {
            pickle.writeBytes(steps.get(0));
        }

        assertThatThrownBy(() -> read(pickle.toByteArray())).isInstanceOf(UnusableFile.class).hasMessageContaining("1000000 steps");
    }

    /** Storage "0" of 6 floats; then a view of it. */
    private static String tensor(String offset, String shape, String strides) {
        return "ctorch._utils\n_rebuild_tensor_v2\n((S'storage'\nctorch\nFloatStorage\nS'0'\nS'cpu'\nI6\ntQ" + offset + shape + strides
                + "I00\nccollections\nOrderedDict\n)RtR.";
    }

    @Test
    void viewsLieWithinTheirStorage() throws IOException {
        assertThat(read(tensor("I0\n", "(I2\nI3\nt", "(I3\nI1\nt"))).isInstanceOf(TorchTensor.class);
        assertThat(read(tensor("I5\n", "(I1\nI1\nt", "(I9\nI9\nt"))).isInstanceOf(TorchTensor.class);
        assertThat(read(tensor("I6\n", "(I0\nt", "(I1\nt"))).isInstanceOf(TorchTensor.class);
        List<String> outside = List.of(
                tensor("I1\n", "(I2\nI3\nt", "(I3\nI1\nt"),
                tensor("I-1\n", "(I2\nt", "(I1\nt"),
                tensor("I0\n", "(I2\nt", "(I-1\nt"),
                tensor("I0\n", "(I-2\nt", "(I1\nt"),
                tensor("I0\n", "(I2\nt", "(I9223372036854775807\nt"),
                tensor("I0\n", "(I9223372036854775807\nt", "(I9223372036854775807\nt"),
                tensor("I0\n", "(I3\nI4611686018427387904\nt", "(I1\nI4\nt"),
                tensor("I0\n", "(I4294967296\nI4294967296\nt", "(I0\nI0\nt"),
                tensor("I0\n", "(I2\nI2\nt", "(I1\nt"),
                tensor("I0\n", "(S'a'\nt", "(I1\nt"),
                tensor("L12345678901234567890L\n", "(I1\nt", "(I1\nt"),
                tensor("I0\n", "(" + "I1\n".repeat(65) + "t", "(" + "I1\n".repeat(65) + "t"));
        for (String pickle : outside) {
            assertThatThrownBy(() -> read(pickle)).describedAs(pickle).isInstanceOf(UnusableFile.class).hasMessageContaining("damaged");
        }
    }

    @Test
    void aStorageIsDescribedInOneWay() {
        String one = "(S'storage'\nctorch\nFloatStorage\nS'0'\nS'cpu'\nI6\ntQ";
        assertThatThrownBy(() -> read("]" + one + "a" + one.replace("I6", "I7") + "a."))
                .isInstanceOf(UnusableFile.class)
                .hasMessageContaining("storage 0 is described in two ways");
        for (String id : List.of(one.replace("'storage'", "'module'"), one.replace("I6", "I-6"), one.replace("I6", "N"),
                one.replace("ctorch\nFloatStorage\n", "N"), one.replace("S'0'", "I0"), one.replace("S'cpu'\n", ""))) {
            assertThatThrownBy(() -> read(id + ".")).describedAs(id).isInstanceOf(UnusableFile.class);
        }
    }
}
