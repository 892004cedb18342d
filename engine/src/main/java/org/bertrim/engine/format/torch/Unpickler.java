package org.bertrim.engine.format.torch;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.format.TensorSizes;
import org.bertrim.engine.format.UnusableFile;
import org.bertrim.engine.format.torch.Pickle.Tuple;

/**
 * Runs a pickle of protocol 0 to 5, the little program of a stack machine that Python objects are stored as, and builds of it lists,
 * tuples, dictionaries, texts, numbers and tensors, nothing else.
 *
 * <p>A pickle can name any function of any Python module and have it called. Here a name leads to the few functions of {@link Globals} or
 * the file is refused. Texts, steps and values are counted; keys of dictionaries are texts or numbers, so that no nest of shared values is
 * ever gone through.
 *
 * <p>Source: the comments of Python's pickletools.
 */
final class Unpickler {

    private static final int MOST_STEPS = 1_000_000;
    private static final int MOST_TEXT = 16 << 20;
    private static final int HIGHEST_PROTOCOL = 5;
    private static final int MOST_DIGITS = 256;

    /** Marks a place on the stack. */
    private static final Object MARK = new Object();

    private final PickleInput in;
    private final List<Object> stack = new ArrayList<>();
    private final Map<Long, Object> memo = new HashMap<>();

    private final Map<String, Storage> storages = new LinkedHashMap<>();

    /**
     * What a pickle builds.
     *
     * @param value its last value
     * @param storages what its tensors lie in, by key
     */
    record Result(Object value, Map<String, Storage> storages) {}

    private Unpickler(PickleInput in) {
        this.in = in;
    }

    /**
     * Reads one pickle, to its end and not beyond.
     *
     * @param in buffered
     * @param fileBytes size of the whole file
     * @throws UnusableFile if it is damaged, too large, or names anything but tensors
     */
    static Result read(InputStream in, long fileBytes) throws IOException {
        Unpickler machine = new Unpickler(new PickleInput(in, Math.min(MOST_TEXT, fileBytes)));
        for (int step = 0; step < MOST_STEPS; step++) {
            int code = machine.in.one();
            if (code == '.') {
                return new Result(machine.pop(), machine.storages);
            }
            machine.step(code);
        }
        throw new UnusableFile("it describes its tensors in over " + MOST_STEPS + " steps");
    }

    private void step(int code) throws IOException {
        switch (code) {
            case 0x80 -> protocol(in.one());
            case 0x95 -> in.number(8); // length of a frame, of use to whoever reads in pieces
            case '(' -> stack.add(MARK);
            case '0' -> drop();
            case '1' -> popMark();
            case '2' -> push(top());
            case 'N' -> push(Pickle.NONE);
            case 0x88 -> push(true);
            case 0x89 -> push(false);
            case 'I' -> push(intLine(in.line()));
            case 'L' -> push(longLine(in.line()));
            case 'F' -> push(floatLine(in.line()));
            case 'J' -> push((long) (int) in.number(4));
            case 'K' -> push(in.number(1));
            case 'M' -> push(in.number(2));
            case 0x8a -> push(integer(in.number(1)));
            case 0x8b -> push(integer(in.number(4)));
            case 'G' -> push(Double.longBitsToDouble(Long.reverseBytes(in.number(8))));
            case 'S' -> push(quoted(in.line()));
            case 'V' -> push(in.line());
            case 'T', 'X' -> push(in.text(in.number(4)));
            case 'U', 0x8c -> push(in.text(in.number(1)));
            case 0x8d -> push(in.text(in.number(8)));
            case 'B' -> push(in.bytes(in.number(4)));
            case 'C' -> push(in.bytes(in.number(1)));
            case 0x8e, 0x96 -> push(in.bytes(in.number(8)));
            case ']' -> push(new ArrayList<>());
            case 'l' -> push(new ArrayList<>(popMark()));
            case 'a' -> append(List.of(pop()));
            case 'e' -> append(popMark());
            case ')' -> push(new Tuple(List.of()));
            case 't' -> push(new Tuple(popMark()));
            case 0x85 -> push(new Tuple(popLast(1)));
            case 0x86 -> push(new Tuple(popLast(2)));
            case 0x87 -> push(new Tuple(popLast(3)));
            case '}' -> push(new LinkedHashMap<>());
            case 'd' -> {
                List<Object> pairs = popMark();
                push(new LinkedHashMap<>());
                put(pairs);
            }
            case 's' -> put(popLast(2));
            case 'u' -> put(popMark());
            case 'g' -> recall(number(in.line()));
            case 'h' -> recall(in.number(1));
            case 'j' -> recall(in.number(4));
            case 'p' -> memo.put(number(in.line()), top());
            case 'q' -> memo.put(in.number(1), top());
            case 'r' -> memo.put(in.number(4), top());
            case 0x94 -> memo.put((long) memo.size(), top());
            case 'Q' -> push(storage(pop()));
            case 'P' -> throw new UnusableFile("it refers to a storage by text, as PyTorch never does");
            default -> call(code);
        }
    }

    /** The codes that name something or call what was named. */
    private void call(int code) throws IOException {
        switch (code) {
            case 'c' -> push(Globals.named(in.line(), in.line()));
            case 0x93 -> {
                List<Object> names = popLast(2);
                push(Globals.named(text(names.get(0)), text(names.get(1))));
            }
            case 'i' -> {
                Global global = Globals.named(in.line(), in.line());
                push(global.call(popMark()));
            }
            case 'o' -> {
                List<Object> values = popMark();
                push(global(values.isEmpty() ? MARK : values.get(0)).call(values.subList(1, values.size())));
            }
            case 'R', 0x81 -> {
                List<Object> both = popLast(2);
                push(global(both.get(0)).call(tuple(both.get(1))));
            }
            case 0x92 -> {
                List<Object> three = popLast(3);
                if (!(three.get(2) instanceof Map<?, ?> named) || !named.isEmpty()) {
                    throw damaged();
                }
                push(global(three.get(0)).call(tuple(three.get(1))));
            }
            case 'b' -> build();
            case 0x82, 0x83, 0x84 -> throw Globals.refused("an extension of Python's pickle");
            default -> throw new UnusableFile(
                    "there is the unknown code " + code + " in its description of tensors: it is damaged or something else");
        }
    }

    /** Attributes of an ordered dictionary, as the versions of its modules, say nothing about tensors; nothing else has any. */
    private void build() throws IOException {
        Object state = pop();
        Object target = top();
        if (!(target instanceof Map) || !(state instanceof Map || state instanceof Tuple)) {
            throw Globals.refused("code that sets the state of an object");
        }
    }

    private static void protocol(int number) throws UnusableFile {
        if (number > HIGHEST_PROTOCOL) {
            throw new UnusableFile("it has pickle protocol " + number + ", this version reads up to " + HIGHEST_PROTOCOL);
        }
    }

    /** ('storage', type, key, device, count), in older files with a view of another storage after that. */
    private Storage storage(Object id) throws UnusableFile {
        List<Object> parts = id instanceof Tuple tuple ? tuple.values : List.of();
        boolean fits = parts.size() >= 5
                && "storage".equals(parts.get(0))
                && parts.get(1) instanceof Globals.Typed
                && parts.get(2) instanceof String
                && parts.get(4) instanceof Long count
                && count >= 0;
        if (!fits) {
            throw new UnusableFile("a reference to a storage in it is not as PyTorch writes it: it is damaged");
        }
        if (parts.size() > 5 && parts.get(5) != Pickle.NONE) {
            throw new UnusableFile(
                    "a storage in it is a part of another, as PyTorch wrote it before version 0.4",
                    "Load and save the file with a newer PyTorch.");
        }
        ElementType type = ((Globals.Typed) parts.get(1)).type();
        long count = (Long) parts.get(4);
        if (count > Long.MAX_VALUE / 16) {
            throw new UnusableFile("a storage in it claims " + count + " elements: it is damaged");
        }
        Storage storage = new Storage(type.type(), type.bytes(), (String) parts.get(2), count);
        if (!storage.equals(storages.computeIfAbsent(storage.key(), key -> storage))) {
            throw new UnusableFile("storage " + TensorSizes.shown(storage.key()) + " is described in two ways: it is damaged");
        }
        return storage;
    }

    private void push(Object value) {
        stack.add(value);
    }

    private Object top() throws UnusableFile {
        if (stack.isEmpty() || stack.get(stack.size() - 1) == MARK) {
            throw damaged();
        }
        return stack.get(stack.size() - 1);
    }

    private Object pop() throws UnusableFile {
        Object top = top();
        stack.remove(stack.size() - 1);
        return top;
    }

    private void drop() throws UnusableFile {
        if (stack.isEmpty()) {
            throw damaged();
        }
        stack.remove(stack.size() - 1);
    }

    private List<Object> popLast(int count) throws UnusableFile {
        int start = stack.size() - count;
        if (start < 0 || stack.subList(start, stack.size()).contains(MARK)) {
            throw damaged();
        }
        return popFrom(start);
    }

    private List<Object> popMark() throws UnusableFile {
        int start = stack.lastIndexOf(MARK);
        if (start < 0) {
            throw damaged();
        }
        List<Object> values = popFrom(start + 1);
        stack.remove(start);
        return values;
    }

    private List<Object> popFrom(int start) {
        List<Object> last = stack.subList(start, stack.size());
        List<Object> values = new ArrayList<>(last);
        last.clear();
        return values;
    }

    private void recall(long number) throws UnusableFile {
        Object value = memo.get(number);
        if (value == null) {
            throw damaged();
        }
        push(value);
    }

    @SuppressWarnings("unchecked")
    private void append(List<Object> values) throws UnusableFile {
        if (!(top() instanceof List<?> list)) {
            throw damaged();
        }
        ((List<Object>) list).addAll(values);
    }

    @SuppressWarnings("unchecked")
    private void put(List<Object> pairs) throws UnusableFile {
        if (!(top() instanceof Map<?, ?> map) || pairs.size() % 2 != 0) {
            throw damaged();
        }
        for (int i = 0; i < pairs.size(); i += 2) {
            ((Map<Object, Object>) map).put(key(pairs.get(i)), pairs.get(i + 1));
        }
    }

    /** What may be the key of a dictionary. */
    static Object key(Object value) throws UnusableFile {
        if (value instanceof String || value instanceof Number || value instanceof Boolean || value == Pickle.NONE) {
            return value;
        }
        throw new UnusableFile("a dictionary in it has keys that are neither texts nor numbers");
    }

    private static Global global(Object value) throws UnusableFile {
        if (value instanceof Global global) {
            return global;
        }
        throw damaged();
    }

    private static List<Object> tuple(Object value) throws UnusableFile {
        if (value instanceof Tuple tuple) {
            return tuple.values;
        }
        throw damaged();
    }

    private static String text(Object value) throws UnusableFile {
        if (value instanceof String text) {
            return text;
        }
        throw damaged();
    }

    private Object integer(long length) throws IOException {
        if (length > MOST_DIGITS) {
            throw new UnusableFile("a number in it has " + length + " bytes: it is damaged");
        }
        byte[] bytes = in.bytes(length);
        byte[] turned = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            turned[i] = bytes[bytes.length - 1 - i];
        }
        return plain(turned.length == 0 ? BigInteger.ZERO : new BigInteger(turned));
    }

    private static Object intLine(String line) throws UnusableFile {
        return switch (line) {
            case "00" -> false;
            case "01" -> true;
            default -> longLine(line);
        };
    }

    private static Object longLine(String line) throws UnusableFile {
        String digits = line.endsWith("L") ? line.substring(0, line.length() - 1) : line;
        if (digits.length() > MOST_DIGITS || !digits.matches("[+-]?[0-9]+")) {
            throw damaged();
        }
        return plain(new BigInteger(digits));
    }

    private static long number(String line) throws UnusableFile {
        if (longLine(line) instanceof Long number) {
            return number;
        }
        throw damaged();
    }

    private static Object plain(BigInteger number) {
        return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
    }

    private static Object floatLine(String line) throws UnusableFile {
        try {
            return Double.valueOf(line);
        } catch (NumberFormatException e) {
            throw damaged();
        }
    }

    /** A text in quotes; the few with escapes are no names of tensors, and stay as they stand. */
    private static Object quoted(String line) throws UnusableFile {
        String text = line.strip();
        if (text.length() < 2) {
            throw damaged();
        }
        return text.substring(1, text.length() - 1);
    }

    private static UnusableFile damaged() {
        return new UnusableFile("its description of tensors contradicts itself: it is damaged");
    }
}
