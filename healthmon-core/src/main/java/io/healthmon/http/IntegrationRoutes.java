package io.healthmon.http;

import io.healthmon.HealthMonitor;
import io.healthmon.IntegrationHealth;
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
                Route.closed("GET", "/api/integrations", Role.VIEWER, this::list),
                Route.closed("GET", "/api/integrations/*/health", Role.VIEWER, this::one),
                Route.closed("POST", "/api/integrations/*/health/check", Role.OPERATOR, this::check));
    }

    /** Returns a page of the list; a header tells the caller's role, so that the page shows what he may do. */
    private ApiResponse list(Call call) {
        call.requireJson();
        List<IntegrationHealth> integrations = monitor.health().integrations();
        Map<String, @Nullable Object> list = new IntegrationPage(call.parameters()).of(integrations, rendering::of);
        StoreHealth store = monitor.storeHealth();
        if (store.failing() || store.dropped().results() > 0) {
            list.put("store", IntegrationJson.store(store));
        }
        ApiResponse page = ApiResponse.json(list);
        return call.caller()
                .map(caller -> page.with("Healthmon-Role", caller.role().label()))
                .orElse(page);
    }

    private ApiResponse one(Call call) {
        call.requireJson();
        return ApiResponse.json(rendering.of(find(call)));
    }

    private ApiResponse check(Call call) {
        call.requireJson();
        RequestBodies.requireJsonOrNothing(call.request());
        return ApiResponse.json(rendering.of(manual.check(find(call), call)));
    }

    private IntegrationHealth find(Call call) {
        return monitor.find(call.argument()).orElseThrow(IntegrationRoutes::notFound);
    }

    static ProblemException notFound() {
        return ProblemException.notFound("There is no such integration.");
    }
}
