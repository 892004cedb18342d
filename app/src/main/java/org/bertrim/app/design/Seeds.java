package org.bertrim.app.design;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;

/** Seeds as they are typed and as they stand in a file. */
final class Seeds {

    private static final String STANDARD = "42";

    private Seeds() {}

    /** Reads e.g. {@code 1, 2, 3}; what is no number stays a word, which the check will refuse. */
    static ArrayNode read(String typed) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (String word : typed.strip().split("[,;\\s]+")) {
            try {
                long seed = Long.parseLong(word);
                if (seed == (int) seed) {
                    list.add((int) seed); // as a file that is read again has it
                } else {
                    list.add(seed);
                }
            } catch (NumberFormatException e) {
                list.add(word);
            }
        }
        return list;
    }

    /** The seeds of a file in one line, those that are used without any where there are none. */
    static String write(JsonNode seeds) {
        List<String> words = new ArrayList<>();
        seeds.forEach(node -> words.add(node.asText()));
        return words.isEmpty() ? STANDARD : String.join(", ", words);
    }
}
