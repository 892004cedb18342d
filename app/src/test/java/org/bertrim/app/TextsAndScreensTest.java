package org.bertrim.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;
import org.bertrim.app.common.Texts;
import org.bertrim.app.support.Screens;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads every bundle in both languages and every screen that is described in a file. */
class TextsAndScreensTest {

    private static final Path BUNDLES = Path.of("..", "resources", "i18n");
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Pattern PLACES = Pattern.compile("\\{(\\d+)");
    private static final Pattern ROOT = Pattern.compile("<fx:root[^>]* type=\"([\\w.]+)\"");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    static List<String> bundles() throws IOException {
        try (Stream<Path> files = Files.list(BUNDLES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".properties") && !name.contains("_"))
                    .map(name -> name.substring(0, name.indexOf('.')))
                    .sorted()
                    .toList();
        }
    }

    static List<Path> screens() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".fxml")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void bothLanguagesSayTheSameThings(String bundle) throws IOException {
        Properties english = read(bundle + ".properties");
        Properties chinese = read(bundle + "_zh.properties");

        assertThat(new TreeSet<>(chinese.stringPropertyNames())).isEqualTo(new TreeSet<>(english.stringPropertyNames()));
        for (String key : english.stringPropertyNames()) {
            for (Properties language : List.of(english, chinese)) {
                String text = language.getProperty(key);
                assertThat(text).as(bundle + " " + key).isNotBlank();
                if (PLACES.matcher(text).find()) {
                    assertThatCode(() -> new MessageFormat(text)).as(key).doesNotThrowAnyException();
                } else {
                    assertThat(text).as(key + ": an apostrophe is doubled only where places are filled").doesNotContain("''");
                }
            }
            assertThat(places(chinese.getProperty(key))).as(key).isEqualTo(places(english.getProperty(key)));
        }
        assertThat(chinese.values().stream().filter(text -> HAN.matcher(text.toString()).find()).count())
                .as("translated texts of " + bundle)
                .isGreaterThan(chinese.size() / 2);
    }

    @Test
    void everyKeyInTheSourcesExists() throws IOException {
        Pattern used = Pattern.compile("\\.get\\(\\s*\"([a-z]+\\.[a-z0-9.-]*[a-z0-9])\"");
        Texts texts = Texts.of(Locale.ENGLISH);
        List<String> missing = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
                Matcher matcher = used.matcher(Files.readString(file));
                while (matcher.find()) {
                    String key = matcher.group(1);
                    String bundle = key.substring(0, key.indexOf('.'));
                    if (Files.exists(BUNDLES.resolve(bundle + ".properties")) && !texts.bundle(bundle).containsKey(key)) {
                        missing.add(file.getFileName() + " " + key);
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Tag("ui")
    @ParameterizedTest
    @MethodSource("screens")
    void everyScreenLoadsInBothLanguages(Path file) {
        String feature = file.getParent().getFileName().toString();
        for (Locale locale : List.of(Locale.ENGLISH, Locale.CHINESE)) {
            Parent root = Screens.call(() -> {
                FXMLLoader loader = new FXMLLoader(
                        file.toAbsolutePath().toUri().toURL(), Texts.of(locale).bundle(feature));
                rootOf(Files.readString(file)).ifPresent(loader::setRoot);
                return loader.load();
            });
            assertThat(Screens.call(root::getChildrenUnmodifiable)).isNotNull();
        }
    }

    /** What a screen that is the inside of a control of ours is put into. */
    private static Optional<Object> rootOf(String text) throws ReflectiveOperationException {
        Matcher root = ROOT.matcher(text);
        if (!root.find()) {
            return Optional.empty();
        }
        if (root.group(1).contains(".")) {
            return Optional.of(Class.forName(root.group(1)).getConstructor().newInstance());
        }
        Matcher imported = Pattern.compile("<\\?import ([\\w.]+\\." + root.group(1) + ")\\?>").matcher(text);
        assertThat(imported.find()).as("import of " + root.group(1)).isTrue();
        return Optional.of(Class.forName(imported.group(1)).getConstructor().newInstance());
    }

    private static TreeSet<String> places(String text) {
        TreeSet<String> places = new TreeSet<>();
        Matcher matcher = PLACES.matcher(text);
        while (matcher.find()) {
            places.add(matcher.group(1));
        }
        return places;
    }

    private static Properties read(String file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(BUNDLES.resolve(file))) {
            properties.load(reader);
        }
        return properties;
    }
}
