package io.healthmon.http;

import io.healthmon.HealthMonitor;
import io.healthmon.IntegrationHealth.UnknownException;
import io.healthmon.explain.Explanation;
import java.util.List;

/** Why an integration has the status that it has; from memory. */
final class ExplanationRoutes {

    private final HealthMonitor monitor;

    ExplanationRoutes(HealthMonitor monitor) {
        this.monitor = monitor;
    }

    List<Route> routes() {
        return List.of(Route.scoped("GET", "/api/integrations/*/explain", Role.VIEWER, this::explain));
    }

    private ApiResponse explain(Call call) {
        call.requireJson();
        Sight sight = call.sight();
        String id = sight.require(call.argument()).integration().id();
        try {
            return ApiResponse.json(ExplanationJson.of(Explanation.of(monitor, id, sight.scope()::sees)));
        } catch (UnknownException removedMeanwhile) {
            throw IntegrationRoutes.notFound();
        }
    }
}
