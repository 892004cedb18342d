package org.bertrim.app.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.run.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * What is known about every run folder, with as little looking as possible: a busy or waiting run is looked at each time, the
 * others in turn, and a folder is read again only if one of its files has changed. Not for several threads at once.
 */
final class RunIndex {

    /** Each run that rests is looked at once in so many looks. */
    private static final int TURNS = 8;

    private final Path runs;
    private final Map<String, Entry> entries = new TreeMap<>(Comparator.reverseOrder()); // ids begin with a time: newest first
    private int turn;

    /**
     * A run as it was read last.
     *
     * @param info without the user's words
     * @param metrics every number it has given; only in {@link Findings}
     */
    record Entry(RunInfo info, RunStamp stamp, Map<String, Double> metrics, @Nullable RunReader reader) {

        /** Whether nothing is likely to happen to it. */
        boolean rests() {
            return !info.status().isActive() && info.status() != RunStatus.QUEUED;
        }
    }

    /**
     * What a look has found.
     *
     * @param changed new or changed runs, newest first
     * @param gone ids of runs whose folders are not there any more
     * @param unread how many folders are still to be read for the first time
     */
    record Findings(Map<String, Entry> changed, Set<String> gone, int unread) {}

    RunIndex(Path workspace) {
        this.runs = Workspace.runs(workspace);
    }

    /** Takes what was known when the program was last open; it is checked by and by. */
    void know(RunInfo info, RunStamp stamp) {
        entries.put(info.id(), new Entry(info, stamp, Map.of(), null));
    }

    List<RunInfo> infos() {
        return entries.values().stream().map(Entry::info).toList();
    }

    /** Forgets everything, so that the next looks read every folder again. */
    void forget() {
        entries.clear();
    }

    /**
     * Looks around for at most about this long; folders that are new come first, the newest of them at once.
     *
     * @param nanos after which no further folder is read
     */
    Findings look(long nanos) {
        long start = System.nanoTime();
        Set<String> there = ids();
        Map<String, Entry> changed = new LinkedHashMap<>();
        Set<String> gone = new HashSet<>(entries.keySet());
        gone.removeAll(there);
        entries.keySet().removeAll(gone);
        List<String> unknown = new ArrayList<>();
        int number = 0;
        for (String id : there) {
            Entry known = entries.get(id);
            if (known == null) {
                unknown.add(id);
            } else if (!known.rests() || number++ % TURNS == turn) {
                again(known, changed);
            }
        }
        turn = (turn + 1) % TURNS;
        unknown.sort(Comparator.reverseOrder());
        int read = 0;
        for (; read < unknown.size() && (read == 0 || System.nanoTime() - start < nanos); read++) {
            String id = unknown.get(read);
            changed.put(id, read(id, new RunReader(runs.resolve(id))));
        }
        return new Findings(changed, gone, unknown.size() - read);
    }

    /** Reads one run now, whatever its stamp says. */
    Entry readNow(String id) {
        Entry known = entries.get(id);
        return read(id, known == null || known.reader() == null ? new RunReader(runs.resolve(id)) : known.reader());
    }

    private void again(Entry known, Map<String, Entry> changed) {
        String id = known.info().id();
        boolean same = RunStamp.of(runs.resolve(id)).equals(known.stamp());
        if (known.rests() && same) {
            return;
        }
        Entry now = readNow(id);
        if (!now.info().equals(known.info())) {
            changed.put(id, now);
        }
    }

    private Entry read(String id, RunReader reader) {
        RunStamp stamp = RunStamp.of(runs.resolve(id)); // taken first: what changes meanwhile is seen next time
        RunInfo info = reader.read();
        Entry kept = new Entry(info, stamp, Map.of(), null); // numbers are many and lie in the store
        entries.put(id, kept.rests() ? kept : new Entry(info, stamp, Map.of(), reader));
        return new Entry(info, stamp, reader.metrics(), null);
    }

    private Set<String> ids() {
        if (!Files.isDirectory(runs)) {
            return Set.of();
        }
        try (Stream<Path> children = Files.list(runs)) {
            Set<String> ids = new HashSet<>();
            children.map(child -> child.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .filter(name -> entries.containsKey(name) || Files.isDirectory(runs.resolve(name)))
                    .forEach(ids::add);
            return ids;
        } catch (IOException e) {
            throw DurableFiles.failure("The runs in " + runs + " could not be listed", e);
        }
    }
}
