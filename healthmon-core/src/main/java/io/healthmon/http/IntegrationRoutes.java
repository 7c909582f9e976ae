package io.healthmon.http;

import io.healthmon.HealthMonitor;
import io.healthmon.IntegrationHealth;
import io.healthmon.StoreHealth;
import io.healthmon.http.TokenBucket.Pace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The list of integrations, one of them, and a check of one by hand. */
final class IntegrationRoutes {

    private static final Pace ONCE_A_MINUTE = Pace.perMinute(1);
    private static final Duration BEYOND_THE_TIME_LIMIT = Duration.ofSeconds(10);

    private final HealthMonitor monitor;
    private final BlockingCalls blocking;
    private final IntegrationJson rendering;
    private final RateLimit rateLimit;

    IntegrationRoutes(HealthMonitor monitor, BlockingCalls blocking) {
        this.monitor = monitor;
        this.blocking = blocking;
        this.rendering = new IntegrationJson(monitor);
        this.rateLimit = new RateLimit(ONCE_A_MINUTE, monitor.clock());
    }

    List<Route> routes() {
        return List.of(
                Route.scoped("GET", "/api/integrations", Role.VIEWER, this::list),
                Route.scoped("GET", "/api/integrations/*/health", Role.VIEWER, this::one),
                Route.byHand("POST", "/api/integrations/*/health/check", Role.OPERATOR, this::check));
    }

    /** Returns a page of the list; a header tells the caller's role, so that the page shows what he may do. */
    private ApiResponse list(Call call) {
        call.requireJson();
        Sight sight = call.sight();
        Map<String, @Nullable Object> list =
                new IntegrationPage(call.parameters()).of(sight.integrations(), rendering::of);
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
        return ApiResponse.json(rendering.of(call.sight().require(call.argument())));
    }

    private ApiResponse check(Call call) {
        call.requireJson();
        RequestBodies.requireJsonOrNothing(call.request());
        Sight sight = call.sight();
        IntegrationHealth before = sight.require(call.argument());
        String id = before.integration().id();
        Duration longest = before.integration().timeout().plus(BEYOND_THE_TIME_LIMIT);
        return ApiResponse.json(rendering.of(blocking.await(() -> startOnce(id), longest, () -> calledOff(sight, id))));
    }

    /** Starts a check; only one that did start counts as the one of its minute. */
    private CompletableFuture<IntegrationHealth> startOnce(String id) {
        Duration wait = rateLimit.tryOnce(id);
        if (!wait.isZero()) {
            throw ProblemException.tooManyRequests(
                    "An integration can be checked by hand once a minute.", wait.toSeconds() + 1);
        }
        try {
            return monitor.check(id);
        } catch (RuntimeException notStarted) {
            rateLimit.giveBack(id);
            throw notStarted;
        }
    }

    private static ProblemException calledOff(Sight sight, String id) {
        return sight.find(id).isEmpty() ? notFound() : ProblemException.closed();
    }

    static ProblemException notFound() {
        return ProblemException.notFound("There is no such integration.");
    }
}
