package org.bertrim.engine.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bertrim.engine.task.TextTokenizer.Frame;
import org.bertrim.engine.task.TextTokenizer.Tokens;
import org.bertrim.engine.task.Windows.Asked;
import org.bertrim.engine.task.Windows.Passage;

/**
 * Makes questions on passages into rows: {@code [CLS] question [SEP] window of the passage [SEP]}, or as the tokenizer frames a pair, one row
 * for each window (Devlin et al. 2019, section 4.2 and the released code).
 *
 * <p>A row's labels are the positions of the answer's first and last token, of the first answer where there are several; both 0, the
 * position of {@code [CLS]}, where the window does not show all of it or there is none. Passages are tokenised once, whoever asks.
 */
final class PassageRows {

    private final TextTokenizer tokenizer;
    private final RowLimits limits;
    private final Frame frame;

    PassageRows(TextTokenizer tokenizer, RowLimits limits) {
        this.tokenizer = tokenizer;
        this.limits = limits;
        this.frame = tokenizer.frame();
        if (limits.maxTokens() < frame.special() + 2) {
            throw new IllegalArgumentException("maxTokens " + limits.maxTokens() + " leaves no room for texts");
        }
    }

    /** The rows of examples, all of one question together, in the order of the examples and of the passage. */
    TokenRows of(List<Example> examples) {
        Map<String, Tokens> passages = tokenised(examples, tokenizer);
        Map<String, Passage> places = new HashMap<>();
        passages.forEach((text, tokens) -> places.put(text, new Passage(text, tokens.starts(), tokens.ends())));
        List<Tokens> asked = tokenizer.tokens(examples.stream().map(Example::text).toList());
        Rows rows = new Rows();
        for (int i = 0; i < examples.size(); i++) {
            Example example = examples.get(i);
            String passage = passage(example);
            rows.add(new Asked(example, places.get(passage)), asked.get(i).ids(), passages.get(passage));
        }
        return rows.finish();
    }

    /** The lengths of examples. */
    static ExampleLengths lengths(List<Example> examples, TextTokenizer tokenizer) {
        Map<String, Tokens> passages = tokenised(examples, tokenizer);
        int special = tokenizer.frame().special();
        int[] questions = tokenizer.tokens(examples.stream().map(Example::text).toList()).stream()
                .mapToInt(tokens -> tokens.ids().length)
                .toArray();
        int[] all = new int[examples.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = special + questions[i] + passages.get(passage(examples.get(i))).ids().length;
        }
        return new ExampleLengths(all, questions, special);
    }

    private static Map<String, Tokens> tokenised(List<Example> examples, TextTokenizer tokenizer) {
        List<String> texts = examples.stream().map(PassageRows::passage).distinct().toList();
        List<Tokens> tokens = tokenizer.tokens(texts);
        Map<String, Tokens> all = new LinkedHashMap<>();
        for (int i = 0; i < texts.size(); i++) {
            all.put(texts.get(i), tokens.get(i));
        }
        return all;
    }

    private static String passage(Example example) {
        return Objects.requireNonNull(example.secondText(), "a question has a passage");
    }

    /**
     * The tokens that an answer touches.
     *
     * @return numbers of its first and last token in the passage, or none if the tokenizer has left all of it out
     */
    private static int[] touched(Asked asked) {
        Question question = Objects.requireNonNull(asked.example().question(), "a row of a span task has a question");
        if (question.answers().isEmpty()) {
            return new int[0];
        }
        Passage passage = asked.passage();
        Span answer = question.answers().get(0).stripped(passage.text());
        int first = 0;
        while (first < passage.ends().length && passage.ends()[first] <= answer.start()) {
            first++;
        }
        int last = passage.starts().length - 1;
        while (last >= 0 && passage.starts()[last] >= answer.end()) {
            last--;
        }
        return first <= last ? new int[] {first, last} : new int[0];
    }

    /** Whether a window shows all characters of the answer; a character may have several tokens of which it shows some. */
    private static boolean shown(Passage passage, int[] answer, int from, int shown) {
        return answer.length > 0
                && shown > 0
                && passage.starts()[from] <= passage.starts()[answer[0]]
                && passage.ends()[from + shown - 1] >= passage.ends()[answer[1]];
    }

    /** Collects rows. */
    private final class Rows {
        private final List<int[]> ids = new ArrayList<>();
        private final List<int[]> types = new ArrayList<>();
        private final List<int[]> labels = new ArrayList<>();
        private final List<Asked> questions = new ArrayList<>();
        private final List<int[]> windows = new ArrayList<>();
        /** Rows of the same lengths share their segments: there are hundreds of thousands of rows. */
        private final Map<List<Integer>, int[]> knownTypes = new HashMap<>();

        void add(Asked asked, int[] question, Tokens passage) {
            int questionTokens = limits.questionTokens(question.length, frame.special());
            int room = limits.maxTokens() - frame.special() - questionTokens;
            int at = frame.before().length + questionTokens + frame.between().length;
            int[] answer = touched(asked);
            int count = limits.windows(passage.ids().length, room);
            for (int window = 0; window < count; window++) {
                int from = window * limits.step(room);
                int shown = Math.min(passage.ids().length - from, room);
                ids.add(ids(question, questionTokens, passage, from, shown));
                types.add(knownTypes.computeIfAbsent(List.of(questionTokens, shown), lengths -> types(questionTokens, shown)));
                labels.add(shown(asked.passage(), answer, from, shown)
                        ? new int[] {Math.max(answer[0] - from, 0) + at, Math.min(answer[1] - from, shown - 1) + at}
                        : new int[2]);
                windows.add(new int[] {questions.size(), at, from, shown});
            }
            questions.add(asked);
        }

        private int[] ids(int[] question, int questionTokens, Tokens passage, int from, int shown) {
            int[] row = new int[frame.special() + questionTokens + shown];
            int at = put(row, 0, frame.before(), 0, frame.before().length);
            at = put(row, at, question, 0, questionTokens);
            at = put(row, at, frame.between(), 0, frame.between().length);
            at = put(row, at, passage.ids(), from, shown);
            put(row, at, frame.after(), 0, frame.after().length);
            return row;
        }

        private int[] types(int questionTokens, int shown) {
            int[] row = new int[frame.special() + questionTokens + shown];
            int at = fill(row, 0, frame.types().before(), frame.before().length);
            at = fill(row, at, frame.types().first(), questionTokens);
            at = fill(row, at, frame.types().between(), frame.between().length);
            at = fill(row, at, frame.types().second(), shown);
            fill(row, at, frame.types().after(), frame.after().length);
            return row;
        }

        TokenRows finish() {
            float[] positions = new float[2 * labels.size()];
            for (int i = 0; i < labels.size(); i++) {
                positions[2 * i] = labels.get(i)[0];
                positions[2 * i + 1] = labels.get(i)[1];
            }
            return new TokenRows(
                    ids.toArray(int[][]::new),
                    types.toArray(int[][]::new),
                    positions,
                    new Windows(questions, column(0), column(1), column(2), column(3)));
        }

        private int[] column(int number) {
            return windows.stream().mapToInt(window -> window[number]).toArray();
        }
    }

    private static int put(int[] row, int at, int[] ids, int from, int count) {
        System.arraycopy(ids, from, row, at, count);
        return at + count;
    }

    private static int fill(int[] row, int at, int type, int count) {
        Arrays.fill(row, at, at + count, type);
        return at + count;
    }
}
