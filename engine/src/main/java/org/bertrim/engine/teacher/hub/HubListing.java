package org.bertrim.engine.teacher.hub;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.bertrim.engine.format.Json;

/**
 * What a hub says about a model.
 *
 * @param revision the commit, 40 hexadecimal digits on Hugging Face's hub
 * @param files by name
 */
record HubListing(String revision, Map<String, HubFile> files) {

    private static final Pattern REVISION = Pattern.compile("[0-9A-Za-z][0-9A-Za-z._-]{0,99}");
    private static final Pattern SEPARATOR = Pattern.compile("[/\\\\]");
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);
    private static final int LONGEST_NAME = 1000;
    private static final long LARGEST = 1L << 50; // more than any disk has, and sums of it are still numbers

    /** Reads the hub's answer. */
    static HubListing read(byte[] json, HubTrouble trouble) {
        JsonNode root;
        try {
            root = Json.mapper().readTree(json);
        } catch (IOException e) {
            throw trouble.wrong("the hub's list of files is no JSON document");
        }
        String revision = root.path("sha").asText("");
        if (!REVISION.matcher(revision).matches() || !root.path("siblings").isArray()) {
            throw trouble.wrong("the hub's answer is no list of files");
        }
        Map<String, HubFile> files = new LinkedHashMap<>();
        for (JsonNode sibling : root.path("siblings")) {
            String name = sibling.path("rfilename").asText("");
            if (climbs(name)) {
                throw trouble.wrong(
                        "the hub names a file that would lie outside of the model's folder: " + HubHttp.printable(name));
            }
            JsonNode large = sibling.path("lfs");
            String digest = HubFile.digest(large.path("sha256").asText(large.path("oid").asText("")));
            if (digest == null && large.isMissingNode()) {
                digest = HubFile.digest(sibling.path("blobId").asText(""));
            }
            long size = sibling.path("size").asLong(large.path("size").asLong(-1));
            if (size > LARGEST) {
                throw trouble.wrong("the hub says that " + HubHttp.printable(name) + " has " + size + " bytes");
            }
            files.put(name, new HubFile(name, size < 0 ? -1 : size, digest));
        }
        return new HubListing(revision, files);
    }

    /** Whether a name leads anywhere but into the model's folder, on any system. */
    private static boolean climbs(String name) {
        return name.length() > LONGEST_NAME
                || DRIVE.matcher(name).matches()
                || name.chars().anyMatch(Character::isISOControl)
                || Arrays.stream(SEPARATOR.split(name, -1))
                        .anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    }
}
