package org.bertrim.engine.format;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says in the program's own words what keeps a text from being JSON, and where. The parser's words only tell which of these sentences
 * fits; where they tell nothing, the character that it stopped at is named.
 */
public final class JsonTrouble {

    private static final Pattern DUPLICATE = Pattern.compile("Duplicate field '(.*)'", Pattern.DOTALL);
    private static final Pattern TOKEN = Pattern.compile("(?:Unrecognized|Non-standard) token '([^']*)'");

    /** What the parser's message holds, and what to say then; the first that fits counts. */
    private static final Map<String, String> SENTENCES = new LinkedHashMap<>();

    static {
        SENTENCES.put("UTF-8", "it is not UTF-8 text");
        SENTENCES.put("Trailing token", "it should have ended before this");
        SENTENCES.put("comment", "JSON has no comments");
        SENTENCES.put("CTRL-CHAR", "a text must not hold line ends or tabs; write them as \\n and \\t");
        SENTENCES.put("escape", "no such character may follow a backslash");
        SENTENCES.put("numeric value", "a number is not written like this");
        SENTENCES.put("close marker", "this does not close what was opened before");
        SENTENCES.put("was expecting comma", "a comma is missing before this");
        SENTENCES.put("was expecting a colon", "a colon is missing before this");
        SENTENCES.put("start field name", "a key in double quotes must stand here");
    }

    private JsonTrouble() {}

    /** What is wrong and where, e.g. {@code line 3, column 7: a comma is missing before this}. */
    public static String describe(byte[] json, JsonProcessingException failure) {
        String place = place(json, failure);
        return (place.isEmpty() ? "" : place + ": ") + reason(json, failure);
    }

    /** The same of a text that was read as a stream; columns are bytes. */
    public static String describe(JsonProcessingException failure) {
        JsonLocation at = failure.getLocation();
        String place = at == null || at.getLineNr() < 1 ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
        return place + reason(new byte[0], failure);
    }

    /** Line and column in characters, counted from 1; empty if the parser does not know. */
    public static String place(byte[] json, JsonProcessingException failure) {
        JsonLocation at = failure.getLocation();
        if (at == null || at.getLineNr() < 1) {
            return "";
        }
        byte[] before = before(json, at);
        int column = new String(before, StandardCharsets.UTF_8).length() + 1;
        return "line " + at.getLineNr() + ", column " + column;
    }

    /** What is wrong, without the place. */
    public static String reason(byte[] json, JsonProcessingException failure) {
        if (!isUtf8(json)) {
            return "it is not UTF-8 text";
        }
        String said = String.valueOf(failure.getOriginalMessage());
        Matcher duplicate = DUPLICATE.matcher(said);
        if (duplicate.find()) {
            return "the key " + duplicate.group(1) + " stands twice in its object";
        }
        Matcher token = TOKEN.matcher(said);
        if (token.find()) {
            return token.group(1) + " is no text in double quotes, no number, and not true, false or null";
        }
        if (failure instanceof JsonEOFException) {
            return "it ends before it is complete";
        }
        if (failure instanceof StreamConstraintsException) {
            return "a number, a text or the nesting is longer than in any real file";
        }
        String next = next(json, failure);
        boolean closes = next.equals("}") || next.equals("]");
        if (closes && (said.contains("start field name") || said.contains("expected a value"))) {
            return "a comma must not stand before " + next;
        }
        return SENTENCES.entrySet().stream()
                .filter(entry -> said.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(next.isBlank() ? "something is missing here" : next + " cannot stand here");
    }

    private static boolean isUtf8(byte[] json) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** The character at the place, empty at the end. */
    private static String next(byte[] json, JsonProcessingException failure) {
        JsonLocation at = failure.getLocation();
        if (at == null || at.getLineNr() < 1) {
            return "";
        }
        int from = Math.min(json.length, lineStart(json, at.getLineNr()) + Math.max(0, at.getColumnNr() - 1));
        String rest = new String(json, from, Math.min(json.length - from, Character.BYTES * 2), StandardCharsets.UTF_8);
        return rest.isEmpty() ? "" : Character.toString(rest.codePointAt(0));
    }

    /** The bytes of the place's line in front of it; the parser counts columns in bytes. */
    private static byte[] before(byte[] json, JsonLocation at) {
        int start = lineStart(json, at.getLineNr());
        return Arrays.copyOfRange(json, start, Math.min(json.length, start + Math.max(0, at.getColumnNr() - 1)));
    }

    private static int lineStart(byte[] json, int line) {
        int position = 0;
        for (int number = 1; number < line && position < json.length; position++) {
            boolean carriageReturn = json[position] == '\r' && !(position + 1 < json.length && json[position + 1] == '\n');
            if (json[position] == '\n' || carriageReturn) {
                number++;
            }
        }
        return position;
    }
}
