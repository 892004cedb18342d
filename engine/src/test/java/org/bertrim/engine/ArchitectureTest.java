package org.bertrim.engine;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bertrim.engine.experiment.Methods;
import org.bertrim.engine.format.EngineException;
import org.junit.jupiter.api.Test;

/** Holds the dependency rules of the engine's packages. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.bertrim.engine");

    private static final String ROOT = "org.bertrim.engine.";

    /** A package may use itself and the packages of earlier lines; nothing else. */
    private static final List<List<String>> LEVELS = List.of(
            List.of("event", "format", "kernel"),
            List.of("model", "task"),
            List.of("teacher", "measure", "published"),
            List.of("training"),
            List.of("method"),
            List.of("experiment"),
            List.of("run", "figure", "export"),
            List.of("cli"));

    private static final Path SOURCES = Path.of("src/main/java/org/bertrim/engine");

    /** Comments, characters, text blocks and strings, whichever begins first. */
    private static final Pattern TOKEN = Pattern.compile(
            "//[^\\n]*|/\\*.*?\\*/|'(?:[^'\\\\]|\\\\.)+'|\"\"\"(?<block>.*?)\"\"\"|\"(?<text>(?:[^\"\\\\]|\\\\.)*)\"",
            Pattern.DOTALL);

    /** Where a command talks to its terminal, and where the worker is a process of its own. */
    private static final DescribedPredicate<JavaClass> EDGE = resideInAPackage(ROOT + "cli..")
            .or(resideInAPackage(ROOT + "run..").and(simpleNameStartingWith("Worker").or(simpleName("ChildProcess"))))
            .as("in cli or the own classes of workers and other processes");

    @Test
    void packagesUseEarlierLevelsOnly() {
        ArchRule rule = classes().should(useEarlierLevelsOnly());
        rule.check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        ArchRule rule = slices().matching(ROOT + "(*)..").should().beFreeOfCycles();
        rule.check(CLASSES);
    }

    @Test
    void methodsDoNotSeeEachOther() {
        ArchRule rule = slices().matching(ROOT + "method.(*)..").should().notDependOnEachOther().allowEmptyShould(true);
        rule.check(CLASSES);
    }

    @Test
    void nobodyNamesAMethod() {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "method.*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "method.*..")
                .because("methods are found by the service loader");
        rule.check(CLASSES);
    }

    /** Not even as text: what is said about one method stands in its package or in resources. */
    @Test
    void nobodySpellsAMethodsName() throws IOException {
        List<String> types = Methods.all().stream().map(method -> method.type()).toList();
        assertThat(types).isNotEmpty();
        List<String> found = new ArrayList<>();
        int files = 0;
        try (Stream<Path> sources = Files.walk(SOURCES)) {
            for (Path file : sources.filter(each -> each.toString().endsWith(".java")).toList()) {
                if (SOURCES.relativize(file).startsWith("method")) {
                    continue;
                }
                files++;
                for (String text : strings(Files.readString(file))) {
                    types.stream()
                            .filter(type -> text.toLowerCase(Locale.ROOT).contains(type))
                            .forEach(type -> found.add(SOURCES.relativize(file) + " says " + text));
                }
            }
        }
        assertThat(files).isGreaterThan(100);
        assertThat(found).isEmpty();
        assertThat(strings("a \"dyna\\\"x\" /* \"no\" */ + \"\"\"\n  b\"\"\" // \"not\"\n + 'c' + '\"' + \"d\""))
                .containsExactly("dyna\\\"x", "\n  b", "d");
    }

    /** The contents of string literals and text blocks, without comments. */
    private static List<String> strings(String source) {
        Matcher matcher = TOKEN.matcher(source);
        List<String> strings = new ArrayList<>();
        while (matcher.find()) {
            for (String group : List.of("block", "text")) {
                if (matcher.group(group) != null) {
                    strings.add(matcher.group(group));
                }
            }
        }
        return strings;
    }

    /** What is written straight to its final name may be there by half after a power cut. */
    @Test
    void filesOfRunsAndModelsAreWrittenDurably() {
        ArchRule rule = noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + "format..", ROOT + "teacher..", ROOT + "run..", ROOT + "export..", ROOT + "training..", ROOT + "method..")
                .should()
                .callCodeUnitWhere(isOn(Files.class, "write")
                        .or(isOn(Files.class, "writeString"))
                        .or(isOn(Files.class, "newOutputStream"))
                        .or(isOn(Files.class, "newBufferedWriter"))
                        .or(isOn(Files.class, "copy")));
        rule.check(CLASSES);
    }

    @Test
    void noScreenAndNoStore() {
        ArchRule rule = noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..", "org.h2..", "javax.swing..", "org.bertrim.app..");
        rule.check(CLASSES);
    }

    @Test
    void drawingOnlyInFigure() {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "figure..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.awt..", "org.jfree..", "org.apache.batik..", "org.apache.pdfbox..", "de.rototor.pdfbox..");
        rule.check(CLASSES);
    }

    @Test
    void picocliOnlyInCli() {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..");
        rule.check(CLASSES);
    }

    @Test
    void engineInternalsOnlyInKernel() {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "kernel..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl.pytorch..");
        rule.check(CLASSES);
    }

    @Test
    void terminalOnlyAtTheEdge() {
        ArchRule rule = noClasses()
                .that(not(EDGE))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .allowEmptyShould(true);
        rule.check(CLASSES);
    }

    @Test
    void exitSleepAndThreadsOnlyAtTheEdge() {
        ArchRule rule = noClasses()
                .that(not(EDGE))
                .should()
                .callCodeUnitWhere(isOn(System.class, "exit")
                        .or(isOn(Runtime.class, "halt"))
                        .or(isOn(Runtime.class, "exit"))
                        .or(isOn(Thread.class, "sleep"))
                        .or(isOn(Thread.class, "<init>")))
                .allowEmptyShould(true);
        rule.check(CLASSES);
    }

    @Test
    void noStackTracesOnTheTerminal() {
        ArchRule rule = noClasses()
                .should()
                .callCodeUnitWhere(isOn(Throwable.class, "printStackTrace")
                        .and(DescribedPredicate.describe(
                                "without a writer",
                                call -> call.getTarget().getRawParameterTypes().isEmpty())));
        rule.check(CLASSES);
    }

    private static DescribedPredicate<JavaCall<?>> isOn(Class<?> owner, String name) {
        return DescribedPredicate.describe(
                "is " + owner.getSimpleName() + "." + name,
                call -> call.getTarget().getName().equals(name)
                        && assignableTo(owner).test(call.getTarget().getOwner()));
    }

    private static ArchCondition<JavaClass> useEarlierLevelsOnly() {
        return new ArchCondition<>("use packages of earlier levels only: " + LEVELS) {
            @Override
            public void check(JavaClass user, ConditionEvents events) {
                int userLevel = level(user);
                if (userLevel < 0) {
                    events.add(SimpleConditionEvent.violated(user, user.getName() + " has no level"));
                    return;
                }
                for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
                    JavaClass used = dependency.getTargetClass().getBaseComponentType();
                    boolean allowed = !used.getName().startsWith(ROOT)
                            || area(used).equals(area(user))
                            || level(used) < userLevel
                            || used.isEquivalentTo(EngineException.class);
                    if (!allowed) {
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static int level(JavaClass type) {
        return IntStream.range(0, LEVELS.size())
                .filter(level -> LEVELS.get(level).contains(area(type)))
                .findFirst()
                .orElse(-1);
    }

    /** The first part of the package below the root, e.g. {@code method} for all that is below {@code method}. */
    private static String area(JavaClass type) {
        String below = type.getPackageName().substring(Math.min(ROOT.length(), type.getPackageName().length()));
        return below.contains(".") ? below.substring(0, below.indexOf('.')) : below;
    }
}
