package org.bertrim.engine.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.method.Field;
import org.bertrim.engine.method.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MethodsTest {

    @TempDir
    Path folder;

    @Test
    void everyMethodIsFoundByItsType() {
        for (Method<?> method : Methods.all()) {
            assertThat(Methods.named(method.type())).isSameAs(method);
        }
    }

    @Test
    void unknownTypeIsRefusedWithAReason() {
        assertThatThrownBy(() -> Methods.named("no-such-method"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("no-such-method");
    }

    @Test
    void methodsComeFromTheServiceList() throws IOException {
        assertThat(load(StandIns.ProbeStandIn.class)).contains("probe");
    }

    @Test
    void typeThatIsListedTwiceIsRefused() {
        assertThatThrownBy(() -> load(StandIns.ProbeStandIn.class, SecondProbe.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("probe");
    }

    /** A method with the type of another. */
    public static final class SecondProbe extends StandIns.StandIn<StandIns.ProbeSettings> {

        @Override
        public String type() {
            return "probe";
        }

        @Override
        public Class<StandIns.ProbeSettings> settingsType() {
            return StandIns.ProbeSettings.class;
        }

        @Override
        public List<Field> fields() {
            return List.of();
        }
    }

    private List<String> load(Class<?>... providers) throws IOException {
        Path list = folder.resolve("META-INF/services/" + Method.class.getName());
        Files.createDirectories(list.getParent());
        Files.writeString(
                list,
                Arrays.stream(providers).map(Class::getName).collect(Collectors.joining("\n")));
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, MethodsTest.class.getClassLoader())) {
            return Methods.types(Methods.load(loader));
        }
    }
}
