package org.bertrim.engine.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bertrim.engine.teacher.hub.HubName;
import org.jspecify.annotations.Nullable;

/**
 * How the sources of teachers and tasks are written: {@code scheme:rest}. Whether they exist is found out by opening
 * them.
 */
enum SourceGrammar {
    TEACHER("builtin", "NAME", "folder", "PATH", "hub", "OWNER/NAME", "run", "ID"),
    TASK("sample", "NAME", "glue", "FOLDER", "squad", "FOLDER", "table", "FILE");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private final Map<String, String> forms = new LinkedHashMap<>();

    SourceGrammar(String... schemesAndForms) {
        for (int i = 0; i < schemesAndForms.length; i += 2) {
            forms.put(schemesAndForms[i], schemesAndForms[i + 1]);
        }
    }

    /** The forms, in words. */
    String allowed() {
        return forms.entrySet().stream()
                .map(form -> form.getKey() + ":" + form.getValue())
                .collect(Collectors.joining(", ", "one of ", ""));
    }

    /**
     * Checks a source and makes its path absolute.
     *
     * @param base where relative paths start
     * @return the source, or null and a problem
     */
    @Nullable String read(JsonNode value, String path, Path base, Problems problems) {
        String text = value.isTextual() ? value.textValue() : "";
        int colon = text.indexOf(':');
        String form = colon < 0 ? null : forms.get(text.substring(0, colon));
        if (form == null) {
            problems.add(path, value, allowed());
            return null;
        }
        String scheme = text.substring(0, colon);
        String rest = text.substring(colon + 1);
        switch (form) {
            case "PATH", "FOLDER", "FILE" -> {
                if (rest.isBlank()) {
                    problems.add(path, value, "a path must follow " + scheme + ":");
                    return null;
                }
                try {
                    return scheme + ":" + base.toAbsolutePath().resolve(rest).normalize();
                } catch (InvalidPathException e) {
                    problems.add(path, value, "no path can be written so: " + e.getReason());
                    return null;
                }
            }
            default -> {
                boolean right = form.equals("OWNER/NAME")
                        ? HubName.parse(rest).isPresent()
                        : NAME.matcher(rest).matches();
                if (!right) {
                    problems.add(path, value, scheme + ":" + form + ", of letters, digits, '.', '_' and '-'");
                    return null;
                }
                return text;
            }
        }
    }
}
