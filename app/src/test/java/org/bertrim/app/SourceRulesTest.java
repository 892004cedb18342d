package org.bertrim.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds rules that only the sources can show: colours belong to the theme, words to the bundles. */
class SourceRulesTest {

    private static final Path SOURCES = Path.of("src", "main", "java");

    /** A colour written out: {@code #1b2430}, {@code rgba(…)} or a constant of a class of colours. */
    private static final Pattern COLOUR =
            Pattern.compile("\"[^\"]*#[0-9a-fA-F]{3,8}\\b[^\"]*\"|\"[^\"]*\\brgba?\\([^\"]*\"|\\bColor\\.[A-Z]{3,}\\b");

    private static final Pattern TRANSPARENT = Pattern.compile("\\bColor\\.TRANSPARENT\\b");

    /** Words put on a control: two letters in a row in a text that is set or shown. */
    private static final Pattern WORDS = Pattern.compile(
            "(?:set(?:Text|PromptText|AccessibleText|AccessibleHelp|Title|HeaderText|ContentText)"
                    + "|new (?:Label|Button|ToggleButton|CheckBox|RadioButton|Text|Tooltip|Hyperlink|MenuItem|Menu|Tab|TitledPane|TableColumn<[^>]*>))"
                    + "\\(\\s*\"([^\"]*\\p{L}{2}[^\"]*)\"");

    /** Words in a file of structure that are no key. */
    private static final Pattern FXML_WORDS =
            Pattern.compile("\\b(?:text|promptText|accessibleText|accessibleHelp|title)=\"(?![%$])([^\"]*\\p{L}[^\"]*)\"");

    @Test
    void coloursStandInTheThemeOnly() throws IOException {
        List<String> found = find(".java", COLOUR);
        found.removeIf(line -> TRANSPARENT.matcher(line).find());
        assertThat(found).isEmpty();
        assertThat(find(".fxml", Pattern.compile("style=\""))).isEmpty();
    }

    @Test
    void wordsStandInTheBundlesOnly() throws IOException {
        assertThat(find(".java", WORDS)).isEmpty();
        assertThat(find(".fxml", FXML_WORDS)).isEmpty();
    }

    @Test
    void findsWhatItLooksFor() {
        assertThat(WORDS.matcher("box.setText(\"Run now\")").find()).isTrue();
        assertThat(WORDS.matcher("new Label(\"×\")").find()).isFalse();
        assertThat(COLOUR.matcher("setStyle(\"-fx-fill: #fff\")").find()).isTrue();
        assertThat(COLOUR.matcher("text.get(\"shell.key\")").find()).isFalse();
        assertThat(FXML_WORDS.matcher("<Label text=\"Hello\"/>").find()).isTrue();
        assertThat(FXML_WORDS.matcher("<Label text=\"%shell.x\"/>").find()).isFalse();
    }

    private static List<String> find(String ending, Pattern pattern) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(each -> each.toString().endsWith(ending)).toList()) {
                String text = Files.readString(file);
                Matcher matcher = pattern.matcher(text);
                while (matcher.find()) {
                    long line = text.substring(0, matcher.start()).lines().count();
                    found.add(SOURCES.relativize(file) + ":" + line + " " + matcher.group());
                }
            }
        }
        return found;
    }
}
