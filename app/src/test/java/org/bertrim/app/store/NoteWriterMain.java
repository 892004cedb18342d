package org.bertrim.app.store;

import java.nio.file.Path;
import java.util.List;
import org.bertrim.app.common.Background;

/** Writes notes until it is killed, and says after each that it is kept. */
final class NoteWriterMain {

    private NoteWriterMain() {}

    public static void main(String[] arguments) {
        RunCenter center = new RunCenter(Path.of(arguments[0]), Background.inline(), failure -> {
            throw new IllegalStateException(failure);
        });
        center.refresh();
        for (int number = 1; ; number++) {
            center.write(arguments[1], new RunInfo.Words(Integer.toString(number), List.of("killed")));
            System.out.println(number);
        }
    }
}
