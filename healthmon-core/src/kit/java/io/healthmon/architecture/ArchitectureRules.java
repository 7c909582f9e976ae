package io.healthmon.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/**
 * The rules on compiled classes, for all packages below one root.
 *
 * <p>Each rule is content with an empty set of classes, because most modules do not hold the packages it speaks of;
 * that it can fail is proven by the violating fixtures in the tests of the core.
 */
final class ArchitectureRules {

    private final String root;
    private final Layers layers;

    ArchitectureRules(String root) {
        this.root = root;
        this.layers = new Layers(root);
    }

    ArchRule packagesFormNoCycle() {
        return SlicesRuleDefinition.slices()
                .assignedFrom(packages())
                .should()
                .beFreeOfCycles()
                .as("packages form no cycle")
                .allowEmptyShould(true);
    }

    ArchRule packagesUseOnlyWhatStandsFurtherLeft() {
        return classes()
                .that(layers.core())
                .should(layers.useOnlyWhatStandsFurtherLeft())
                .as("packages use only what stands further left")
                .allowEmptyShould(true);
    }

    ArchRule jacksonStaysInJson() {
        return stays("com.fasterxml.jackson..", root + ".json");
    }

    ArchRule resilience4jStaysInResilience() {
        return stays("io.github.resilience4j..", "..resilience..");
    }

    ArchRule servletsStayInTheAdapters() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(root + ".servlet..", root + ".spring..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.servlet..", "jakarta.websocket..")
                .as("servlets stay in the adapters")
                .allowEmptyShould(true);
    }

    ArchRule springStaysInItsAdapter() {
        return stays("org.springframework..", root + ".spring..");
    }

    ArchRule theServerOfTheJdkStaysInItsAdapter() {
        return stays("com.sun.net.httpserver..", root + ".http.jdk");
    }

    ArchRule theCoreCallsNobodyOverHttp() {
        return noClasses()
                .that(layers.core())
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")
                .as("the core calls nobody over HTTP")
                .because("the module that may is healthmon-providers")
                .allowEmptyShould(true);
    }

    ArchRule namesSayWhatAThingIs() {
        return noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveNameMatching(".*(Util|Utils|Helper|Manager)")
                .orShould()
                .resideInAnyPackage("..util..", "..utils..")
                .as("names say what a thing is, never Impl, Util, Helper or Manager")
                .allowEmptyShould(true);
    }

    ArchRule nobodyPrintsToTheConsole() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".examples..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .as("nobody prints to the console")
                .because("a library logs")
                .allowEmptyShould(true);
    }

    ArchRule nothingGlobalChanges() {
        return fields().that()
                .areStatic()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should()
                .beFinal()
                .as("nothing global changes: static fields are final")
                .because("two monitors live in one JVM")
                .allowEmptyShould(true);
    }

    ArchRule everyPackageIsNullMarked() {
        return classes()
                .should(liveInNullMarkedPackage())
                .as("every package is @NullMarked")
                .allowEmptyShould(true);
    }

    private static ArchRule stays(String library, String home) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(home)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .as(library + " stays in " + home)
                .allowEmptyShould(true);
    }

    private SliceAssignment packages() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                String name = type.getPackageName();
                boolean ours = name.equals(root) || name.startsWith(root + ".");
                return ours ? SliceIdentifier.of(name) : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "packages below " + root;
            }
        };
    }

    private static ArchCondition<JavaClass> liveInNullMarkedPackage() {
        return new ArchCondition<>("live in a @NullMarked package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith("org.jspecify.annotations.NullMarked")) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getName() + " lives in a package without @NullMarked package-info.java"));
                }
            }
        };
    }
}
