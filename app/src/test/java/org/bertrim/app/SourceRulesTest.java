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

    /** A text of one line. */
    private static final Pattern LITERAL = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"");

    /** A colour written out in a text: {@code #1b2430}, {@code rgba(…)}. */
    private static final Pattern COLOUR_TEXT = Pattern.compile("#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})\\b|\\b(?:rgb|hsb)a?\\(");

    /** A colour of the toolkit by name or by numbers. */
    private static final Pattern COLOUR = Pattern.compile(
            "\\bColor\\.(?!TRANSPARENT\\b)[A-Z]{3,}\\b|\\bColor\\.(?:rgb|color|gray|grayRgb|hsb)\\(\\s*[0-9]|\\bColor\\.web\\(");

    /** Says what a chart is drawn in where there is no style sheet at all: black on white. */
    private static final String WITHOUT_A_THEME = "FigureTheme.java";

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
        List<String> texts = find(".java", LITERAL);
        texts.removeIf(text -> !COLOUR_TEXT.matcher(text).find());
        assertThat(texts).isEmpty();
        List<String> named = find(".java", COLOUR);
        named.removeIf(line -> line.contains(WITHOUT_A_THEME));
        assertThat(named).isEmpty();
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
        assertThat(COLOUR_TEXT.matcher("\"-fx-fill: #fff\"").find()).isTrue();
        assertThat(COLOUR_TEXT.matcher("\"shell.key\"").find()).isFalse();
        assertThat(COLOUR.matcher("Color.RED").find()).isTrue();
        assertThat(COLOUR.matcher("Color.rgb(255, 0, 0)").find()).isTrue();
        assertThat(COLOUR.matcher("Color.rgb(red(mixed), 0, 0)").find()).isFalse();
        assertThat(COLOUR.matcher("Color.TRANSPARENT").find()).isFalse();
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
