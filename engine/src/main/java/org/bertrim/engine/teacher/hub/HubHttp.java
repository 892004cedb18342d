package org.bertrim.engine.teacher.hub;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Requests to a hub. Redirects are followed here and not by the client, because the access token goes to the hub only: whoever else the hub
 * sends us to gets the request without it, and so does every later stop.
 */
final class HubHttp {

    private static final int REDIRECTS = 5;
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final String AGENT = "bertrim";

    /**
     * Limits of patience.
     *
     * @param connect until there is a connection
     * @param answer until the answer begins
     * @param silence between two pieces of it
     */
    record Limits(Duration connect, Duration answer, Duration silence) {

        static final Limits USUAL = new Limits(Duration.ofSeconds(20), Duration.ofSeconds(40), Duration.ofSeconds(40));
    }

    /**
     * An answer.
     *
     * @param status 200, 206 or 416, or that of a redirect that was not followed
     */
    record Answer(int status, HttpHeaders headers, Body body) implements AutoCloseable {

        long number(String header) {
            return headers.firstValue(header).filter(text -> text.matches("\\d{1,18}")).map(Long::valueOf).orElse(-1L);
        }

        String text(String header) {
            return headers.firstValue(header).orElse("");
        }

        @Override
        public void close() {
            body.close();
        }
    }

    private final HubSettings settings;
    private final HubTrouble trouble;
    private final Limits limits;
    private final Cancellation cancellation;
    private final HttpClient client;

    HubHttp(HubSettings settings, HubTrouble trouble, Limits limits, Cancellation cancellation) {
        this.settings = settings;
        this.trouble = trouble;
        this.limits = limits;
        this.cancellation = cancellation;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limits.connect())
                .build();
    }

    /** Longest silence that is borne. */
    Duration silence() {
        return limits.silence();
    }

    /**
     * Gets what lies at an address, wherever the hub keeps it.
     *
     * @param file what is asked for, for messages; empty for the model itself
     * @throws IOException if another attempt may do better
     * @throws org.bertrim.engine.format.EngineException if it would not
     */
    Answer get(URI address, String file, Map<String, String> headers) throws IOException {
        return follow("GET", address, file, headers, true);
    }

    /** What the hub itself says about a file, before it sends us elsewhere for it. */
    Answer head(URI address, String file) throws IOException {
        return follow("HEAD", address, file, Map.of(), false);
    }

    private Answer follow(String method, URI address, String file, Map<String, String> headers, boolean away)
            throws IOException {
        URI at = address;
        boolean home = true;
        for (int hop = 0; hop <= REDIRECTS; hop++) {
            Answer answer = send(method, at, headers, home);
            int status = answer.status();
            if (status == 200 || status == 206 || status == 416) {
                return answer;
            }
            if (status == 301 || status == 302 || status == 303 || status == 307 || status == 308) {
                URI next = target(at, answer);
                boolean sameOrigin = HubSettings.sameOrigin(settings.endpoint(), next);
                if (!sameOrigin && !away) {
                    return answer;
                }
                answer.close();
                home &= sameOrigin; // once away, the token does not come back
                at = next;
                continue;
            }
            Duration wish = wish(answer);
            answer.close();
            if (status == 408 || status == 425 || status == 429 || status >= 500) {
                throw new Busy(status, wish);
            }
            throw trouble.status(status, file);
        }
        throw trouble.wrong("the hub sends us from one address to the next without an end");
    }

    private URI target(URI from, Answer answer) {
        String location = answer.text("location");
        try {
            URI next = from.resolve(location);
            boolean web = "https".equalsIgnoreCase(next.getScheme()) || "http".equalsIgnoreCase(next.getScheme());
            boolean weaker = "https".equalsIgnoreCase(from.getScheme()) && "http".equalsIgnoreCase(next.getScheme());
            if (!location.isEmpty() && web && !weaker && next.getHost() != null) {
                return next;
            }
        } catch (IllegalArgumentException e) {
            // refused below
        }
        answer.close();
        throw trouble.wrong("the hub sends us to an address that must not be followed: " + printable(location));
    }

    private Answer send(String method, URI at, Map<String, String> headers, boolean home) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(at)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("User-Agent", AGENT)
                .header("Accept-Encoding", "identity"); // what is compressed on the way cannot be resumed or compared
        headers.forEach(request::header);
        if (home) {
            settings.tokenFor(at).ifPresent(token -> request.header("Authorization", "Bearer " + token));
        }
        HttpResponse<Body> response = await(client.sendAsync(request.build(), info -> new Body()));
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    private HttpResponse<Body> await(CompletableFuture<HttpResponse<Body>> coming) throws IOException {
        long start = System.nanoTime();
        try {
            while (System.nanoTime() - start < limits.answer().toNanos()) {
                cancellation.check();
                try {
                    return coming.get(LOOK.toNanos(), TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    // look at the wish to end, then wait on
                }
            }
            throw new HttpTimeoutException("the server does not answer within " + limits.answer().toSeconds() + " seconds");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cancellation.cancel();
            cancellation.check();
            throw new IOException(e);
        } finally {
            coming.cancel(true); // does nothing once the answer is there
        }
    }

    /** How long the server asks to be left alone, in either form; zero if it does not say. */
    private static Duration wish(Answer answer) {
        String text = answer.text("retry-after").strip();
        if (text.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        try {
            Instant until = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
            Duration wish = Duration.between(Instant.now(), until);
            return wish.isNegative() ? Duration.ZERO : wish;
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }

    /** What a server says, so that it can be shown. */
    static String printable(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= 120 ? plain : plain.substring(0, 120) + "…";
    }
}
