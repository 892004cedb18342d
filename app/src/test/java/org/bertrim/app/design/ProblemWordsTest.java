package org.bertrim.app.design;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.bertrim.app.common.Texts;
import org.bertrim.engine.experiment.Presets;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.method.FieldProblem;
import org.bertrim.engine.teacher.Teachers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemWordsTest {

    private static final Texts ENGLISH = Texts.of(Locale.ENGLISH);
    private static final Texts CHINESE = Texts.of(Locale.SIMPLIFIED_CHINESE);

    /** The one problem of a kind; another field may have problems too. */
    private static FieldProblem only(String changes, FieldProblem.Kind kind) throws JsonProcessingException {
        ObjectNode tree = (ObjectNode) Presets.load("dynabert-sample");
        tree.setAll((ObjectNode) Json.mapper().readTree(changes));
        List<FieldProblem> problems =
                new DraftCheck(Path.of("").toAbsolutePath(), Teachers.builtin()).check(tree).problems().stream()
                        .filter(problem -> problem.kind() == kind)
                        .toList();
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'colour': 1}|UNKNOWN_KEY|未知的键",
        "{'sedes': [1]}|UNKNOWN_KEY_NEAR|是否想写 seeds？",
        "{'seeds': []}|LIST|至少有一个元素",
        "{'seeds': [1, 1]}|TWICE|与 seeds[0] 相同",
        "{'seeds': ['x']}|WHOLE_NUMBER|需要整数。",
        "{'device': 'tpu'}|CHOICE|请选择",
        "{'training': {'batchSize': 0}}|WHOLE_NUMBER|需要整数：1 …",
        "{'training': {'clipNorm': 'x'}}|NUMBER|需要数字",
        "{'training': 3}|NOT_AN_OBJECT|需要包含以下键的对象",
        "{'method': {'type': 'dynabart'}}|CHOICE_NEAR|是否想写 dynabert？",
        "{'teacher': {'source': 'builtin:e5-small-v2', 'layers': 99}}|TEACHER_LAYERS|有 12 层",
        "{'task': {}}|MISSING|缺少此项",
        "{'task': {'source': 'squad:x'}, 'method': {'type': 'adabert'}}|TASK_METHODS|请选择：",
        "{'task': {'source': 'squad:x'}, 'augmentation': {'method': 'tinybert'}}|TASK_AUGMENTED|不能增强"
    })
    void whatTheCheckRefusesIsSaidInChinese(String changes, FieldProblem.Kind kind, String said)
            throws JsonProcessingException {
        FieldProblem problem = only(changes.replace('\'', '"'), kind);
        assertThat(ProblemWords.of(CHINESE, problem)).contains(said);
    }

    @ParameterizedTest
    @EnumSource(value = FieldProblem.Kind.class, mode = EnumSource.Mode.EXCLUDE, names = "OTHER")
    void everyKindHasWordsInBothLanguages(FieldProblem.Kind kind) {
        List<String> arguments = IntStream.range(1, 4).mapToObj(Integer::toString).toList();
        FieldProblem problem = new FieldProblem("a.b", "x", "what the engine says", kind, arguments);
        String english = ProblemWords.of(ENGLISH, problem);
        assertThat(english).isNotBlank().doesNotContain("what the engine says", "design.problem");
        assertThat(ProblemWords.of(CHINESE, problem)).isNotBlank().isNotEqualTo(english);
        assertThat(ProblemWords.whole(CHINESE, problem)).startsWith("a.b：x。");
    }

    @Test
    void whatHasNoWordsIsSaidAsTheEngineDoes() {
        FieldProblem problem = new FieldProblem("a", "1", "must be 2");
        assertThat(ProblemWords.of(CHINESE, problem)).isEqualTo("must be 2");
    }
}
