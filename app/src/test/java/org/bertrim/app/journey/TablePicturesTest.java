package org.bertrim.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import org.bertrim.app.common.PlaceId;
import org.bertrim.app.common.Texts;
import org.bertrim.app.common.Theme;
import org.bertrim.app.shell.OpenWindow;
import org.bertrim.app.support.Screens;
import org.bertrim.engine.experiment.Presets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Takes pictures of the Design place with tables: a good one, one with rows that cannot be used, Chinese headlines.
 * {@code -Dpictures.data} names the folder of the real data sets; the pictures lie in {@code target/screens}, and those of
 * the help in {@code resources/help/pictures}.
 */
@Tag("ui")
@EnabledIfSystemProperty(named = "pictures.data", matches = ".+")
class TablePicturesTest {

    private static final Path TARGET = Path.of("target", "screens");
    private static final Path HELP = Path.of("..", "resources", "help", "pictures");
    private static final List<String> OF_HELP = List.of("table-problems-1440-light", "table-news-1440-light-zh");
    private static final Path WORKSPACE = Path.of("target", "pictures", "tables", "Bertrim");

    @Test
    void everyTableInEveryLook() throws IOException {
        KnownMachine.in(WORKSPACE.resolve("cache")); // estimates are on none of the help's pictures
        Files.createDirectories(WORKSPACE);
        Files.createDirectories(TARGET);
        Path data = Path.of(System.getProperty("pictures.data"));
        String good = films("films.csv", "");
        String bad = films("films-to-check.csv", "too short\n,\"no text here\",3\nso so,\"Never closed,2\nfine,\"Fine\",three\n");
        for (String file : List.of("dev.txt", "test.txt")) { // relative paths: where the data lie is nobody's business
            Files.copy(data.resolve("zh/thucnews").resolve(file), WORKSPACE.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        ObjectNode news = task("dev.txt");
        news.put("devFile", "test.txt");
        IntStream.range(0, 10).forEach(news.withArray("labels")::add);
        Files.readAllLines(data.resolve("zh/thucnews/class.txt")).forEach(news.withArray("labelNames")::add);

        for (Theme theme : Theme.values()) {
            for (int width : new int[] {1440, 1024}) {
                take("table", task(good), theme, "en", width);
                take("table-problems", task(bad), theme, "en", width);
                take("table-news", news, theme, width == 1440 ? "zh" : "en", width);
            }
        }
        KnownMachine.forget();
        assertThat(HELP.resolve("table-problems-light.png")).exists();
    }

    private static ObjectNode task(String table) {
        ObjectNode experiment = (ObjectNode) Presets.load("dynabert-sample");
        return experiment.putObject("task").put("source", "table:" + table).put("maxTokens", 32);
    }

    /** The sample reviews with stars in place of their labels. */
    private static String films(String name, String more) throws IOException {
        String rows;
        try (var in = TablePicturesTest.class.getResourceAsStream("/sample-data/reviews/train.tsv")) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).toList();
            rows = IntStream.range(0, 1200)
                    .mapToObj(i -> i + ",\"" + lines.get(i).split("\t")[0].replace("\"", "\"\"") + "\","
                            + (lines.get(i).endsWith("positive") ? 3 + i % 3 : 1 + i % 2))
                    .collect(Collectors.joining("\n", "id,review,stars\n", "\n"));
        }
        String twins = rows.lines().skip(5).limit(2).collect(Collectors.joining("\n"));
        Files.writeString(WORKSPACE.resolve(name), rows + more + twins + "\n");
        return name;
    }

    private static void take(String name, ObjectNode task, Theme theme, String language, int width) throws IOException {
        Texts texts = Texts.of(Locale.forLanguageTag(language));
        int height = width == 1440 ? 900 : 700;
        try (OpenWindow window = OpenWindow.of(
                WORKSPACE, WORKSPACE.resolve("config"), theme, language, PlaceId.DESIGN, width, height)) {
            ObjectNode experiment = (ObjectNode) Presets.load("dynabert-sample");
            experiment.set("task", task.deepCopy());
            Screens.run(() -> window.design(experiment));
            window.awaitLong("the table is looked at", () -> window.says(texts.get("design.table-read"))
                    && window.all(".design-role").stream().anyMatch(Node::isVisible));
            if (!name.contains("problems")) {
                window.awaitLong("the tokens are counted", () -> !window.all(".design-bar").isEmpty());
            }
            Screens.settle();
            String look = Pictures.look(theme, language, width);
            picture(window, name + look);
            for (int part = 1; part <= (width == 1440 ? 1 : 2); part++) {
                int page = part;
                Screens.run(() -> {
                    ScrollPane form = (ScrollPane) window.all(".design-scroll").iterator().next();
                    form.setVvalue(width == 1440 ? 0.28 : 0.14 + 0.16 * page);
                });
                picture(window, name + look + "-" + (part + 1));
            }
        }
    }

    private static void picture(OpenWindow window, String name) throws IOException {
        Pictures.take(window, TARGET.resolve(name + ".png"));
        if (OF_HELP.contains(name)) { // the card alone
            Node card = window.visible(node -> node.getStyleClass().contains("bt-card")
                            && node.lookup(".design-table-roles") != null)
                    .get(0);
            Pictures.take(card, HELP.resolve(name.replace("-1440", "") + ".png"));
        }
    }
}
