package io.healthmon.http;

import io.healthmon.HealthMonitor;
import io.healthmon.IntegrationHealth;
import io.healthmon.check.Integration;
import io.healthmon.report.Reports;
import java.util.List;
import java.util.Optional;

/**
 * A monitor as one caller sees it: what he does not see is not there.
 *
 * <p>Routes that callers with an owner may take get at integrations in no other way.
 */
final class Sight {

    private final HealthMonitor monitor;
    private final Scope scope;

    Sight(HealthMonitor monitor, Scope scope) {
        this.monitor = monitor;
        this.scope = scope;
    }

    Scope scope() {
        return scope;
    }

    /** Returns an integration, if there is one that the caller sees. */
    Optional<IntegrationHealth> find(String id) {
        return monitor.find(id).filter(health -> scope.sees(health.integration()));
    }

    /** Returns an integration; one that the caller does not see is as unknown as one that is not there. */
    IntegrationHealth require(String id) {
        return find(id).orElseThrow(IntegrationRoutes::notFound);
    }

    /** Returns the ids of what an integration depends on, as far as the caller sees it. */
    List<String> dependencies(Integration integration) {
        return scope.isWhole()
                ? List.copyOf(integration.dependsOn())
                : integration.dependsOn().stream()
                        .filter(id -> find(id).isPresent())
                        .toList();
    }

    /** Returns what the caller sees, worst first, then by name. */
    List<IntegrationHealth> integrations() {
        List<IntegrationHealth> all = monitor.health().integrations();
        return scope.isWhole()
                ? all
                : all.stream()
                        .filter(health -> scope.sees(health.integration()))
                        .toList();
    }

    /** Returns the reports in which nothing counts but what the caller sees. */
    Reports reports() {
        return scope.isWhole() ? monitor.reports() : monitor.reports().counting(scope::sees);
    }
}
