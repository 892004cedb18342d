package org.bertrim.engine.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.teacher.TeacherEntry;
import org.bertrim.engine.teacher.hub.HubModel;
import org.bertrim.engine.teacher.hub.HubName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bertrim teachers}: the models to start from. */
@Command(
        name = "teachers",
        mixinStandardHelpOptions = true,
        description = "Lists the models that experiments can start from, or downloads one.")
final class TeachersCommand implements Callable<Integer>, WorkspaceOption.Owner {

    private final Terminal terminal;
    private final Downloads downloads;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    @Option(
            names = "--get",
            paramLabel = "hub:OWNER/NAME",
            description = "Downloads this model; one that is there already is not asked for again.")
    private @Nullable String get;

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    @Spec
    private CommandSpec spec;

    TeachersCommand(Terminal terminal, Downloads downloads) {
        this.terminal = terminal;
        this.downloads = downloads;
    }

    @Override
    public WorkspaceOption workspace() {
        return workspace;
    }

    /** One teacher as JSON shows it. */
    private record Entry(
            String source,
            String title,
            ModelShape shape,
            long parameters,
            String licence,
            String origin,
            String state,
            String profile,
            long sizeBytes) {

        static Entry of(TeacherEntry entry) {
            return new Entry(
                    entry.source(),
                    entry.title(),
                    entry.shape(),
                    entry.parameters(),
                    entry.licence(),
                    entry.origin(),
                    entry.state().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    entry.profile(),
                    entry.bytes());
        }
    }

    /** What was downloaded, as JSON shows it. */
    private record Got(String source, String folder, String revision, String endpoint, long sizeBytes) {}

    @Override
    public Integer call() {
        if (get != null) {
            download(get);
            return ExitCode.DONE;
        }
        list();
        return ExitCode.DONE;
    }

    private void download(String source) {
        HubName name = HubName.ofSource(source)
                .or(() -> HubName.parse(source))
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "--get takes a name like hub:google-bert/bert-base-uncased, not " + source + "."));
        HubModel model = json ? downloads.silently(name, progress -> {}) : downloads.get(name, terminal);
        if (json) {
            terminal.json(new Got(
                    name.source(), model.folder().toString(), model.revision(), model.endpoint(), model.bytes()));
            return;
        }
        terminal.line(name + " is there: " + Texts.bytes(model.bytes()) + " in " + model.folder());
        terminal.line("Use it as the teacher " + name.source());
    }

    private void list() {
        List<TeacherEntry> entries = downloads.teachers(workspace.path()).catalogue();
        if (json) {
            terminal.json(entries.stream().map(Entry::of).toList());
            return;
        }
        TextTable table =
                new TextTable("source", "model", ">layers", ">hidden", ">heads", ">parameters", "licence", "");
        for (TeacherEntry entry : entries) {
            table.row(
                    entry.source(),
                    entry.title(),
                    Integer.toString(entry.shape().layers()),
                    Integer.toString(entry.shape().hidden()),
                    Integer.toString(entry.shape().heads()),
                    Texts.millions(entry.parameters()),
                    entry.licence(),
                    state(entry));
        }
        table.print(terminal);
        List<String> profiles = entries.stream().map(TeacherEntry::profile).filter(each -> !each.isEmpty()).toList();
        if (!profiles.isEmpty()) {
            terminal.line("");
            Texts.wrap(
                            "Those of other builds come with a profile: mvn -P" + profiles.get(0)
                                    + " package -DskipTests; profiles can be joined by commas: "
                                    + profiles.stream().collect(Collectors.joining(",")),
                            "")
                    .forEach(terminal::line);
        }
        terminal.line("");
        terminal.line("Any model of a hub: bertrim teachers --get hub:OWNER/NAME");
        terminal.line("A folder of yours: folder:PATH. What a finished run has made: run:ID");
    }

    private static String state(TeacherEntry entry) {
        return switch (entry.state()) {
            case BUILT_IN -> "built in";
            case OTHER_BUILD -> "in a build with -P" + entry.profile();
            case DOWNLOADED -> "downloaded, " + Texts.bytes(entry.bytes());
            case TO_DOWNLOAD -> "to download, about " + Texts.bytes(entry.bytes());
        };
    }
}
