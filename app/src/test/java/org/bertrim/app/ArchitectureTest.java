package org.bertrim.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Holds the dependency rules of the application. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.bertrim.app");

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
}
