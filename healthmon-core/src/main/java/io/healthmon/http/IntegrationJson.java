package io.healthmon.http;

import io.healthmon.Flag;
import io.healthmon.HealthMonitor;
import io.healthmon.HealthSnapshot.Summary;
import io.healthmon.IntegrationHealth;
import io.healthmon.IntegrationHealth.UnknownException;
import io.healthmon.StoreHealth;
import io.healthmon.check.Integration;
import io.healthmon.check.Problem;
import io.healthmon.metric.Statistics;
import io.healthmon.report.RoundedPercentage;
import io.healthmon.report.Rows;
import io.healthmon.state.HealthState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Renders integrations, as those see them who may see all of them or what one owner has. */
final class IntegrationJson {

    private final HealthMonitor monitor;

    IntegrationJson(HealthMonitor monitor) {
        this.monitor = monitor;
    }

    /** Returns an integration that is seen, with its figures. */
    Map<String, @Nullable Object> of(IntegrationHealth health, Sight sight) {
        String id = health.integration().id();
        try {
            return of(health, sight, monitor.statistics(id), RoundedPercentage.of(monitor.uptime30Days(id)));
        } catch (UnknownException removedMeanwhile) {
            return of(health, sight, Statistics.NONE, null);
        }
    }

    private static Map<String, @Nullable Object> of(
            IntegrationHealth health, Sight sight, Statistics statistics, @Nullable Double uptime30d) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        who(json, health.integration());
        what(json, health);
        circumstances(json, health);
        json.put("successRate24h", RoundedPercentage.of(statistics.successRate()));
        json.put("uptime30d", uptime30d);
        json.put("responseTimes24h", Rows.responseTimes(statistics));
        json.put("error", error(health));
        json.put("tags", List.copyOf(health.integration().tags()));
        json.put("critical", health.integration().critical());
        json.put("dependsOn", sight.dependencies(health.integration()));
        json.put("nextCheckAt", Times.textOrNull(health.nextCheckAt()));
        return json;
    }

    private static void who(Map<String, @Nullable Object> json, Integration integration) {
        json.put("id", integration.id());
        json.put("name", integration.name());
        json.put("type", integration.type());
        json.put("provider", integration.provider());
    }

    private static void what(Map<String, @Nullable Object> json, IntegrationHealth health) {
        HealthState state = health.state();
        json.put("status", health.status().label());
        json.put("since", Times.textOrNull(health.since()));
        json.put("lastCheckAt", Times.textOrNull(state.lastCheckAt()));
        json.put("lastSuccessAt", Times.textOrNull(state.lastSuccessAt()));
        json.put("responseTime", known(state.responseTimeMillis()));
        json.put("consecutiveFailures", state.consecutiveFailures());
    }

    /** Shadow, maintenance and flapping have their place here; nothing can be in them yet. */
    private static void circumstances(Map<String, @Nullable Object> json, IntegrationHealth health) {
        json.put("suspect", health.is(Flag.SUSPECT));
        json.put("stale", health.is(Flag.STALE));
        json.put("stuck", health.is(Flag.STUCK));
        json.put("enabled", !health.is(Flag.DISABLED));
        json.put("paused", health.is(Flag.PAUSED));
        json.put("shadow", false);
        json.put("inMaintenance", health.is(Flag.IN_MAINTENANCE));
        json.put("flapping", false);
    }

    /** Returns what the last check complained of, or null. */
    static @Nullable Map<String, @Nullable Object> error(IntegrationHealth health) {
        Problem problem = health.state().problem();
        return problem == null
                ? null
                : error(
                        problem,
                        health.integration().documentation(),
                        health.state().problemSince());
    }

    private static Map<String, @Nullable Object> error(
            Problem problem, @Nullable String documentation, @Nullable Instant since) {
        Map<String, @Nullable Object> json = problem(problem, documentation);
        json.put("since", Times.textOrNull(since));
        return json;
    }

    /** Returns what is the matter; the integration's own documentation counts where the problem has none. */
    static Map<String, @Nullable Object> problem(Problem problem, @Nullable String documentation) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("cause", problem.cause().label());
        json.put("message", problem.message());
        json.put("resolution", problem.resolution());
        json.put("documentation", problem.documentation() == null ? documentation : problem.documentation());
        return json;
    }

    /** Returns what is the matter with the store. */
    static Map<String, @Nullable Object> store(StoreHealth store) {
        StoreHealth.Failure failure = store.failure();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("failingSince", failure == null ? null : Times.text(failure.since()));
        json.put("waiting", store.queue().results());
        json.put("dropped", store.dropped().results());
        json.put("droppedSince", Times.textOrNull(store.dropped().since()));
        return json;
    }

    static Map<String, Object> summary(Summary summary) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("total", summary.total());
        json.put("healthy", summary.healthy());
        json.put("degraded", summary.degraded());
        json.put("down", summary.down());
        json.put("unknown", summary.unknown());
        json.put("averageResponseTime", summary.averageResponseTime());
        return json;
    }

    /** Returns a number of milliseconds, or null for the -1 that stands for none. */
    static @Nullable Long known(long millis) {
        return millis < 0 ? null : millis;
    }
}
