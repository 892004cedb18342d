package org.bertrim.engine.task.table;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.format.JsonTrouble;
import org.jspecify.annotations.Nullable;

/**
 * Rows of JSON Lines. Numbers and the words true and false are texts as they are written; null counts as not there; keys
 * that are no columns are passed over.
 */
final class JsonRows implements RowSource {

    private final TextLines lines;
    private final Map<String, Integer> places = new HashMap<>();

    /**
     * Rows with the values of these keys.
     *
     * @param columns keys in the order of the columns
     */
    JsonRows(TextLines lines, List<String> columns) {
        this.lines = lines;
        for (int i = 0; i < columns.size(); i++) {
            places.putIfAbsent(columns.get(i), i);
        }
    }

    @Override
    public @Nullable TableRow next() throws IOException {
        for (TextLine line = lines.next(); line != null; line = lines.next()) {
            if (!line.trouble().isEmpty()) {
                return TableRow.broken(line.number(), line.trouble());
            }
            if (!line.text().isBlank()) {
                return row(line);
            }
        }
        return null;
    }

    private TableRow row(TextLine line) {
        @Nullable String[] values = new String[places.size()];
        BitSet nested = null;
        try (JsonParser parser = Json.mapper().createParser(line.text())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return TableRow.broken(line.number(), "the line is no JSON object");
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                Integer place = places.get(parser.currentName());
                JsonToken token = parser.nextToken();
                if (token.isStructStart()) {
                    parser.skipChildren();
                    if (place != null) {
                        nested = nested == null ? new BitSet() : nested;
                        nested.set(place);
                        values[place] = token == JsonToken.START_OBJECT ? "{…}" : "[…]";
                    }
                } else if (place != null && token != JsonToken.VALUE_NULL) {
                    String value = parser.getText();
                    if (!isText(value)) {
                        return TableRow.broken(
                                line.number(), "there is a NUL or half of a surrogate pair in the line, as an escape");
                    }
                    values[place] = value;
                }
            }
            if (parser.nextToken() != null) {
                return TableRow.broken(line.number(), "there is more than one JSON value on the line");
            }
        } catch (JsonProcessingException e) {
            return TableRow.broken(line.number(), "the line is not valid JSON: " + reason(line.text()));
        } catch (IOException e) {
            return TableRow.broken(line.number(), "the line is not valid JSON");
        }
        return TableRow.of(line.number(), values, nested);
    }

    /** Escapes can write what no encoding can. */
    private static boolean isText(String value) {
        for (int i = 0; i < value.length(); i++) {
            char each = value.charAt(i);
            if (each == 0 || Character.isLowSurrogate(each)) {
                return false;
            }
            if (Character.isHighSurrogate(each) && (++i == value.length() || !Character.isLowSurrogate(value.charAt(i)))) {
                return false;
            }
        }
        return true;
    }

    /** Reads the line once more, from bytes, as the sentences for people need it. */
    private static String reason(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            Json.mapper().readTree(bytes);
            return "it cannot be read";
        } catch (JsonProcessingException e) {
            return JsonTrouble.reason(bytes, e);
        } catch (IOException e) {
            return "it is not UTF-8 text";
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
