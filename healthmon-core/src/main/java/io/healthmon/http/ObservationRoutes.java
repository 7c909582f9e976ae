package io.healthmon.http;

import io.healthmon.HealthMonitor;
import io.healthmon.HealthSnapshot;
import java.util.List;

/** Metrics for Prometheus, from memory. */
final class ObservationRoutes {

    private static final String TEXT = "text/plain";
    private static final String OPEN_METRICS = "application/openmetrics-text";
    private static final String TEXT_TYPE = TEXT + "; version=0.0.4; charset=utf-8";
    private static final String OPEN_METRICS_TYPE = OPEN_METRICS + "; version=1.0.0; charset=utf-8";

    private final HealthMonitor monitor;
    private final MonitorMetrics whole;

    ObservationRoutes(HealthMonitor monitor) {
        this.monitor = monitor;
        this.whole = new MonitorMetrics(monitor);
    }

    List<Route> routes() {
        return List.of(Route.closed("GET", "/metrics", Role.VIEWER, this::metrics));
    }

    private ApiResponse metrics(Call call) {
        Accept accept = Accept.of(call.request());
        boolean open = accept.prefers(OPEN_METRICS, TEXT);
        if (!open && !accept.takes(TEXT)) {
            throw ProblemException.notAcceptable("There are " + TEXT + " and " + OPEN_METRICS + " here.");
        }
        HealthSnapshot snapshot = monitor.health();
        MetricText text = new MetricText(open);
        whole.writeTo(text, snapshot);
        new IntegrationMetrics(monitor, snapshot.integrations()).writeTo(text);
        return ApiResponse.of(200, open ? OPEN_METRICS_TYPE : TEXT_TYPE, text.bytes());
    }
}
