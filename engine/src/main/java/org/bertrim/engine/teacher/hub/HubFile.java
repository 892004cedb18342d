package org.bertrim.engine.teacher.hub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file as the hub describes it.
 *
 * @param name its path within the model, parts separated by {@code /}
 * @param size bytes; -1 if the hub does not say
 * @param digest SHA-256 of the content (64 hexadecimal digits) or SHA-1 of the Git object (40); null if the hub says neither
 */
record HubFile(String name, long size, @Nullable String digest) {

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final int SHA256_DIGITS = 64;
    private static final int BUFFER = 1 << 20;

    /** The digest that an ETag or a key of the list spells; null if it is none of the kinds that can be checked. */
    static @Nullable String digest(String text) {
        String plain = text.strip();
        if (plain.startsWith("W/")) {
            plain = plain.substring(2);
        }
        plain = plain.replace("\"", "").toLowerCase(java.util.Locale.ROOT);
        return DIGEST.matcher(plain).matches() ? plain : null;
    }

    /** Whether the hub says all that can be said. */
    boolean isDescribed() {
        return size >= 0 && digest != null;
    }

    /** Whether this content is what the hub describes; true as well where it describes nothing. */
    boolean fits(Path content) throws IOException {
        if (size >= 0 && Files.size(content) != size) {
            return false;
        }
        return digest == null || digest.equals(digest.length() == SHA256_DIGITS ? sha256(content) : gitSha1(content));
    }

    /** SHA-256 of a file, in hexadecimal digits. */
    static String sha256(Path content) throws IOException {
        return digest(content, newDigest("SHA-256"));
    }

    /** As Git names the content: over a head with its length, then the content. */
    private static String gitSha1(Path content) throws IOException {
        MessageDigest sha1 = newDigest("SHA-1");
        sha1.update(("blob " + Files.size(content) + "\0").getBytes(StandardCharsets.US_ASCII));
        return digest(content, sha1);
    }

    private static String digest(Path content, MessageDigest digest) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(content)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest newDigest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has both
        }
    }
}
