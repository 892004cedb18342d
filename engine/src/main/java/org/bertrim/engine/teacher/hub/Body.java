package org.bertrim.engine.teacher.hub;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The content of an answer, handed over piece by piece as it arrives. Unlike a stream it can be waited for with a limit, so that a server
 * that falls silent holds nobody up.
 */
final class Body implements BodySubscriber<Body>, AutoCloseable {

    /** How long one look at the wish to end takes. */
    private static final Duration LOOK = Duration.ofMillis(100);

    /** Pieces, or what went wrong. */
    private record Item(List<ByteBuffer> pieces, @Nullable Throwable problem) {}

    private static final Item END = new Item(List.of(), null);

    private final BlockingQueue<Item> arrived = new LinkedBlockingQueue<>();
    private final CompletableFuture<Subscription> subscription = new CompletableFuture<>();

    @Override
    public CompletionStage<Body> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription.complete(given);
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> pieces) {
        arrived.add(new Item(pieces, null));
    }

    @Override
    public void onError(Throwable problem) {
        arrived.add(new Item(List.of(), problem));
    }

    @Override
    public void onComplete() {
        arrived.add(END);
    }

    /**
     * The next pieces; none at the end.
     *
     * @param silence how long the server may say nothing
     * @param waiting done about ten times a second while nothing comes
     * @throws IOException if the connection breaks or the server says nothing for too long
     */
    List<ByteBuffer> next(Duration silence, Cancellation cancellation, Runnable waiting) throws IOException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < silence.toNanos()) {
            cancellation.check();
            Item item = poll(cancellation);
            if (item == null) {
                waiting.run();
            }
            if (item == END) {
                arrived.add(END); // for whoever asks again
                return List.of();
            }
            if (item != null && item.problem() != null) {
                throw new IOException(item.problem().getMessage(), item.problem());
            }
            if (item != null) {
                subscription.thenAccept(to -> to.request(1));
                if (!item.pieces().isEmpty()) {
                    return item.pieces();
                }
            }
        }
        throw new HttpTimeoutException("the server has sent nothing for " + silence.toSeconds() + " seconds");
    }

    private @Nullable Item poll(Cancellation cancellation) {
        try {
            return arrived.poll(LOOK.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cancellation.cancel();
            return null;
        }
    }

    /**
     * All of it.
     *
     * @param most more bytes than that are not taken
     */
    byte[] all(int most, Duration silence, Cancellation cancellation) throws IOException {
        List<ByteBuffer> pieces = new ArrayList<>();
        long size = 0;
        for (List<ByteBuffer> next = next(silence, cancellation, () -> {});
                !next.isEmpty();
                next = next(silence, cancellation, () -> {})) {
            for (ByteBuffer piece : next) {
                size += piece.remaining();
                if (size > most) {
                    throw new IOException("the answer is longer than " + most + " bytes");
                }
                pieces.add(piece);
            }
        }
        ByteBuffer whole = ByteBuffer.allocate((int) size);
        pieces.forEach(whole::put);
        return whole.array();
    }

    /** Takes no more; a connection that still sends is closed. */
    @Override
    public void close() {
        subscription.thenAccept(Subscription::cancel);
    }
}
