package io.healthmon.http;

import io.healthmon.Cleanup;
import io.healthmon.SelfHealth;
import io.healthmon.StoreHealth;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Renders how the monitor itself is. */
final class SelfHealthJson {

    private SelfHealthJson() {}

    static Map<String, @Nullable Object> of(SelfHealth self) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        SelfHealth.Schedule schedule = self.schedule();
        Map<String, Object> scheduler = new LinkedHashMap<>();
        scheduler.put("lagMillis", schedule.lag().toMillis());
        scheduler.put("due", schedule.due());
        scheduler.put("missed", schedule.missed());
        scheduler.put("running", schedule.running());
        scheduler.put("stuck", schedule.stuck());
        json.put("scheduler", scheduler);
        Map<String, @Nullable Object> alerts = new LinkedHashMap<>();
        alerts.put("waiting", self.alerts().waiting());
        alerts.put("givenUp", self.alerts().givenUp());
        alerts.put("dropped", self.alerts().dropped());
        json.put("alerts", alerts);
        json.put("store", store(self.store()));
        json.put("cleanUp", cleanUp(self.store().cleanUp()));
        json.put("clockJumps", self.clockJumps());
        return json;
    }

    private static Map<String, @Nullable Object> store(StoreHealth store) {
        StoreHealth.Failure failure = store.failure();
        StoreHealth.Queue queue = store.queue();
        StoreHealth.Writes writes = store.writes();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("failing", store.failing());
        json.put("failingSince", failure == null ? null : Times.text(failure.since()));
        json.put("reason", failure == null ? null : failure.reason());
        json.put("waiting", queue.results());
        json.put("capacity", queue.capacity());
        json.put("oldestMillis", queue.oldest().toMillis());
        json.put("alertsWaiting", queue.alerts());
        json.put("dropped", store.dropped().results());
        json.put("droppedSince", Times.textOrNull(store.dropped().since()));
        json.put("batches", writes.batches());
        json.put("results", writes.results());
        json.put("results24h", writes.resultsLastDay());
        json.put("lastWriteAt", Times.textOrNull(writes.lastAt()));
        json.put("writeTimes", latency(writes.latency()));
        return json;
    }

    private static @Nullable Map<String, Object> latency(StoreHealth.@Nullable Latency latency) {
        if (latency == null) {
            return null;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("p50", rounded(latency.p50()));
        json.put("p95", rounded(latency.p95()));
        json.put("p99", rounded(latency.p99()));
        json.put("max", latency.max());
        return json;
    }

    private static double rounded(double millis) {
        return Math.round(millis * 100) / 100.0;
    }

    private static @Nullable Map<String, @Nullable Object> cleanUp(StoreHealth.@Nullable CleanUp cleanUp) {
        if (cleanUp == null) {
            return null;
        }
        Cleanup removed = cleanUp.removed();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("at", Times.text(cleanUp.at()));
        json.put("tookMillis", cleanUp.took().toMillis());
        json.put("failure", cleanUp.failure());
        json.put("deleted", removed == null ? null : removed.deleted());
        json.put("remaining", removed == null ? null : removed.remaining().results());
        json.put(
                "oldestLog",
                removed == null ? null : Times.textOrNull(removed.remaining().oldest()));
        return json;
    }
}
