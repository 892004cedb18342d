package org.bertrim.engine.teacher;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.bertrim.engine.format.StoredTensor;

/** Names a teacher by its content, wherever it came from. */
final class Fingerprint {

    private Fingerprint() {}

    /** SHA-256 of weights and tokenizer, in hexadecimal digits. */
    static String of(Map<String, StoredTensor> tensors, byte[] tokenizer) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            tensors.keySet().stream().sorted().forEach(name -> {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update(tensors.get(name).data());
            });
            digest.update(tokenizer);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
