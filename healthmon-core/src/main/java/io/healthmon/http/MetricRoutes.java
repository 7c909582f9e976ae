package io.healthmon.http;

import io.healthmon.ApplicationMetrics;
import io.healthmon.HealthMonitor;
import io.healthmon.json.Json;
import io.healthmon.metric.application.Recording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The routes that take what browsers and functions measured, and show what there is. */
final class MetricRoutes {

    private static final String PATH = "/api/metrics";

    private final HealthMonitor monitor;
    private final ApplicationMetrics metrics;

    MetricRoutes(HealthMonitor monitor) {
        this.monitor = monitor;
        this.metrics = monitor.metrics();
    }

    List<Route> routes() {
        return List.of(
                Route.closed("GET", PATH, Role.VIEWER, this::list),
                Route.closed("POST", PATH, Role.INGEST, this::take));
    }

    /** Takes all values or none. */
    private ApiResponse take(Call call) {
        List<Recording> recordings = MetricsBody.read(RequestBodies.json(call.request()), metrics, monitor.redactor());
        recordings.forEach(metrics::record);
        return ApiResponse.of(202, DefaultHeaders.JSON, Json.write(Map.of("accepted", recordings.size())));
    }

    private ApiResponse list(Call call) {
        call.requireJson();
        Optional<String> name = call.parameters().single("name");
        MetricJson json = new MetricJson(metrics);
        List<Map<String, @Nullable Object>> series = metrics.series().stream()
                .filter(each -> name.isEmpty() || name.get().equals(each.name()))
                .map(json::of)
                .toList();
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("metrics", series);
        body.put("thresholds", metrics.thresholds().stream().map(MetricJson::of).toList());
        body.put("activeUsers", metrics.activeUsers());
        body.put("overflowed", metrics.overflowed());
        return ApiResponse.json(body);
    }
}
