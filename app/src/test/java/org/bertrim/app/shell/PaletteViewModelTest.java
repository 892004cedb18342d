package org.bertrim.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.bertrim.app.common.Background;
import org.junit.jupiter.api.Test;

class PaletteViewModelTest {

    private static final Runnable NOTHING = () -> {};

    private final List<Throwable> failures = new ArrayList<>();
    private final PaletteViewModel model = new PaletteViewModel(
            List.of(
                    entry(PaletteEntry.Kind.COMMAND, "Switch between light and dark", "Ctrl+Shift+D"),
                    entry(PaletteEntry.Kind.PLACE, "Live", "Ctrl+3"),
                    entry(PaletteEntry.Kind.COMMAND, "Quit", "Ctrl+Q")),
            Background.inline(),
            () -> List.of(
                    entry(PaletteEntry.Kind.RUN, "Reviews, delivered", "20261121-065639"),
                    entry(PaletteEntry.Kind.PRESET, "DynaBERT on sample reviews", "new draft")),
            failures::add);

    private static PaletteEntry entry(PaletteEntry.Kind kind, String title, String remark) {
        return new PaletteEntry(kind, title, remark, NOTHING);
    }

    private List<String> titles(String query) {
        model.query().set(query);
        return model.matches().stream().map(PaletteEntry::title).toList();
    }

    @Test
    void showsPlacesFirstAndRunsLastBeforeAnythingIsTyped() {
        model.open();
        assertThat(model.matches())
                .extracting(PaletteEntry::title)
                .containsExactly(
                        "Live",
                        "Switch between light and dark",
                        "Quit",
                        "DynaBERT on sample reviews",
                        "Reviews, delivered");
    }

    @Test
    void wantsEveryWordWhereverItStands() {
        model.open();
        assertThat(titles("dark light")).containsExactly("Switch between light and dark");
        assertThat(titles("0656")).containsExactly("Reviews, delivered");
        assertThat(titles("no such thing")).isEmpty();
    }

    @Test
    void prefersTitlesThatBeginSo() {
        model.open();
        assertThat(titles("li")).containsExactly("Live", "Switch between light and dark", "Reviews, delivered");
        assertThat(titles("REVIEWS")).containsExactly("Reviews, delivered", "DynaBERT on sample reviews");
    }
}
