package org.bertrim.app.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.ProcessLock;
import org.h2.api.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the store of a workspace, whatever state its file is in: a damaged one is moved aside and made anew with what the user
 * wrote. Where another window owns the workspace, a store in memory with a copy of the user's words takes its place.
 */
final class StoreKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StoreKeeper.class);
    private static final String NAME = "bertrim";
    private static final String FILE = NAME + ".mv.db";
    private static final String IN_MEMORY = "mem:";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final StoreBackups backups;
    private final List<StoreNotice> notices = new ArrayList<>();
    private @Nullable ProcessLock lock;
    private @Nullable Store store;

    StoreKeeper(Path workspace) {
        this.folder = workspace.resolve("store");
        this.backups = new StoreBackups(folder.resolve("backups"));
    }

    /** Opens the store if it is not open; says whether it was this call that did. */
    boolean open() {
        if (store != null) {
            return false;
        }
        Optional<ProcessLock> mine;
        try {
            mine = acquire();
        } catch (EngineException e) { // the folder cannot be written to: what is in it can still be looked at
            store = inMemory(new StoreNotice(StoreNotice.Kind.UNWRITABLE, e.why()));
            return true;
        }
        if (mine.isEmpty()) {
            store = inMemory(new StoreNotice(StoreNotice.Kind.READ_ONLY, ""));
            return true;
        }
        lock = mine.get();
        store = owned();
        return true;
    }

    private Optional<ProcessLock> acquire() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw DurableFiles.failure("The workspace's store could not be locked", e);
        }
        return ProcessLock.tryAcquire(folder.resolve("lock"));
    }

    /** The open store. */
    Store store() {
        Store open = store;
        if (open == null) {
            throw new IllegalStateException("the store is not open");
        }
        return open;
    }

    /** Whether the store belongs to another window or cannot be written; this one's is a copy. */
    boolean readOnly() {
        return store != null && lock == null;
    }

    /** What has happened since the last call. */
    List<StoreNotice> takeNotices() {
        List<StoreNotice> taken = List.copyOf(notices);
        notices.clear();
        return taken;
    }

    /** After the user has written something. */
    void backUp() {
        backups.write(store());
    }

    /** Makes the store anew, because it fails or because the user wishes so. */
    void renew(boolean damaged) {
        if (readOnly()) {
            return;
        }
        if (!damaged) {
            backUp();
        }
        store().abandon();
        store = fresh(damaged);
    }

    private Store owned() {
        try {
            Store opened = Store.open(location());
            if (opened.revision() < backups.revision()) { // a torn file may open as what it was some changes ago
                opened.abandon();
                return fresh(true);
            }
            backups.rotate(opened, Instant.now());
            return opened;
        } catch (RuntimeException e) { // a damaged file makes the database fail in any way it likes
            if (isInUse(e)) {
                releaseLock();
                return inMemory(new StoreNotice(StoreNotice.Kind.READ_ONLY, ""));
            }
            LOG.warn("The store {} could not be opened: {}", folder, e.getClass().getName());
            return fresh(true);
        }
    }

    private String location() {
        return "file:" + folder.toAbsolutePath().resolve(NAME);
    }

    private Store fresh(boolean damaged) {
        Path aside = folder.resolve("damaged-" + TIME.format(Instant.now()) + ".mv.db");
        try {
            if (damaged && Files.exists(folder.resolve(FILE))) {
                Files.move(folder.resolve(FILE), aside);
            }
            Files.deleteIfExists(folder.resolve(FILE));
        } catch (IOException e) {
            throw DurableFiles.failure("The damaged store could not be moved aside", e);
        }
        Store fresh = Store.open(location());
        Optional<Path> script = backups.restore(fresh);
        if (damaged) {
            notices.add(script.map(path -> new StoreNotice(StoreNotice.Kind.RESTORED, path.getFileName().toString()))
                    .orElseGet(() -> new StoreNotice(
                            StoreNotice.Kind.REBUILT, aside.getFileName().toString())));
        }
        return fresh;
    }

    private Store inMemory(StoreNotice why) {
        Store copy = Store.open(IN_MEMORY + "store-" + System.identityHashCode(this));
        backups.restore(copy);
        notices.add(why);
        return copy;
    }

    private static boolean isInUse(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException e && e.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        if (store != null) {
            store.abandon();
            store = null;
        }
        releaseLock();
    }

    private void releaseLock() {
        if (lock != null) {
            lock.close();
            lock = null;
        }
    }
}
