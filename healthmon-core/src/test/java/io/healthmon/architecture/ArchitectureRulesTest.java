package io.healthmon.architecture;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Proves that each rule fails on those fixtures that break it, and on no other in their folder. */
class ArchitectureRulesTest {

    private static final String FIXTURES = "io.healthmon.architecture.fixture.";
    private static final Pattern FIXTURE_CLASS =
            Pattern.compile("io\\.healthmon\\.architecture\\.fixture[\\w.]*\\.([A-Z]\\w*)");

    @Test
    void cycleOfPackagesIsFound() {
        assertThat(offenders("cycle", in("cycle").packagesFormNoCycle())).containsExactly("Left", "Right");
    }

    @Test
    void arrowToTheRightIsFound() {
        assertThat(offenders("arrow", in("arrow").packagesUseOnlyWhatStandsFurtherLeft()))
                .containsExactly("Connection", "Event", "Unlisted", "UsesEvent", "UsesNetwork", "UsesUnlisted");
    }

    @Test
    void jacksonOutsideJsonIsFound() {
        assertThat(offenders("library", in("library").jacksonStaysInJson())).containsExactly("UsesJackson");
    }

    @Test
    void resilience4jOutsideResilienceIsFound() {
        assertThat(offenders("library", in("library").resilience4jStaysInResilience()))
                .containsExactly("UsesResilience4j");
    }

    @Test
    void servletOutsideTheAdaptersIsFound() {
        assertThat(offenders("library", in("library").servletsStayInTheAdapters()))
                .containsExactly("UsesServlet", "UsesWebSocket");
    }

    @Test
    void springOutsideItsAdapterIsFound() {
        assertThat(offenders("library", in("library").springStaysInItsAdapter()))
                .containsExactly("UsesSpring");
    }

    @Test
    void serverOfTheJdkOutsideItsAdapterIsFound() {
        assertThat(offenders("library", in("library").theServerOfTheJdkStaysInItsAdapter()))
                .containsExactly("UsesHttpServer");
    }

    @Test
    void httpClientInTheCoreIsFound() {
        assertThat(offenders("library", in("library").theCoreCallsNobodyOverHttp()))
                .containsExactly("UsesHttpClient");
    }

    @Test
    void emptyNamesAreFound() {
        assertThat(offenders("name", in("name").namesSayWhatAThingIs()))
                .containsExactly("StoreHelper", "StoreImpl", "StoreManager", "Text", "TextUtil", "TextUtils");
    }

    @Test
    void printingIsFound() {
        assertThat(offenders("console", in("console").nobodyPrintsToTheConsole()))
                .containsExactly("PrintsErr", "PrintsOut");
    }

    @Test
    void mutableStaticFieldIsFound() {
        assertThat(offenders("global", in("global").nothingGlobalChanges())).containsExactly("HasMutableStatic");
    }

    @Test
    void packageWithoutNullMarkedIsFound() {
        assertThat(offenders("nullness", in("nullness").everyPackageIsNullMarked()))
                .containsExactly("Unmarked");
    }

    @Test
    void askingForTheTimeIsFound() {
        assertThat(offenders("time", timeIn("time").nobodyAsksForTheTimeInPassing()))
                .containsExactly(
                        "AsksByReference", "AsksCalendar", "AsksDate", "AsksInZone", "AsksInstant", "AsksMillis");
    }

    @Test
    void choosingTheSystemClockOutsideTheWiringIsFound() {
        assertThat(offenders("time", timeIn("time").systemClocksAreChosenByTheWiring()))
                .containsExactly("ChoosesClock");
    }

    @Test
    void readingTheMonotonicSourceOutsideItsPlaceIsFound() {
        assertThat(offenders("time", timeIn("time").theMonotonicSourceIsReadInOnePlace()))
                .containsExactly("ReadsNanos");
    }

    @Test
    void sleepIsFound() {
        assertThat(offenders("sleep", timeIn("sleep").nobodySleeps()))
                .containsExactly("SleepsInThread", "SleepsInUnit");
    }

    private static ArchitectureRules in(String folder) {
        return new ArchitectureRules(FIXTURES + folder);
    }

    private static TimeRules timeIn(String folder) {
        return new TimeRules(FIXTURES + folder);
    }

    private static Set<String> offenders(String folder, ArchRule rule) {
        JavaClasses classes = new ClassFileImporter().importPackages(FIXTURES + folder);
        return rule.evaluate(classes).getFailureReport().getDetails().stream()
                .flatMap(line -> FIXTURE_CLASS.matcher(line).results())
                .map((MatchResult found) -> found.group(1))
                .collect(toCollection(TreeSet::new));
    }
}
