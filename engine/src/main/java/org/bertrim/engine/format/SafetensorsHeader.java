package org.bertrim.engine.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The JSON header of a safetensors file: where each tensor lies, and nothing that contradicts the file.
 *
 * @param entries the tensors by name, in the order of their bytes
 * @param metadata free text by key
 */
record SafetensorsHeader(Map<String, Entry> entries, Map<String, String> metadata) {

    /** The key that holds the metadata and so cannot name a tensor. */
    static final String METADATA = "__metadata__";

    /** Larger headers are refused, as the format's reference reader does. */
    static final long MAX_BYTES = 100_000_000;

    /** One tensor; offsets count from the end of the header. */
    record Entry(TensorType type, long[] shape, long begin, long end) {}

    /** A header that contradicts itself or the file; the message is the reason in plain words. */
    static final class InvalidHeader extends Exception {

        private static final long serialVersionUID = 1L;

        InvalidHeader(String reason) {
            super(reason);
        }
    }

    /** Lays tensors out: widest elements first, so that every element is aligned, then by name. */
    static SafetensorsHeader layOut(Map<String, StoredTensor> tensors, Map<String, String> metadata) {
        List<Map.Entry<String, StoredTensor>> order = new ArrayList<>(tensors.entrySet());
        order.sort(Comparator.<Map.Entry<String, StoredTensor>>comparingInt(e -> -e.getValue().type().bytes())
                .thenComparing(Map.Entry::getKey));
        Map<String, Entry> entries = new LinkedHashMap<>();
        long offset = 0;
        for (Map.Entry<String, StoredTensor> each : order) {
            if (each.getKey().equals(METADATA)) {
                throw new IllegalArgumentException("a tensor cannot be named " + METADATA);
            }
            StoredTensor tensor = each.getValue();
            long end = offset + tensor.sizeBytes();
            entries.put(each.getKey(), new Entry(tensor.type(), tensor.shape(), offset, end));
            offset = end;
        }
        return new SafetensorsHeader(entries, new TreeMap<>(metadata));
    }

    /** The header in UTF-8, filled with spaces to a multiple of eight bytes. */
    byte[] encode() {
        ObjectNode json = Json.mapper().createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode texts = json.putObject(METADATA);
            metadata.forEach(texts::put);
        }
        entries.forEach((name, entry) -> {
            ObjectNode node = json.putObject(name);
            node.put("dtype", entry.type().name());
            ArrayNode shape = node.putArray("shape");
            for (long length : entry.shape()) {
                shape.add(length);
            }
            node.putArray("data_offsets").add(entry.begin()).add(entry.end());
        });
        byte[] text = Json.line(json).getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(text, (text.length + 7) / 8 * 8);
        Arrays.fill(padded, text.length, padded.length, (byte) ' ');
        return padded;
    }

    /**
     * Reads a header.
     *
     * @param bytes the JSON text
     * @param dataBytes bytes that follow the header in the file; the tensors must fill them without gap or overlap
     */
    static SafetensorsHeader decode(ByteBuffer bytes, long dataBytes) throws InvalidHeader {
        JsonNode json = parse(bytes);
        Map<String, String> metadata = new LinkedHashMap<>();
        List<Map.Entry<String, Entry>> order = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property : json.properties()) {
            if (property.getKey().equals(METADATA)) {
                readMetadata(property.getValue(), metadata);
            } else {
                order.add(Map.entry(property.getKey(), readEntry(property.getKey(), property.getValue())));
            }
        }
        order.sort(Comparator.<Map.Entry<String, Entry>>comparingLong(e -> e.getValue().begin())
                .thenComparingLong(e -> e.getValue().end()));
        Map<String, Entry> entries = new LinkedHashMap<>();
        long expected = 0;
        for (Map.Entry<String, Entry> each : order) {
            Entry entry = each.getValue();
            String tensor = "tensor " + each.getKey();
            if (entry.end() > dataBytes) {
                throw new InvalidHeader(tensor + " ends at byte " + entry.end() + " of the data, but the file holds "
                        + "only " + dataBytes + ": it is truncated or damaged");
            }
            if (entry.begin() < expected) {
                throw new InvalidHeader(tensor + " overlaps the tensor before it");
            }
            if (entry.begin() > expected) {
                throw new InvalidHeader("there is a gap of " + (entry.begin() - expected) + " bytes before " + tensor);
            }
            expected = entry.end();
            entries.put(each.getKey(), entry);
        }
        if (expected != dataBytes) {
            throw new InvalidHeader((dataBytes - expected) + " bytes after the last tensor belong to none");
        }
        return new SafetensorsHeader(entries, metadata);
    }

    private static JsonNode parse(ByteBuffer bytes) throws InvalidHeader {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new InvalidHeader("the header is not UTF-8 text");
        }
        if (!text.startsWith("{")) {
            throw new InvalidHeader("the header does not begin with a brace");
        }
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new InvalidHeader("the header is not valid JSON: "
                    + JsonTrouble.reason(text.getBytes(StandardCharsets.UTF_8), e));
        }
    }

    private static void readMetadata(JsonNode node, Map<String, String> metadata) throws InvalidHeader {
        if (!node.isObject()) {
            throw new InvalidHeader(METADATA + " is not an object");
        }
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            if (!property.getValue().isTextual()) {
                throw new InvalidHeader(METADATA + "." + property.getKey() + " is not a text");
            }
            metadata.put(property.getKey(), property.getValue().textValue());
        }
    }

    private static Entry readEntry(String name, JsonNode node) throws InvalidHeader {
        JsonNode dtype = node.path("dtype");
        JsonNode shape = node.path("shape");
        JsonNode offsets = node.path("data_offsets");
        if (!dtype.isTextual() || !shape.isArray() || !offsets.isArray() || offsets.size() != 2) {
            throw new InvalidHeader("tensor " + name + " lacks dtype, shape or data_offsets");
        }
        TensorType type = type(name, dtype.textValue());
        long[] lengths = new long[shape.size()];
        for (int axis = 0; axis < lengths.length; axis++) {
            lengths[axis] = whole(name, "shape", shape.get(axis));
        }
        long begin = whole(name, "data_offsets", offsets.get(0));
        long end = whole(name, "data_offsets", offsets.get(1));
        if (end < begin) {
            throw new InvalidHeader("tensor " + name + " ends before it begins");
        }
        long expected;
        try {
            expected = StoredTensor.byteCount(type, lengths);
        } catch (IllegalArgumentException e) {
            throw new InvalidHeader("tensor " + name + ": " + e.getMessage());
        }
        if (end - begin != expected) {
            throw new InvalidHeader("tensor " + name + " has " + (end - begin) + " bytes, but " + type + " of shape "
                    + shape + " needs " + expected);
        }
        return new Entry(type, lengths, begin, end);
    }

    private static TensorType type(String name, String dtype) throws InvalidHeader {
        for (TensorType type : TensorType.values()) {
            if (type.name().equals(dtype)) {
                return type;
            }
        }
        throw new InvalidHeader("tensor " + name + " has the unknown type " + dtype + "; known are "
                + List.of(TensorType.values()));
    }

    private static long whole(String name, String key, JsonNode node) throws InvalidHeader {
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 0) {
            throw new InvalidHeader("tensor " + name + ": " + key + " holds " + node + ", not a whole number from 0");
        }
        return node.longValue();
    }
}
