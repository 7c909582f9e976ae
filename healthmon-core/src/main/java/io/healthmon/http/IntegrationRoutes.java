package io.healthmon.http;

import io.healthmon.HealthMonitor;
import io.healthmon.StoreHealth;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The list of integrations, one of them, and a check of one by hand. */
final class IntegrationRoutes {

    private final HealthMonitor monitor;
    private final ManualChecks manual;
    private final IntegrationJson rendering;

    IntegrationRoutes(HealthMonitor monitor, ManualChecks manual) {
        this.monitor = monitor;
        this.manual = manual;
        this.rendering = new IntegrationJson(monitor);
    }

    List<Route> routes() {
        return List.of(
                Route.scoped("GET", "/api/integrations", Role.VIEWER, this::list),
                Route.scoped("GET", "/api/integrations/*/health", Role.VIEWER, this::one),
                Route.scoped("POST", "/api/integrations/*/health/check", Role.OPERATOR, this::check)
                        .byHand());
    }

    /** Returns a page of the list; a header tells the caller's role, so that the page shows what he may do. */
    private ApiResponse list(Call call) {
        call.requireJson();
        Sight sight = call.sight();
        Map<String, @Nullable Object> list =
                new IntegrationPage(call.parameters()).of(sight.integrations(), health -> rendering.of(health, sight));
        StoreHealth store = monitor.storeHealth();
        if (sight.scope().isWhole() && (store.failing() || store.dropped().results() > 0)) {
            list.put("store", IntegrationJson.store(store));
        }
        ApiResponse page = ApiResponse.json(list);
        return call.caller()
                .map(caller -> page.with("Healthmon-Role", caller.role().label()))
                .orElse(page);
    }

    private ApiResponse one(Call call) {
        call.requireJson();
        Sight sight = call.sight();
        return ApiResponse.json(rendering.of(sight.require(call.argument()), sight));
    }

    private ApiResponse check(Call call) {
        call.requireJson();
        RequestBodies.requireJsonOrNothing(call.request());
        Sight sight = call.sight();
        return ApiResponse.json(rendering.of(manual.check(sight.require(call.argument()), call), sight));
    }

    static ProblemException notFound() {
        return ProblemException.notFound("There is no such integration.");
    }
}
