package org.bertrim.engine.teacher.hub;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.bertrim.engine.format.DiskSpace;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.ProcessLock;
import org.bertrim.engine.teacher.hub.HubHttp.Answer;

/**
 * Downloads models from a hub with Hugging Face's addresses: {@code /api/models/OWNER/NAME/revision/main} for the list of files, and
 * {@code /OWNER/NAME/resolve/REVISION/FILE} for each of them.
 *
 * <p>What breaks off goes on where it was, in this process or a later one. Every file is compared with the size and the digest that the hub
 * gives, and the model's folder gets its name only when all files are there. Two downloads of one model exclude each other.
 */
public final class HubDownload {

    private static final String BRANCH = "main";
    private static final int LARGEST_LIST = 16 << 20;
    /** So many times content may differ from what was promised before the hub is taken at its word that it does. */
    private static final int WRONG = 2;

    private final HubSettings settings;
    private final HubCache cache;
    private final BiConsumer<HubName, Path> look;
    private final DiskSpace space;
    private final HubHttp.Limits limits;
    private final Pauses pauses;

    /** How to let time pass during a download that can be ended early. */
    @FunctionalInterface
    interface Pauses {
        void pause(java.time.Duration time, Cancellation cancellation);
    }

    /**
     * Downloads from a hub into a cache.
     *
     * @param look looks at a folder that has all files of a model but its weights; what it throws keeps them from being downloaded
     */
    public HubDownload(HubSettings settings, HubCache cache, BiConsumer<HubName, Path> look) {
        this(settings, cache, look, DiskSpace.real(), HubHttp.Limits.USUAL, (time, cancellation) -> cancellation.pause(time));
    }

    HubDownload(
            HubSettings settings,
            HubCache cache,
            BiConsumer<HubName, Path> look,
            DiskSpace space,
            HubHttp.Limits limits,
            Pauses pauses) {
        this.settings = settings;
        this.cache = cache;
        this.look = look;
        this.space = space;
        this.limits = limits;
        this.pauses = pauses;
    }

    /**
     * Gets a model; one that is there already is found without any request.
     *
     * @param progress told about ten times a second, on the calling thread
     * @throws EngineException naming what keeps it from being downloaded
     * @throws java.util.concurrent.CancellationException if that was wished; what has come stays and is gone on from
     */
    public HubModel get(HubName name, Consumer<? super DownloadProgress> progress, Cancellation cancellation) {
        Optional<HubModel> there = cache.find(name);
        if (there.isPresent()) {
            return there.get();
        }
        HubTrouble trouble = new HubTrouble(name, settings);
        if (settings.offline()) {
            throw trouble.offline();
        }
        Path target = cache.folderOf(name);
        try {
            Files.createDirectories(target.getParent());
        } catch (IOException e) {
            throw DurableFiles.failure(trouble.what(), e);
        }
        Path lockFile = target.resolveSibling("." + target.getFileName() + ".lock");
        try (ProcessLock lock = ProcessLock.tryAcquire(lockFile).orElseThrow(trouble::inUse)) {
            there = cache.find(name); // by a download that has just ended
            return there.isPresent() ? there.get() : new Transfer(name, trouble, progress, cancellation).run();
        }
    }

    /** One download. */
    private final class Transfer {

        private final HubName name;
        private final HubTrouble trouble;
        private final ProgressMeter meter;
        private final Cancellation cancellation;
        private final HubHttp http;
        private final Retries retries;
        private final Path staged;

        Transfer(
                HubName name,
                HubTrouble trouble,
                Consumer<? super DownloadProgress> progress,
                Cancellation cancellation) {
            this.name = name;
            this.trouble = trouble;
            this.meter = new ProgressMeter(progress, System::nanoTime);
            this.cancellation = cancellation;
            this.http = new HubHttp(settings, trouble, limits, cancellation);
            this.retries = new Retries(trouble, meter::furthest, time -> {
                meter.waiting(time);
                pauses.pause(time, cancellation);
                cancellation.check();
            });
            this.staged = DurableFiles.temporary(cache.folderOf(name));
        }

        HubModel run() {
            meter.asking();
            HubListing listing = HubListing.read(retries.of(this::list), trouble);
            NeededFiles needed = NeededFiles.of(name, listing.files().keySet());
            List<HubFile> files = new ArrayList<>();
            for (String file : needed.all()) {
                files.add(described(listing.files().get(file), listing.revision()));
            }
            try {
                Files.createDirectories(staged);
                makeRoom(files);
                for (int i = 0; i < files.size(); i++) {
                    if (i == needed.small().size()) {
                        lookAtSmallFiles();
                    }
                    fetch(files.get(i), listing.revision());
                }
                cache.publish(staged, name, settings.endpoint().toString(), listing, needed.all());
            } catch (IOException e) {
                throw DurableFiles.failure(trouble.what(), e);
            }
            return cache.find(name).orElseThrow(() -> trouble.wrong("its files are gone as soon as they are there"));
        }

        /** Weights of hundreds of megabytes are not fetched for nothing. */
        private void lookAtSmallFiles() throws IOException {
            try {
                look.accept(name, staged);
            } catch (EngineException e) {
                DurableFiles.deleteTree(staged);
                throw e;
            }
        }

        private byte[] list() throws IOException {
            // with blobs the list says sizes and digests, too; a hub that does not know the word says less
            URI address = URI.create(settings.endpoint() + "/api/models/" + name + "/revision/" + BRANCH + "?blobs=true");
            try (Answer answer = http.get(address, "", Map.of())) {
                return answer.body().all(LARGEST_LIST, http.silence(), cancellation);
            }
        }

        private URI address(String file, String revision) {
            return URI.create(settings.endpoint() + "/" + name + "/resolve/" + revision + "/" + file);
        }

        /** What the list does not say about a file the hub says beside the file. */
        private HubFile described(HubFile file, String revision) {
            if (file.isDescribed()) {
                return file;
            }
            return retries.of(() -> {
                try (Answer answer = http.head(address(file.name(), revision), file.name())) {
                    requireRevision(answer, revision);
                    String digest = HubFile.digest(answer.text("x-linked-etag"));
                    if (digest == null) {
                        digest = HubFile.digest(answer.text("etag"));
                    }
                    long size = answer.number("x-linked-size");
                    if (size < 0 && answer.status() == 200) {
                        size = answer.number("content-length");
                    }
                    return new HubFile(
                            file.name(),
                            file.size() >= 0 ? file.size() : size,
                            file.digest() != null ? file.digest() : digest);
                }
            });
        }

        private void requireRevision(Answer answer, String revision) {
            String commit = answer.text("x-repo-commit");
            if (!commit.isEmpty() && !commit.equals(revision)) {
                throw trouble.wrong("the hub answers with another revision than it was asked for, "
                        + HubHttp.printable(commit) + " in place of " + revision);
            }
        }

        /** Keeps what is there and right of an earlier attempt; the rest must have room. */
        private void makeRoom(List<HubFile> files) throws IOException {
            long wanted = 0;
            long there = 0;
            long parts = 0;
            boolean known = true;
            for (HubFile file : files) {
                Path at = staged.resolve(file.name());
                if (Files.isRegularFile(at) && (file.digest() == null || !file.fits(at))) {
                    Files.delete(at);
                }
                there += Files.isRegularFile(at) ? Files.size(at) : 0;
                parts += new PartFile(at, file).length();
                known &= file.size() >= 0;
                wanted += Math.max(0, file.size());
            }
            space.require(
                    staged, Math.max(0, wanted - there - parts), trouble.what(), "start the download again");
            meter.begin(known ? wanted : 0, there, parts);
        }

        private void fetch(HubFile file, String revision) throws IOException {
            Path at = staged.resolve(file.name());
            if (Files.isRegularFile(at)) {
                return; // found right before
            }
            Files.createDirectories(at.getParent());
            PartFile part = new PartFile(at, file);
            for (int wrong = 1; ; wrong++) {
                meter.file(file.name(), part.length());
                Optional<String> contradiction = retries.of(() -> receive(file, part, revision));
                if (contradiction.isEmpty()) {
                    meter.checking();
                    if (part.isRight()) {
                        part.finish();
                        meter.finished();
                        return;
                    }
                    contradiction = Optional.of("the content of " + file.name() + " is not what the hub promised (its "
                            + (file.digest() == null ? "size" : "check sum") + " differs)");
                }
                part.delete();
                if (wrong == WRONG) {
                    throw trouble.wrong(contradiction.get());
                }
            }
        }

        /**
         * Receives what is missing of a file.
         *
         * @return what is wrong with the answer; empty if nothing is and the file is there to its end
         * @throws IOException if the connection breaks; what has come is kept
         */
        private Optional<String> receive(HubFile file, PartFile part, String revision) throws IOException {
            long have = part.length();
            if (have > 0 && have == file.size()) {
                return Optional.empty();
            }
            Map<String, String> headers = new HashMap<>();
            if (have > 0) {
                headers.put("Range", "bytes=" + have + "-");
                if (!part.tag().isEmpty()) {
                    headers.put("If-Range", part.tag());
                }
            }
            try (Answer answer = http.get(address(file.name(), revision), file.name(), headers)) {
                if (answer.status() == 416 || answer.status() == 206 && !goesOn(answer, have)) {
                    part.delete();
                    throw new IOException("the server does not go on where the file ended");
                }
                if (answer.status() == 200) {
                    have = 0;
                    part.begin(answer.text("etag"));
                }
                meter.goOnFrom(have);
                long announced = answer.number("content-length");
                long expected = file.size() >= 0 ? file.size() : announced < 0 ? -1 : have + announced;
                if (announced >= 0 && expected >= 0 && have + announced != expected) {
                    return Optional.of("the hub says that " + file.name() + " has " + expected + " bytes, but sends "
                            + (have + announced));
                }
                return copy(answer.body(), part, have, expected, file);
            }
        }

        private static boolean goesOn(Answer answer, long from) {
            return from > 0 && answer.text("content-range").startsWith("bytes " + from + "-");
        }

        private Optional<String> copy(Body body, PartFile part, long have, long expected, HubFile file)
                throws IOException {
            long length = have;
            try (PartFile.End end = part.open()) {
                for (List<ByteBuffer> pieces = body.next(http.silence(), cancellation, meter::nothingCame);
                        !pieces.isEmpty();
                        pieces = body.next(http.silence(), cancellation, meter::nothingCame)) {
                    for (ByteBuffer piece : pieces) {
                        if (expected >= 0 && length + piece.remaining() > expected) {
                            return Optional.of("the hub says that " + file.name() + " has " + expected
                                    + " bytes, but sends more");
                        }
                        int count = piece.remaining();
                        end.append(piece);
                        length += count;
                        meter.received(count);
                    }
                }
            }
            if (expected >= 0 && length < expected) {
                throw new IOException("it ended after " + length + " of " + expected + " bytes of " + file.name());
            }
            return Optional.empty();
        }
    }
}
