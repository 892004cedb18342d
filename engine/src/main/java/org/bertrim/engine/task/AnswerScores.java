package org.bertrim.engine.task;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How right an answer in words is, as SQuAD counts it (Rajpurkar et al. 2016, 2018; the rules of {@code evaluate-v2.0.py}).
 *
 * <p>Texts are compared in lower case, without ASCII punctuation, without the articles a, an and the, and word by word. F1 is the harmonic
 * mean of the shares of common words, each as often as both have it; where one of the texts has no words it is 1 or 0, as they are equal or
 * not. Of several right answers the one that fits best counts. No answer is the text without words, and the only right answer where the
 * question has none.
 *
 * @param exactMatch 1 if the words are those of a right answer, else 0
 * @param f1 0 to 1
 */
record AnswerScores(double exactMatch, double f1) {

    private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
    private static final Set<String> ARTICLES = Set.of("a", "an", "the");
    private static final List<String> NO_ANSWER = List.of();

    /**
     * Judges an answer.
     *
     * @param right words of each right answer, see {@link #rightAnswers}
     */
    static AnswerScores of(String answer, List<List<String>> right) {
        List<String> words = words(answer);
        double exact = 0;
        double f1 = 0;
        for (List<String> each : right) {
            exact = Math.max(exact, words.equals(each) ? 1 : 0);
            f1 = Math.max(f1, f1(words, each));
        }
        return new AnswerScores(exact, f1);
    }

    /** The words of right answers; those without words do not count, and none at all are the answer without words. */
    static List<List<String>> rightAnswers(List<String> answers) {
        List<List<String>> right = answers.stream().map(AnswerScores::words).filter(words -> !words.isEmpty()).toList();
        return right.isEmpty() ? List.of(NO_ANSWER) : right;
    }

    /** The words of a text that count. */
    static List<String> words(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        StringBuilder run = new StringBuilder(); // letters and digits without a break; an article is one on its own
        for (int at = 0; at < lower.length(); ) {
            int character = lower.codePointAt(at);
            at += Character.charCount(character);
            if (character < 128 && PUNCTUATION.indexOf(character) >= 0) {
                continue; // dropped before words are told apart: "U.S." is "us"
            }
            if (Character.isLetter(character) || isNumber(character)) {
                run.appendCodePoint(character);
                continue;
            }
            endRun(run, word, words);
            if (isSpace(character)) {
                endWord(word, words);
            } else {
                word.appendCodePoint(character);
            }
        }
        endRun(run, word, words);
        endWord(word, words);
        return words;
    }

    /** An article leaves a gap, also within what has no spaces. */
    private static void endRun(StringBuilder run, StringBuilder word, List<String> words) {
        if (ARTICLES.contains(run.toString())) {
            endWord(word, words);
        } else {
            word.append(run);
        }
        run.setLength(0);
    }

    private static void endWord(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    /** Number of any kind, as Python counts it among the characters of words. */
    private static boolean isNumber(int character) {
        return switch (Character.getType(character)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
            default -> false;
        };
    }

    /** As Python's: Unicode's separators and the control characters that move on, NEL and no-break spaces among them. */
    private static boolean isSpace(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character) || character == 0x85;
    }

    private static double f1(List<String> answer, List<String> right) {
        if (answer.isEmpty() || right.isEmpty()) {
            return answer.equals(right) ? 1 : 0;
        }
        Map<String, Integer> left = new HashMap<>();
        right.forEach(word -> left.merge(word, 1, Integer::sum));
        int common = 0;
        for (String word : answer) {
            if (left.getOrDefault(word, 0) > 0) {
                left.merge(word, -1, Integer::sum);
                common++;
            }
        }
        return 2.0 * common / (answer.size() + right.size());
    }
}
