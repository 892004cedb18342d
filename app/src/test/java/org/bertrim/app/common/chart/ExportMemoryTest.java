package org.bertrim.app.common.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.bertrim.engine.figure.Format;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportMemoryTest {

    @TempDir
    Path workspace;

    @Test
    void whatWasChosenIsThereAgain() {
        ExportMemory chosen = new ExportMemory(300, EnumSet.of(Format.SVG, Format.LATEX), workspace.resolve("a b"));
        chosen.write(workspace);
        assertThat(ExportMemory.read(workspace)).isEqualTo(chosen);
    }

    @Test
    void beginsWithOneColumnAndForgetsWhatItCannotRead() throws IOException {
        ExportMemory usual = ExportMemory.read(workspace);
        assertThat(usual.widthPoints()).isEqualTo(234);
        assertThat(usual.folder()).isEqualTo(workspace.resolve("figures"));
        Files.writeString(workspace.resolve("figure-export.properties"), "widthPoints=wide\nformats=PDF\n");
        assertThat(ExportMemory.read(workspace)).isEqualTo(usual);
    }

    @Test
    void everyPlatformHasItsFileManager() {
        Path folder = Path.of("figures");
        assertThat(OpenFolder.command("Linux", folder)).containsExactly("xdg-open", "figures");
        assertThat(OpenFolder.command("Mac OS X", folder)).containsExactly("open", "figures");
        assertThat(OpenFolder.command("Windows 11", folder)).containsExactly("explorer", "figures");
    }
}
