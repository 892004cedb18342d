package org.bertrim.engine.teacher;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.task.WordTokenizer;
import org.bertrim.engine.task.augment.AugmentationSettings;
import org.bertrim.engine.task.augment.CandidateWords;
import org.bertrim.engine.task.augment.WordNeighbours;
import org.bertrim.engine.task.augment.WordTable;
import org.bertrim.engine.task.augment.WordVectors;
import org.jspecify.annotations.Nullable;

/**
 * Opens what an experiment's {@code augmentation.words} names, for one teacher:
 *
 * <ul>
 *   <li>{@code auto}: words of one piece by the teacher's masked language model, if its checkpoint has one; else as {@code embeddings};
 *   <li>{@code masked-lm}: by that model, which the teacher must have; words of several pieces stay;
 *   <li>{@code vectors:FILE}: words of several pieces by the file, those of one piece by the masked language model, or by the file too where
 *       there is none. With such a model this is the published procedure;
 *   <li>{@code embeddings}: words of one piece by the teacher's token embeddings; words of several pieces stay.
 * </ul>
 */
public final class AugmentationWords implements AutoCloseable {

    private final CandidateWords candidates;
    private final String source;
    private final @Nullable MaskedLanguageModel model;

    private AugmentationWords(CandidateWords candidates, String source, @Nullable MaskedLanguageModel model) {
        this.candidates = candidates;
        this.source = source;
        this.model = model;
    }

    /**
     * Opens the source; takes seconds for a file of vectors.
     *
     * @param tokenizer the teacher's; stays the caller's
     * @throws InvalidInput if the teacher has no masked language model although it must, or the file cannot be used
     */
    public static AugmentationWords open(
            NDManager parent, AugmentationSettings settings, Teacher teacher, WordTokenizer tokenizer) {
        String words = settings.words();
        boolean has = MaskedLanguageModel.has(teacher);
        if (words.equals(AugmentationSettings.MASKED) && !has) {
            throw new InvalidInput(
                    "The rows cannot be augmented",
                    "the teacher " + teacher.source() + " has no masked language model",
                    "Set augmentation.words to vectors:FILE, embeddings or auto.");
        }
        boolean vectors = words.startsWith(AugmentationSettings.VECTORS);
        WordTable table = null;
        if (vectors) {
            table = WordVectors.read(Path.of(words.substring(AugmentationSettings.VECTORS.length())));
        } else if (!has || words.equals(AugmentationSettings.EMBEDDINGS)) {
            table = TokenWords.of(teacher, tokenizer);
        }
        boolean masked = has && !words.equals(AugmentationSettings.EMBEDDINGS);
        WordNeighbours neighbours = table == null ? null : new WordNeighbours(parent, table, settings.candidates());
        MaskedLanguageModel model = masked ? new MaskedLanguageModel(parent, teacher, tokenizer) : null;
        String source = (masked ? AugmentationSettings.MASKED : "")
                + (masked && vectors ? "+" : "")
                + (vectors ? "vectors" : masked ? "" : AugmentationSettings.EMBEDDINGS);
        return new AugmentationWords(new CandidateWords(model, neighbours, settings.candidates()), source, model);
    }

    /** The likely words. */
    public CandidateWords candidates() {
        return candidates;
    }

    /** What they come from: {@code masked-lm}, {@code vectors}, {@code masked-lm+vectors} or {@code embeddings}. */
    public String source() {
        return source;
    }

    @Override
    public void close() {
        candidates.close();
        if (model != null) {
            model.close();
        }
    }
}
