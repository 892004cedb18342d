package org.bertrim.engine.task.augment;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.format.MaybeGzipped;
import org.jspecify.annotations.Nullable;

/**
 * Reads word vectors in GloVe's text format: a word, a space, its numbers separated by spaces, one word a line, UTF-8; {@code .gz} is
 * unpacked on the way.
 *
 * <p>Only the first {@value #MOST_WORDS} lines are read, as in TinyBERT's released script; GloVe's files begin with the most frequent
 * words. Of a word that stands twice the first vector counts. Words with a space in them (glove.840B has some) and zero vectors are
 * left out.
 */
public final class WordVectors {

    /** Lines that are read at most. */
    public static final int MOST_WORDS = 100_000;

    private static final int MOST_NUMBERS = 1000;
    private static final int LONGEST_LINE = 1 << 16;
    private static final int SHOWN = 10;
    private static final Pattern HEADER = Pattern.compile("[0-9]+ [0-9]+");
    private static final Pattern SPACE = Pattern.compile(" ");

    private final Path file;
    private final List<String> words = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private final List<String> problems = new ArrayList<>();
    private final MessageDigest digest = sha256();
    private long more;
    private int width;
    private float[] values = new float[0];

    private WordVectors(Path file) {
        this.file = file;
    }

    /**
     * Reads a file.
     *
     * @return its words with vectors of length 1
     * @throws InvalidInput naming the first ten lines that cannot be used and the count of the rest
     */
    public static WordTable read(Path file) {
        return new WordVectors(file).table();
    }

    private WordTable table() {
        try (InputStream in = open()) {
            ByteLines lines = new ByteLines(in, LONGEST_LINE);
            for (long number = 1; number <= MOST_WORDS && lines.next(); number++) {
                digest.update(lines.bytes(), 0, lines.length());
                digest.update((byte) '\n');
                take(number, lines.bytes(), lines.length());
            }
        } catch (ByteLines.TooLong e) {
            throw unusable("a line is longer than " + LONGEST_LINE + " bytes; this is no text of word vectors", e);
        } catch (ZipException | EOFException e) {
            throw unusable("it is no complete gzip file", e);
        } catch (IOException e) {
            throw DurableFiles.failure("The word vectors " + file + " could not be read", e);
        }
        if (!problems.isEmpty()) {
            throw unusable(String.join("; ", problems) + (more > 0 ? "; and " + more + " more lines" : ""), null);
        }
        if (words.size() < 2) {
            throw unusable("it holds fewer than two words", null);
        }
        return new WordTable(
                words,
                Arrays.copyOf(values, words.size() * width),
                width,
                "vectors:" + HexFormat.of().formatHex(digest.digest()));
    }

    private InputStream open() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw unusable(Files.exists(file) ? "it is no file" : "there is no such file", null);
        }
        return MaybeGzipped.open(file);
    }

    private void take(long number, byte[] bytes, int length) {
        int end = length;
        while (end > 0 && bytes[end - 1] == ' ') {
            end--;
        }
        if (number == 1 && !begin(new String(bytes, 0, end, StandardCharsets.UTF_8)) || width == 0) {
            return; // once line 1 was refused nothing after it can be judged
        }
        int cells = 1;
        for (int i = 0; i < end; i++) {
            cells += bytes[i] == ' ' ? 1 : 0;
        }
        int wordCells = cells - width;
        if (wordCells < 1) {
            problem(number, "has " + (cells - 1) + " numbers instead of " + width);
            return;
        }
        int wordEnd = 0;
        for (int seen = 0; wordEnd < end && (bytes[wordEnd] != ' ' || ++seen < wordCells); ) {
            wordEnd++;
        }
        String word = text(bytes, wordEnd);
        if (word == null) {
            problem(number, "is not UTF-8 text");
            return;
        }
        if (wordCells > 1 && numbersFollow(word)) {
            problem(number, "has more than " + width + " numbers");
            return;
        }
        int at = words.size() * width;
        if (values.length < at + width) {
            values = Arrays.copyOf(values, (int) Math.min((long) MOST_WORDS * width, 2L * at + 1024L * width));
        }
        for (int i = 0, from = wordEnd + 1; i < width; i++) {
            int to = from;
            while (to < end && bytes[to] != ' ') {
                to++;
            }
            float value = Decimals.parse(bytes, from, to);
            if (!Float.isFinite(value)) {
                String cell = new String(bytes, from, to - from, StandardCharsets.UTF_8);
                problem(number, "has \"" + cell + "\" where a number belongs");
                return;
            }
            values[at + i] = value;
            from = to + 1;
        }
        boolean usable = wordCells == 1 && !word.isBlank() && !known.contains(word);
        if (usable && WordTable.normalised(values, at, width)) {
            words.add(word);
            known.add(word);
        }
    }

    private static @Nullable String text(byte[] bytes, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** Whether a word of several parts is rather a word and numbers that are too many. */
    private static boolean numbersFollow(String word) {
        String[] parts = SPACE.split(word, -1);
        return Float.isFinite(Decimals.parse(parts[1])) && Float.isFinite(Decimals.parse(parts[parts.length - 1]));
    }

    /** Takes the length of vectors from the first line. */
    private boolean begin(String text) {
        String[] cells = SPACE.split(text, -1);
        if (HEADER.matcher(text.strip()).matches()) {
            problem(1, "looks like the header of the word2vec format; GloVe's files have none, remove the line");
            return false;
        }
        if (cells.length < 2 || cells.length - 1 > MOST_NUMBERS) {
            problem(1, "has " + (cells.length - 1) + " numbers; 1 to " + MOST_NUMBERS + " can be used");
            return false;
        }
        width = cells.length - 1;
        return true;
    }

    private void problem(long line, String reason) {
        if (problems.size() < SHOWN) {
            problems.add("line " + line + " " + reason);
        } else {
            more++;
        }
    }

    private InvalidInput unusable(String why, @Nullable Throwable cause) {
        return new InvalidInput(
                "The word vectors " + file + " cannot be used",
                why,
                "Give a text file in GloVe's format: a word and its numbers, separated by single spaces, one word a line.",
                cause);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
