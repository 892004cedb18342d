package org.bertrim.engine.format.torch;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.format.TensorSizes;
import org.bertrim.engine.format.TensorType;
import org.bertrim.engine.format.UnusableFile;
import org.bertrim.engine.format.torch.Pickle.Token;
import org.bertrim.engine.format.torch.Pickle.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a pickle may name: what builds tensors, their types, and ordered dictionaries. Any other name is refused as soon as it
 * stands in the file, before anything is done with it.
 */
final class Globals {

    private interface Body {
        Object call(List<Object> arguments) throws IOException;
    }

    private record Function(String name, Body body) implements Global {
        @Override
        public Object call(List<Object> arguments) throws IOException {
            return body.call(arguments);
        }
    }

    /** A type of elements, of a storage or of a tensor; not called. */
    record Typed(String name, ElementType type) implements Global {
        @Override
        public Object call(List<Object> arguments) throws IOException {
            throw refused(name);
        }
    }

    private static final String FROM_TYPE = "torch._tensor._rebuild_from_type_v2";
    private static final int MOST_AXES = 64;
    private static final Map<String, Global> KNOWN = new HashMap<>();

    static {
        function("collections.OrderedDict", Globals::dictionary);
        function("torch._utils._rebuild_tensor", arguments -> tensor(arguments, 4));
        function("torch._utils._rebuild_tensor_v2", arguments -> tensor(arguments, 6));
        function("torch._utils._rebuild_tensor_v3", Globals::typedTensor);
        function("torch._utils._rebuild_parameter", Globals::parameter);
        function("torch._utils._rebuild_parameter_with_state", Globals::parameter);
        function(FROM_TYPE, Globals::fromType);
        function("torch.Size", arguments -> argument(arguments, 0, Tuple.class));
        function("torch.device", arguments -> new Token("torch.device"));
        function("torch.serialization._get_layout", arguments -> new Token("torch.layout"));
        for (String type : List.of("torch.Tensor", "torch._tensor.Tensor", "torch.nn.parameter.Parameter")) {
            function(type, arguments -> {
                throw refused(type);
            });
        }
        elements("Float", "float32", TensorType.F32, 4);
        elements("Half", "float16", TensorType.F16, 2);
        elements("BFloat16", "bfloat16", TensorType.BF16, 2);
        elements("Double", "float64", TensorType.F64, 8);
        elements("Long", "int64", null, 8);
        elements("Int", "int32", null, 4);
        elements("Short", "int16", null, 2);
        elements("Char", "int8", null, 1);
        elements("Byte", "uint8", null, 1);
        elements("Bool", "bool", null, 1);
        typed("torch.uint16", null, 2);
        typed("torch.uint32", null, 4);
        typed("torch.uint64", null, 8);
        typed("torch.storage.UntypedStorage", null, 1);
    }

    private Globals() {}

    /**
     * The value of a name.
     *
     * @throws UnusableFile if it is none of those that tensors need
     */
    static Global named(String module, String name) throws UnusableFile {
        Global global = KNOWN.get(module + "." + name);
        if (global == null) {
            throw refused(module + "." + name);
        }
        return global;
    }

    static UnusableFile refused(String name) {
        return new UnusableFile(
                "it asks to run " + TensorSizes.shown(name) + ", which no file of tensors needs; nothing of it was run",
                "Get the weights from a source that you trust, best as safetensors.");
    }

    private static void function(String name, Body body) {
        KNOWN.put(name, new Function(name, body));
    }

    private static void elements(String storage, String type, @Nullable TensorType known, int bytes) {
        typed("torch." + storage + "Storage", known, bytes);
        typed("torch." + type, known, bytes);
    }

    private static void typed(String name, @Nullable TensorType known, int bytes) {
        KNOWN.put(name, new Typed(name, new ElementType(known, bytes)));
    }

    /** OrderedDict(), or OrderedDict(pairs), which uses the pairs up: nobody else has them, and copies of copies would never end. */
    private static Object dictionary(List<Object> arguments) throws IOException {
        Map<Object, Object> dictionary = new LinkedHashMap<>();
        if (!arguments.isEmpty()) {
            List<?> pairs = argument(arguments, 0, List.class);
            for (Object pair : pairs) {
                List<?> two = pair instanceof Tuple tuple ? tuple.values : pair instanceof List<?> list ? list : List.of();
                if (two.size() != 2) {
                    throw new UnusableFile("a dictionary in it is not made of pairs: it is damaged");
                }
                dictionary.put(Unpickler.key(two.get(0)), two.get(1));
            }
            pairs.clear();
        }
        return dictionary;
    }

    /** Storage, offset, size, strides, and what concerns gradients. */
    private static TorchTensor tensor(List<Object> arguments, int least) throws IOException {
        if (arguments.size() < least) {
            throw new UnusableFile("a tensor in it is described by " + arguments.size() + " values: it is damaged");
        }
        Storage storage = argument(arguments, 0, Storage.class);
        long offset = argument(arguments, 1, Long.class);
        return view(storage, offset, numbers(arguments, 2), numbers(arguments, 3));
    }

    /** As {@link #tensor}, with the type of its elements after that, on a storage of bytes. */
    private static TorchTensor typedTensor(List<Object> arguments) throws IOException {
        if (arguments.size() < 7) {
            throw new UnusableFile("a tensor in it is described by " + arguments.size() + " values: it is damaged");
        }
        Storage bytes = argument(arguments, 0, Storage.class);
        ElementType type = argument(arguments, 6, Typed.class).type();
        Storage storage = new Storage(type.type(), type.bytes(), bytes.key(), bytes.bytes() / type.bytes());
        return view(storage, argument(arguments, 1, Long.class), numbers(arguments, 2), numbers(arguments, 3));
    }

    private static TorchTensor view(Storage storage, long offset, long[] shape, long[] strides) throws UnusableFile {
        TorchTensor tensor = new TorchTensor(storage, offset, shape, strides);
        String trouble = trouble(tensor);
        if (!trouble.isEmpty()) {
            throw new UnusableFile("a tensor in it " + trouble + ": it is damaged");
        }
        try {
            StoredTensor.byteCount(TensorType.F64, shape); // a stride of 0 lets a small storage be a tensor of any size
        } catch (IllegalArgumentException e) {
            throw new UnusableFile("a tensor in it is damaged: " + e.getMessage());
        }
        return tensor;
    }

    /** Why a view does not lie within its storage; empty if it does. */
    private static String trouble(TorchTensor tensor) {
        if (tensor.shape().length != tensor.strides().length || tensor.offset() < 0) {
            return "has no proper axes";
        }
        long last = tensor.offset();
        boolean empty = false;
        for (int axis = 0; axis < tensor.shape().length; axis++) {
            long length = tensor.shape()[axis];
            long stride = tensor.strides()[axis];
            if (length < 0 || stride < 0) {
                return "has an axis of length " + length + " and stride " + stride;
            }
            empty |= length == 0;
            if (length > 1) {
                long span = Math.multiplyHigh(length - 1, stride) == 0 ? (length - 1) * stride : -1;
                if (span < 0 || span > Long.MAX_VALUE - last) {
                    return "ends beyond its storage";
                }
                last += span;
            }
        }
        return empty || last < tensor.storage().count() ? "" : "ends beyond its storage";
    }

    /** A parameter is its tensor. */
    private static Object parameter(List<Object> arguments) throws IOException {
        return argument(arguments, 0, TorchTensor.class);
    }

    /** A tensor with attributes: function, type, the function's arguments, attributes. */
    private static Object fromType(List<Object> arguments) throws IOException {
        Global function = argument(arguments, 0, Global.class);
        if (function.name().equals(FROM_TYPE)) { // else a nest of them could be endless
            throw new UnusableFile("a tensor in it is described by itself: it is damaged");
        }
        return function.call(argument(arguments, 2, Tuple.class).values);
    }

    private static long[] numbers(List<Object> arguments, int index) throws IOException {
        List<Object> values = argument(arguments, index, Tuple.class).values;
        if (values.size() > MOST_AXES) {
            throw new UnusableFile("a tensor in it has " + values.size() + " axes: it is damaged");
        }
        long[] numbers = new long[values.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = argument(values, i, Long.class);
        }
        return numbers;
    }

    private static <T> T argument(List<Object> arguments, int index, Class<T> type) throws IOException {
        Object value = index < arguments.size() ? arguments.get(index) : null;
        if (!type.isInstance(value)) {
            throw new UnusableFile("a description in it has a value of the wrong kind: it is damaged");
        }
        return type.cast(value);
    }
}
