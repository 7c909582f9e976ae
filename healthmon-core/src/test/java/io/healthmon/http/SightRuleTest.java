package io.healthmon.http;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.healthmon.HealthMonitor;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Routes that are open to callers with an owner get at integrations by {@link Sight} alone. */
class SightRuleTest {

    /** What tells of integrations that nobody has asked for by an id that he was shown. */
    private static final Set<String> SHOWING = Set.of("find", "findCheck", "health", "reports", "checkAllServices");

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.healthmon.http");

    private static final Set<String> SCOPING = Set.of("scoped");

    private static final ArchRule RULE = noClasses()
            .that(DescribedPredicate.describe("make scoped routes", SightRuleTest::makesScopedRoutes))
            .should()
            .callMethodWhere(DescribedPredicate.describe(
                    "integrations are shown to everybody", SightRuleTest::showsToEverybody));

    private static boolean makesScopedRoutes(JavaClass type) {
        return type.getMethodCallsFromSelf().stream()
                .anyMatch(
                        call -> call.getTargetOwner().isEquivalentTo(Route.class) && SCOPING.contains(call.getName()));
    }

    private static boolean showsToEverybody(JavaMethodCall call) {
        return call.getTargetOwner().isEquivalentTo(HealthMonitor.class) && SHOWING.contains(call.getName());
    }

    @Test
    void scopedRoutesAskTheMonitorForNothingThatShowsIntegrations() {
        RULE.check(MAIN);
    }

    @Test
    void thereAreSuchRoutes() {
        assertThat(MAIN.stream().filter(SightRuleTest::makesScopedRoutes).map(JavaClass::getSimpleName))
                .contains("IntegrationRoutes", "HistoryRoutes", "ReportRoutes", "LiveRoutes");
    }

    @Test
    void theRuleCanFail() {
        assertThatThrownBy(() -> RULE.check(new ClassFileImporter().importClasses(GoesAround.class)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("GoesAround");
    }

    /** A route that shows everybody everything. */
    record GoesAround(HealthMonitor monitor) {
        List<Route> routes() {
            return List.of(Route.scoped(
                    "GET",
                    "/all",
                    Role.VIEWER,
                    call -> ApiResponse.json(monitor.health().status().label())));
        }
    }
}
