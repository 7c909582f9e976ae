package io.healthmon.http;

import io.healthmon.Cleanup;
import io.healthmon.HealthMonitor;
import io.healthmon.HealthSnapshot.Summary;
import io.healthmon.IntegrationHealth;
import io.healthmon.secret.Secret;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The routes that a cron job outside calls, with a secret of their own; without one they are not there. */
final class CronRoutes {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final HealthMonitor monitor;
    private final BlockingCalls blocking;
    private final TokenDigest secret;

    CronRoutes(HealthMonitor monitor, BlockingCalls blocking, Secret secret) {
        this.monitor = monitor;
        this.blocking = blocking;
        this.secret = TokenDigest.of(secret);
    }

    List<Route> routes() {
        return List.of(
                Route.open("POST", "/api/cron/check-integration-health", this::check),
                Route.open("POST", "/api/cron/cleanup-health-logs", this::cleanUp));
    }

    private ApiResponse check(Call call) {
        authorize(call);
        List<IntegrationHealth> checked = blocking.await(monitor::checkAllServices, LONGEST, ProblemException::closed);
        Map<String, @Nullable Object> json = success();
        json.put("summary", IntegrationJson.summary(Summary.of(checked)));
        json.put("checks", checked.stream().map(CronRoutes::result).toList());
        return ApiResponse.json(json);
    }

    private static Map<String, @Nullable Object> result(IntegrationHealth health) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", health.integration().name());
        json.put("status", health.status().label());
        json.put("responseTime", IntegrationJson.known(health.state().responseTimeMillis()));
        json.put("checkedAt", Times.textOrNull(health.state().lastCheckAt()));
        return json;
    }

    private ApiResponse cleanUp(Call call) {
        authorize(call);
        Cleanup cleanup = BlockingCalls.ofOpenMonitor(() -> monitor.cleanUp("cron"));
        Map<String, @Nullable Object> json = success();
        json.put("deleted", cleanup.deleted());
        json.put("remaining", cleanup.remaining().results());
        json.put("oldestLog", Times.textOrNull(cleanup.remaining().oldest()));
        json.put("retentionDays", cleanup.retention().toDays());
        return ApiResponse.json(json);
    }

    private Map<String, @Nullable Object> success() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("success", true);
        json.put("timestamp", Times.text(monitor.clock().instant()));
        return json;
    }

    private void authorize(Call call) {
        if (!BearerTokens.of(call.request()).map(secret::matches).orElse(false)) {
            throw ProblemException.unauthorized("Send the cron secret as a bearer token.");
        }
        RequestBodies.requireJsonOrNothing(call.request());
    }
}
