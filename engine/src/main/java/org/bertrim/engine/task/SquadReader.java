package org.bertrim.engine.task;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of SQuAD token by token: {@code data[].paragraphs[]} with {@code context} and {@code qas[]} of {@code id}, {@code question},
 * {@code answers[]} of {@code text} and {@code answer_start}, in 2.0 {@code is_impossible}. Keys may come in any order; others are passed
 * over. What cannot be used is recorded as a problem by article, paragraph and question.
 *
 * <p>Memory: no text is longer than {@value #LONGEST_TEXT} characters, and the texts kept of a file are no more than {@value #MOST_KEPT}.
 */
final class SquadReader {

    private static final int LONGEST_TEXT = 1 << 20;
    private static final int MOST_KEPT = 1 << 27;
    private static final int KEPT_BY_OBJECT = 64;
    private static final int DEEPEST = 100;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_TEXT)
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(DEEPEST)
                    .maxNameLength(LONGEST_TEXT >> 4)
                    .build())
            .build();

    private final String file;
    private final ProblemList problems;
    private final List<Example> examples = new ArrayList<>();
    private final Map<String, Integer> passages = new HashMap<>();
    private final Set<String> ids = new HashSet<>();
    private boolean anyArticle;
    private boolean complained;
    private int article;
    private @Nullable String title;
    private int paragraph;
    private long kept;

    /**
     * A reader of one file.
     *
     * @param file its name, for problems
     */
    SquadReader(String file, ProblemList problems) {
        this.file = file;
        this.problems = problems;
    }

    /** An answer as it stands in the file. */
    private record RawAnswer(String text, long start) {}

    /** A question as it stands in the file; what is missing or of the wrong type is null. */
    private static final class RawQuestion {
        private @Nullable String id;
        private @Nullable String text;
        private boolean impossible;
        private final List<RawAnswer> answers = new ArrayList<>();
        private @Nullable String problem;

        void problem(String reason) {
            problem = problem == null ? reason : problem;
        }
    }

    @FunctionalInterface
    private interface Value {
        void read(JsonParser parser) throws IOException;
    }

    /**
     * The questions in the order of the file.
     *
     * @throws com.fasterxml.jackson.core.JsonProcessingException if it is not JSON
     */
    List<Example> read(InputStream in) throws IOException {
        try (JsonParser parser = FACTORY.createParser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                problems.add(file, 0, "it is not a JSON object with the articles in \"data\"");
                return List.of();
            }
            object(parser, Map.of("data", this::articles));
            if (parser.nextToken() != null) {
                problems.add(file, 0, "something stands behind its last brace");
            }
        }
        if (!anyArticle) {
            problems.add(file, 0, "there is no list \"data\" of articles");
        } else if (examples.isEmpty() && !complained) {
            problems.add(file, 0, "there is no question that can be used");
        }
        return examples;
    }

    private void articles(JsonParser parser) throws IOException {
        anyArticle = list(parser, element -> {
            article++;
            paragraph = 0;
            title = null;
            if (isObject(element, "the article")) {
                object(element, Map.of("title", each -> title = text(each), "paragraphs", this::paragraphs));
            }
        });
    }

    private void paragraphs(JsonParser parser) throws IOException {
        boolean isList = list(parser, element -> {
            paragraph++;
            if (isObject(element, "the paragraph")) {
                paragraph(element);
            }
        });
        if (!isList) {
            problem(null, "\"paragraphs\" is not a list");
        }
    }

    private void paragraph(JsonParser parser) throws IOException {
        String[] context = new String[1];
        List<RawQuestion> questions = new ArrayList<>();
        boolean[] listed = {true};
        object(
                parser,
                Map.of(
                        "context", each -> context[0] = text(each),
                        "qas", each -> listed[0] = list(each, element -> questions.add(question(element)))));
        if (!listed[0]) {
            problem(null, "\"qas\" is not a list of questions");
        }
        if (questions.isEmpty()) {
            return;
        }
        String passage = context[0];
        if (passage == null || passage.isBlank()) {
            problem(null, passage == null ? "the text \"context\" is missing" : "the text \"context\" is empty");
            return;
        }
        if (!wellFormed(passage)) {
            problem(null, "the text \"context\" has half a surrogate pair");
            return;
        }
        CharOffsets offsets = new CharOffsets(passage);
        int number = passages.computeIfAbsent(passage, key -> passages.size());
        for (int i = 0; i < questions.size(); i++) {
            RawQuestion question = questions.get(i);
            List<Span> answers = answers(question, passage, offsets);
            check(question);
            if (question.problem != null) {
                problem(question.id == null ? "question " + (i + 1) : "question " + question.id, question.problem);
            } else {
                examples.add(new Example(
                        question.text.strip(), passage, question.impossible ? 1 : 0, new Question(question.id, number, answers)));
            }
        }
    }

    private RawQuestion question(JsonParser parser) throws IOException {
        RawQuestion question = new RawQuestion();
        keep(KEPT_BY_OBJECT);
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            question.problem("it is not an object");
            return question;
        }
        object(
                parser,
                Map.of(
                        "id", each -> question.id = text(each),
                        "question", each -> question.text = text(each),
                        "is_impossible", each -> {
                            if (!each.currentToken().isBoolean()) {
                                question.problem("\"is_impossible\" is neither true nor false");
                                each.skipChildren();
                            } else {
                                question.impossible = each.getBooleanValue();
                            }
                        },
                        "answers", each -> {
                            if (!list(each, element -> answer(element, question))) {
                                question.problem("\"answers\" is not a list");
                            }
                        }));
        return question;
    }

    private void answer(JsonParser parser, RawQuestion question) throws IOException {
        keep(KEPT_BY_OBJECT);
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            question.problem("an answer is not an object");
            return;
        }
        String[] text = new String[1];
        long[] start = {-1};
        object(
                parser,
                Map.of(
                        "text", each -> text[0] = text(each),
                        "answer_start", each -> {
                            if (each.currentToken() == JsonToken.VALUE_NUMBER_INT
                                    && each.getNumberType() == JsonParser.NumberType.INT) {
                                start[0] = each.getIntValue();
                            } else {
                                each.skipChildren();
                            }
                        }));
        if (text[0] == null || text[0].isBlank()) {
            question.problem("an answer has no text");
        } else if (start[0] < 0) {
            question.problem("\"answer_start\" of the answer " + RowProblem.quoted(text[0]) + " is not a whole number from 0 on");
        } else {
            question.answers.add(new RawAnswer(text[0], start[0]));
        }
    }

    /** Where the answers lie; those that do not are the question's problem. */
    private static List<Span> answers(RawQuestion question, String passage, CharOffsets offsets) {
        List<Span> spans = new ArrayList<>();
        for (RawAnswer answer : question.answers) {
            int start = offsets.of((int) answer.start());
            if (passage.startsWith(answer.text(), start)) {
                spans.add(new Span(start, start + answer.text().length()));
                continue;
            }
            int elsewhere = passage.indexOf(answer.text());
            question.problem("the answer " + RowProblem.quoted(answer.text()) + " does not stand at answer_start " + answer.start()
                    + (elsewhere < 0
                            ? " nor anywhere else in the passage"
                            : ", but at " + passage.codePointCount(0, elsewhere)));
        }
        return spans;
    }

    private void check(RawQuestion question) {
        if (question.id == null || question.id.isBlank()) {
            question.problem("the text \"id\" is missing");
        } else if (!ids.add(question.id)) {
            question.problem("another question has the same id");
        }
        if (question.text == null || question.text.isBlank()) {
            question.problem(question.text == null ? "the text \"question\" is missing" : "the question is empty");
        } else if (!wellFormed(question.text)) {
            question.problem("the question has half a surrogate pair");
        }
        if (question.impossible && !question.answers.isEmpty()) {
            question.problem("it is_impossible and has an answer all the same");
        } else if (!question.impossible && question.answers.isEmpty()) {
            question.problem("it has no answer, and is_impossible is not true");
        }
    }

    /** Reads the value of each key that is listed; the parser stands at the object's start and then at its end. */
    private static void object(JsonParser parser, Map<String, Value> values) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            Value value = values.get(parser.currentName());
            parser.nextToken();
            if (value == null) {
                parser.skipChildren();
            } else {
                value.read(parser);
            }
        }
    }

    /** Reads each element; false if the value is not a list. */
    private static boolean list(JsonParser parser, Value element) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return false;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            element.read(parser);
        }
        return true;
    }

    private boolean isObject(JsonParser parser, String what) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return true;
        }
        parser.skipChildren();
        problem(null, what + " is not an object");
        return false;
    }

    private @Nullable String text(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            parser.skipChildren();
            return null;
        }
        String text = parser.getText();
        keep(text.length());
        return text;
    }

    private void keep(long characters) throws IOException {
        kept += characters;
        if (kept > MOST_KEPT) {
            throw new IOException("it holds more than " + MOST_KEPT + " characters of text");
        }
    }

    private void problem(@Nullable String question, String reason) {
        StringBuilder place = new StringBuilder("article ").append(article);
        if (title != null) {
            place.append(" (").append(RowProblem.shortened(title)).append(')');
        }
        if (paragraph > 0) {
            place.append(", paragraph ").append(paragraph);
        }
        if (question != null) {
            place.append(", ").append(RowProblem.shortened(question));
        }
        complained = true;
        problems.add(file, 0, place.append(": ").append(reason).toString());
    }

    private static boolean wellFormed(String text) {
        return text.codePoints().noneMatch(character -> character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE);
    }
}
