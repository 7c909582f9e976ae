package io.healthmon.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Runs the {@link ArchitectureRules} on the classes of the module whose tests extend this class.
 *
 * <p>Fixtures that break a rule on purpose live below {@code io.healthmon.architecture.fixture} and are not looked at.
 */
public abstract class ArchitectureContract {

    private static final String ROOT = "io.healthmon";
    private static final JavaClasses MAIN = classesIn(Path.of("target", "classes"));
    private static final JavaClasses TESTS = classesIn(Path.of("target", "test-classes"));

    private final ArchitectureRules rules = new ArchitectureRules(ROOT);
    private final TimeRules time = new TimeRules(ROOT);

    /** For subclasses. */
    protected ArchitectureContract() {}

    @Test
    void thereAreClassesToLookAt() {
        assertThat(MAIN).isNotEmpty();
        assertThat(TESTS).isNotEmpty();
    }

    @Test
    void packagesFormNoCycle() {
        rules.packagesFormNoCycle().check(MAIN);
    }

    @Test
    void packagesUseOnlyWhatStandsFurtherLeft() {
        rules.packagesUseOnlyWhatStandsFurtherLeft().check(MAIN);
    }

    @Test
    void librariesStayInTheirPackages() {
        rules.jacksonStaysInJson().check(MAIN);
        rules.resilience4jStaysInResilience().check(MAIN);
        rules.servletsStayInTheAdapters().check(MAIN);
        rules.springStaysInItsAdapter().check(MAIN);
        rules.theServerOfTheJdkStaysInItsAdapter().check(MAIN);
        rules.theCoreCallsNobodyOverHttp().check(MAIN);
    }

    @Test
    void namesSayWhatAThingIs() {
        rules.namesSayWhatAThingIs().check(MAIN);
    }

    @Test
    void nobodyPrintsToTheConsole() {
        rules.nobodyPrintsToTheConsole().check(MAIN);
    }

    @Test
    void nothingGlobalChanges() {
        rules.nothingGlobalChanges().check(MAIN);
    }

    @Test
    void everyPackageIsNullMarked() {
        rules.everyPackageIsNullMarked().check(MAIN);
    }

    @Test
    void timeIsInjected() {
        time.nobodyAsksForTheTimeInPassing().check(MAIN);
        time.systemClocksAreChosenByTheWiring().check(MAIN);
        time.theMonotonicSourceIsReadInOnePlace().check(MAIN);
    }

    @Test
    void nobodySleepsNotEvenInTests() {
        time.nobodySleeps().check(MAIN);
        time.nobodySleeps().check(TESTS);
    }

    private static JavaClasses classesIn(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException(
                    "No classes in " + folder.toAbsolutePath() + ": run the tests in the folder of their module");
        }
        return new ClassFileImporter()
                .withImportOption(location -> !location.contains("/architecture/fixture/"))
                .importPath(folder);
    }
}
