package org.bertrim.engine.teacher.hub;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A hub on this machine that can be told to behave badly. */
public final class FakeHub implements AutoCloseable {

    public static final HubName MODEL = new HubName("owner", "small-bert");
    static final String REVISION = "0123456789abcdef0123456789abcdef01234567";

    /** One answer. */
    @FunctionalInterface
    public interface Answer {
        void give(HttpExchange exchange, byte[] content) throws IOException, InterruptedException;
    }

    /** What was asked. */
    public record Request(String method, String path, String token, String range, String ifRange) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    public final List<Request> requests = new CopyOnWriteArrayList<>();
    public final Map<String, byte[]> files = new TreeMap<>();
    private final Map<String, Deque<Answer>> answers = new HashMap<>();
    private final Map<String, Answer> always = new HashMap<>();
    String revision = REVISION;
    boolean describes = true;

    /** A hub without any file. */
    public FakeHub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** A hub with a model of all the files that a BERT needs, and some that nobody needs. */
    static FakeHub withModel() {
        FakeHub hub = new FakeHub();
        hub.files.put("config.json", "{\"model_type\": \"bert\"}".getBytes(StandardCharsets.UTF_8));
        hub.files.put("vocab.txt", "[PAD]\n[UNK]\n".getBytes(StandardCharsets.UTF_8));
        hub.files.put("model.safetensors", bytes(300_000, 1));
        hub.files.put("pytorch_model.bin", bytes(1000, 2));
        hub.files.put("README.md", "---\nlicense: mit\n---\n".getBytes(StandardCharsets.UTF_8));
        hub.files.put("training_args.bin", bytes(10, 3));
        return hub;
    }

    static byte[] bytes(int count, int seed) {
        byte[] bytes = new byte[count];
        new java.util.Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** What {@code HF_ENDPOINT} would say. */
    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The next answers about a path's end, one request each; afterwards it is served as it should be. */
    public void next(String pathEnd, Answer... given) {
        answers.computeIfAbsent(pathEnd, any -> new ArrayDeque<>()).addAll(Arrays.asList(given));
    }

    /** Every answer about a path's end. */
    public void always(String pathEnd, Answer given) {
        always.put(pathEnd, given);
    }

    List<Request> about(String pathEnd) {
        return requests.stream().filter(request -> request.path().endsWith(pathEnd)).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Headers headers = exchange.getRequestHeaders();
        requests.add(new Request(
                exchange.getRequestMethod(),
                path,
                headers.getFirst("Authorization"),
                headers.getFirst("Range"),
                headers.getFirst("If-Range")));
        try {
            answer(path).give(exchange, content(path));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    private Answer answer(String path) {
        synchronized (answers) {
            for (Map.Entry<String, Deque<Answer>> each : answers.entrySet()) {
                if (path.endsWith(each.getKey()) && !each.getValue().isEmpty()) {
                    return each.getValue().poll();
                }
            }
        }
        return always.entrySet().stream()
                .filter(each -> path.endsWith(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(FakeHub::serve);
    }

    private byte[] content(String path) {
        if (path.equals("/api/models/" + MODEL + "/revision/main")) {
            return list().toString().getBytes(StandardCharsets.UTF_8);
        }
        String below = "/" + MODEL + "/resolve/" + revision + "/";
        return path.startsWith(below) ? files.get(path.substring(below.length())) : null;
    }

    private ObjectNode list() {
        ObjectNode list = org.bertrim.engine.format.Json.mapper().createObjectNode();
        list.put("sha", revision);
        files.forEach((name, content) -> {
            ObjectNode sibling = list.withArray("/siblings").addObject();
            sibling.put("rfilename", name);
            if (describes) {
                sibling.put("size", content.length);
                sibling.put("blobId", gitSha1(content));
                if (content.length >= 1000) {
                    sibling.putObject("lfs").put("sha256", hex("SHA-256", content)).put("size", content.length);
                }
            }
        });
        return list;
    }

    static String etag(byte[] content) {
        return "\"" + (content.length >= 1000 ? hex("SHA-256", content) : gitSha1(content)) + "\"";
    }

    private static String gitSha1(byte[] content) {
        byte[] head = ("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII);
        byte[] whole = Arrays.copyOf(head, head.length + content.length);
        System.arraycopy(content, 0, whole, head.length, content.length);
        return hex("SHA-1", whole);
    }

    static String hex(String algorithm, byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As it should be: with ETag, and a part where a part of this very content is asked for. */
    public static void serve(HttpExchange exchange, byte[] content) throws IOException {
        if (content == null) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        Headers asked = exchange.getRequestHeaders();
        Headers answer = exchange.getResponseHeaders();
        answer.set("ETag", etag(content));
        String range = asked.getFirst("Range");
        String ifRange = asked.getFirst("If-Range");
        int from = 0;
        int status = 200;
        if (range != null && (ifRange == null || ifRange.equals(etag(content)))) {
            from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
            status = 206;
            answer.set("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
        }
        if (exchange.getRequestMethod().equals("HEAD")) {
            answer.set("Content-Length", Integer.toString(content.length));
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        exchange.sendResponseHeaders(status, content.length - from);
        exchange.getResponseBody().write(content, from, content.length - from);
    }

    /** Sends so many bytes of what was asked for, then hangs up. */
    static Answer dropAfter(int count) {
        return (exchange, content) -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            int from = range == null ? 0 : Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
            exchange.getResponseHeaders().set("ETag", etag(content));
            if (from > 0) {
                exchange.getResponseHeaders()
                        .set("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
            }
            exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
            exchange.getResponseBody().write(content, from, count);
            exchange.getResponseBody().flush();
            exchange.close();
        };
    }

    public static Answer status(int status, String... headers) {
        return (exchange, content) -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(status, -1);
        };
    }

    static Answer redirect(String location) {
        return status(302, "Location", location);
    }

    /** Serves this in place of the content. */
    static Answer instead(byte[] other) {
        return (exchange, content) -> serve(exchange, other);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
