package org.bertrim.engine.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.bertrim.engine.method.Field;
import org.bertrim.engine.method.Method;
import org.bertrim.engine.method.SharedFields;
import org.bertrim.engine.task.augment.AugmentationSettings;
import org.bertrim.engine.training.TrainingSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The descriptions fit the records, the ranges and the texts. */
class DescriptionsTest {

    private static final List<String> LANGUAGES = List.of("fields.properties", "fields_zh.properties");

    /** What one object of the file may contain. */
    record Described(String owner, List<Field> fields, Class<? extends Record> type, Set<String> others) {
        @Override
        public String toString() {
            return owner;
        }
    }

    static Stream<Described> all() {
        List<Described> all = new ArrayList<>();
        all.add(new Described("training", SharedFields.training(), TrainingSettings.class, Set.of()));
        all.add(new Described("teacher", SharedFields.teacher(), TeacherChoice.class, Set.of("source")));
        all.add(new Described(
                "task",
                Stream.concat(SharedFields.task().stream(), SharedFields.table().stream()).toList(),
                TaskChoice.class,
                Set.of("source")));
        all.add(new Described("augmentation", SharedFields.augmentation(), AugmentationSettings.class, Set.of()));
        List<Method<?>> methods = new ArrayList<>(Methods.all());
        methods.add(new StandIns.DynabertStandIn());
        methods.add(new StandIns.FinetuneStandIn());
        methods.forEach(method ->
                all.add(new Described(method.type(), method.fields(), method.settingsType(), Set.of())));
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void keysAreTheComponentsOfTheRecord(Described described) {
        List<String> components = new ArrayList<>();
        components("", described.type(), components);
        components.removeAll(described.others());

        assertThat(described.fields()).extracting(Field::key).containsExactlyInAnyOrderElementsOf(components);
    }

    @ParameterizedTest
    @MethodSource("all")
    void defaultsAreAllowed(Described described) {
        Problems problems = new Problems();
        ObjectNode defaults = new FieldReader(problems).read(null, "", described.fields(), Set.of());

        ObjectNode again = new FieldReader(problems).read(defaults, "", described.fields(), Set.of());

        assertThat(problems.found()).isEmpty();
        assertThat(again).isEqualTo(defaults);
    }

    @ParameterizedTest
    @MethodSource("all")
    void valuesBeyondARangeAreNotAllowed(Described described) {
        for (Field field : described.fields()) {
            for (Double limit : new Double[] {field.min(), field.max()}) {
                if (limit != null) {
                    boolean low = limit.equals(field.min());
                    assertThat(found(field, limit)).isEqualTo(low && field.minExclusive() ? 1 : 0);
                    assertThat(found(field, low ? limit - 1 : limit + 1)).isEqualTo(1);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyFieldHasItsTextsInBothLanguages(Described described) throws IOException {
        assertTexts(described.owner(), described.fields());
    }

    @Test
    void machineAndMethodsHaveTheirTextsInBothLanguages() throws IOException {
        assertTexts("experiment", SharedFields.machine());
        for (String file : LANGUAGES) {
            Properties texts = texts(file);
            for (String key : List.of(
                    "experiment.schema", "experiment.name", "experiment.seeds", "experiment.device",
                    "teacher.source", "task.source")) {
                assertThat(texts).containsKeys("field." + key + ".name", "field." + key + ".explanation");
            }
            all().filter(described -> !Set.of("training", "teacher", "task", "augmentation").contains(described.owner()))
                    .forEach(method -> assertThat(texts)
                            .containsKeys(
                                    "method." + method.owner() + ".name", "method." + method.owner() + ".explanation"));
        }
    }

    @Test
    void languagesHaveTheSameKeysAndEveryKeyAField() throws IOException {
        Set<Object> english = texts(LANGUAGES.get(0)).keySet();

        assertThat(texts(LANGUAGES.get(1)).keySet()).isEqualTo(english);
        Set<String> described = new HashSet<>();
        Stream.concat(all(), Stream.of(new Described("experiment", SharedFields.machine(), Overrides.class, Set.of())))
                .forEach(each -> each.fields().forEach(field -> {
                    described.add(each.owner() + "." + field.key());
                    int dot = field.key().lastIndexOf('.');
                    if (field.kind() == Field.Kind.FLAG && dot > 0) {
                        described.add(each.owner() + "." + field.key().substring(0, dot)); // switches of one object
                    }
                }));
        described.addAll(Set.of(
                "experiment.schema", "experiment.name", "experiment.seeds", "experiment.device", "teacher.source",
                "task.source"));
        assertThat(english)
                .filteredOn(key -> key.toString().startsWith("field."))
                .allSatisfy(key -> assertThat(described)
                        .contains(key.toString()
                                .replaceFirst("^field\\.", "")
                                .replaceFirst("\\.(name|explanation|choice\\.[a-z0-9-]+)$", "")));
    }

    @Test
    void textsComeInTheLanguageThatIsAskedFor() {
        Field order = field("order");

        assertThat(FieldTexts.of(Locale.CHINA).name("dynabert", order)).isEqualTo("顺序");
        assertThat(FieldTexts.of(Locale.ENGLISH).choice("dynabert", order, "joint")).isEqualTo("both from the start");
        assertThat(FieldTexts.of(Locale.ENGLISH).explanation("teacher", "source")).contains("builtin:NAME");
        assertThat(FieldTexts.of(Locale.CHINESE).unit(field("stages.final.epochs"))).isEqualTo("轮");
        assertThat(FieldTexts.of(Locale.ENGLISH).unit(order)).isEmpty();
        assertThat(FieldTexts.of(Locale.ENGLISH).method("finetune")).isEqualTo("Fine-tuning");
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.CHINA);
            assertThat(FieldTexts.of(Locale.ENGLISH).name("dynabert", order)).isEqualTo("Order");
            assertThat(FieldTexts.of(Locale.FRENCH).name("dynabert", order)).isEqualTo("Order");
        } finally {
            Locale.setDefault(before);
        }
    }

    private static Field field(String key) {
        return new StandIns.DynabertStandIn()
                .fields().stream().filter(field -> field.key().equals(key)).findFirst().orElseThrow();
    }

    private static void assertTexts(String owner, List<Field> fields) throws IOException {
        for (String file : LANGUAGES) {
            Properties texts = texts(file);
            for (Field field : fields) {
                List<String> keys = new ArrayList<>(List.of(field.nameKey(owner), field.explanationKey(owner)));
                if (field.kind() == Field.Kind.CHOICE) {
                    field.choices().forEach(word -> keys.add(FieldTexts.choiceKey(owner, field, word)));
                }
                if (!field.unit().isEmpty()) {
                    keys.add(FieldTexts.unitKey(field));
                }
                assertThat(keys).allSatisfy(key -> assertThat(texts.getProperty(key)).as(key).isNotBlank());
            }
        }
    }

    private static int found(Field field, double value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        ObjectNode object = nodes.objectNode();
        ObjectNode inner = object;
        String[] keys = field.key().split("\\.");
        for (int i = 0; i + 1 < keys.length; i++) {
            inner = inner.putObject(keys[i]);
        }
        var number = field.kind() == Field.Kind.INTEGER ? nodes.numberNode((long) value) : nodes.numberNode(value);
        ArrayNode list = nodes.arrayNode().add(number);
        inner.set(keys[keys.length - 1], field.kind() == Field.Kind.DECIMALS ? list : number);
        Problems problems = new Problems();
        new FieldReader(problems).read(object, "", List.of(field), Set.of());
        return problems.count();
    }

    private static void components(String prefix, Class<?> type, List<String> keys) {
        for (RecordComponent component : type.getRecordComponents()) {
            JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
            String key = prefix + (renamed == null ? component.getName() : renamed.value());
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                components(prefix, component.getType(), keys);
            } else if (component.getType().isRecord()) {
                components(key + ".", component.getType(), keys);
            } else {
                keys.add(key);
            }
        }
    }

    private static Properties texts(String file) throws IOException {
        try (var stream = DescriptionsTest.class.getResourceAsStream("/i18n/" + file);
                var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            Properties texts = new Properties();
            texts.load(reader);
            return texts;
        }
    }
}
