package org.bertrim.app.support;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bertrim.engine.format.Json;

/**
 * A hub on this machine with one model, {@value #MODEL}: a BERT of four layers whose weights nobody opens. It can be told to stop in the middle
 * of them.
 */
public final class SmallHub implements AutoCloseable {

    public static final String MODEL = "small/bert";
    private static final String REVISION = "0123456789abcdef0123456789abcdef01234567";
    private static final String WEIGHTS = "model.safetensors";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, byte[]> files = new TreeMap<>();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private volatile int stopAfter = Integer.MAX_VALUE;

    /** A hub whose model has weights of so many bytes. */
    public SmallHub(int weights) {
        this(weights, 0);
    }

    /** The same at a port, where the environment already names one; 0 for any. */
    public SmallHub(int weights, int port) {
        files.put("config.json", text("""
                {"model_type": "bert", "hidden_size": 32, "num_hidden_layers": 4, "num_attention_heads": 4, "intermediate_size": 64,
                 "vocab_size": 31, "max_position_embeddings": 128, "type_vocab_size": 2, "layer_norm_eps": 1e-12, "hidden_act": "gelu"}
                """));
        files.put("vocab.txt", text("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n" + String.join("\n", "abcdefghijklmnopqrstuvwxyz".split(""))));
        files.put("README.md", text("---\nlicense: apache-2.0\n---\n"));
        byte[] random = new byte[weights];
        new Random(1).nextBytes(random);
        files.put(WEIGHTS, random);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    private static byte[] text(String content) {
        return content.getBytes(StandardCharsets.UTF_8);
    }

    /** What the environment of somebody who uses this hub says. */
    public Map<String, String> environment() {
        return Map.of("HF_ENDPOINT", "http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Sends no more than so many bytes of the weights before {@link #goOn()}. */
    public void stopAfter(int bytes) {
        stopAfter = bytes;
    }

    public void goOn() {
        goOn.countDown();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String below = "/" + MODEL + "/resolve/" + REVISION + "/";
            if (path.equals("/api/models/" + MODEL + "/revision/main")) {
                send(exchange, list(), 0, Integer.MAX_VALUE);
            } else if (path.startsWith(below) && files.containsKey(path.substring(below.length()))) {
                String name = path.substring(below.length());
                send(exchange, files.get(name), from(exchange), name.equals(WEIGHTS) ? stopAfter : Integer.MAX_VALUE);
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int from(HttpExchange exchange) {
        String range = exchange.getRequestHeaders().getFirst("Range");
        return range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
    }

    private void send(HttpExchange exchange, byte[] content, int from, int stop) throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("ETag", "\"" + sha256(content) + "\"");
        if (from > 0) {
            exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
        int pause = Math.max(from, Math.min(stop, content.length));
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(content, from, pause - from);
            out.flush();
            if (pause < content.length) {
                goOn.await();
                out.write(content, pause, content.length - pause);
            }
        }
    }

    private byte[] list() {
        ObjectNode list = Json.mapper().createObjectNode();
        list.put("sha", REVISION);
        files.forEach((name, content) -> {
            ObjectNode file = list.withArray("/siblings").addObject();
            file.put("rfilename", name).put("size", content.length);
            file.putObject("lfs").put("sha256", sha256(content)).put("size", content.length);
        });
        return text(list.toString());
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        goOn();
        server.stop(0);
        threads.shutdownNow();
    }
}
