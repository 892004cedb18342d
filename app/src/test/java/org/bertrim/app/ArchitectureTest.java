package org.bertrim.app;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import javafx.animation.AnimationTimer;
import javafx.animation.Timeline;
import javafx.application.Platform;
import org.bertrim.app.common.FxBackground;
import org.bertrim.app.common.Place;
import org.bertrim.app.common.Refresh;
import org.bertrim.app.shell.Workbench;
import org.bertrim.engine.format.EngineException;
import org.junit.jupiter.api.Test;

/** Holds the dependency rules of the application. */
class ArchitectureTest {

    private static final String ROOT = "org.bertrim.app.";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.bertrim.app");

    /** Whatever touches nodes or windows. */
    private static final DescribedPredicate<JavaClass> VIEW = describe(
            "views (classes that touch nodes or windows)",
            type -> type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass())
                    .anyMatch(resideInAnyPackage("javafx.scene..", "javafx.stage..", "org.controlsfx..")));

    /** What leads through the window and starts it: the one place where all parts meet. */
    private static final DescribedPredicate<JavaClass> WINDOW = describe(
            "the window itself",
            type -> type.isEquivalentTo(Workbench.class)
                    || type.getFullName().startsWith(ROOT + "shell.Shell")
                    || type.getFullName().equals(ROOT + "shell.FirstWindow"));

    @Test
    void nobodyNamesAMethod() {
        ArchRule rule = noClasses().should().dependOnClassesThat().resideInAPackage("org.bertrim.engine.method.*..");
        rule.check(CLASSES);
    }

    @Test
    void engineInternalsStayInTheEngine() {
        ArchRule rule = noClasses().should().dependOnClassesThat().resideInAnyPackage("ai.djl..", "picocli..");
        rule.check(CLASSES);
    }

    @Test
    void viewsReachTheEngineThroughViewModels() {
        DescribedPredicate<JavaClass> hidden = resideInAPackage("org.bertrim.engine..")
                .and(DescribedPredicate.not(resideInAPackage("org.bertrim.engine.figure..")))
                .and(DescribedPredicate.not(assignableTo(EngineException.class)))
                .as("of the engine, apart from figures and what a failure says");
        ArchRule rule = noClasses()
                .that(VIEW.and(DescribedPredicate.not(WINDOW)))
                .should()
                .dependOnClassesThat(hidden)
                .because("a view shows what its view model hands it");
        rule.check(CLASSES);
    }

    @Test
    void viewModelsTouchNoNodes() {
        ArchRule rule = noClasses()
                .that()
                .haveSimpleNameEndingWith("ViewModel")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx.scene..", "javafx.stage..", "org.controlsfx..");
        rule.check(CLASSES);
    }

    @Test
    void featuresHaveNoCycles() {
        ArchRule rule = slices().matching(ROOT + "(*)..").should().beFreeOfCycles();
        rule.check(CLASSES);
    }

    @Test
    void nobodyNeedsTheShell() {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "shell..")
                .and()
                .doNotBelongToAnyOf(Launcher.class)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "shell..");
        rule.check(CLASSES);
    }

    @Test
    void commonNeedsNoFeature() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage(ROOT + "common..")
                .should()
                .dependOnClassesThat(resideInAPackage("org.bertrim.app..")
                        .and(DescribedPredicate.not(resideInAPackage(ROOT + "common.."))));
        rule.check(CLASSES);
    }

    @Test
    void oneWayBackToTheThreadThatDraws() {
        ArchRule rule = noClasses()
                .that()
                .doNotBelongToAnyOf(FxBackground.class)
                .should()
                .callCodeUnitWhere(isOn(Platform.class, "runLater"));
        rule.check(CLASSES);
    }

    @Test
    void onePull() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage("org.bertrim.app..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Timeline.class, AnimationTimer.class);
        rule.check(CLASSES);
        noClasses()
                .that()
                .doNotBelongToAnyOf(Refresh.class)
                .should()
                .callCodeUnitWhere(isOn(FxBackground.class, "every"))
                .check(CLASSES);
    }

    @Test
    void threadsAndSleepOnlyInTheBackground() {
        ArchRule rule = noClasses()
                .that()
                .doNotBelongToAnyOf(FxBackground.class)
                .should()
                .callCodeUnitWhere(isOn(Thread.class, "<init>").or(isOn(Thread.class, "sleep")));
        rule.check(CLASSES);
    }

    @Test
    void terminalAndExitOnlyInTheLauncher() {
        ArchRule rule = noClasses()
                .that()
                .doNotBelongToAnyOf(Launcher.class)
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .allowEmptyShould(true);
        rule.check(CLASSES);
    }

    @Test
    void packagesSayThatNothingIsNull() {
        ArchRule rule = classes()
                .that()
                .resideInAPackage(ROOT + "*..")
                .should(new com.tngtech.archunit.lang.ArchCondition<>("lie in a package marked NullMarked") {
                    @Override
                    public void check(JavaClass type, com.tngtech.archunit.lang.ConditionEvents events) {
                        if (!type.getPackage().isAnnotatedWith(org.jspecify.annotations.NullMarked.class)) {
                            events.add(com.tngtech.archunit.lang.SimpleConditionEvent.violated(
                                    type, type.getPackageName() + " is not marked"));
                        }
                    }
                });
        rule.check(CLASSES);
    }

    private static DescribedPredicate<JavaCall<?>> isOn(Class<?> owner, String name) {
        return describe(
                "is " + owner.getSimpleName() + "." + name,
                call -> call.getTarget().getName().equals(name)
                        && assignableTo(owner).test(call.getTarget().getOwner()));
    }
}
