package io.healthmon.http;

import io.healthmon.ApplicationMetrics;
import io.healthmon.metric.application.MetricFigures;
import io.healthmon.metric.application.MetricKind;
import io.healthmon.metric.application.MetricSeries;
import io.healthmon.metric.application.MetricThreshold;
import io.healthmon.metric.application.MetricThreshold.Side;
import io.healthmon.metric.application.ThresholdReading;
import io.healthmon.settings.DurationText;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Metrics and thresholds as the API shows them. */
final class MetricJson {

    private final ApplicationMetrics metrics;

    MetricJson(ApplicationMetrics metrics) {
        this.metrics = metrics;
    }

    Map<String, @Nullable Object> of(MetricSeries series) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("kind", series.kind().label());
        json.put("name", series.name());
        json.put("labels", series.labels());
        json.put("lastHour", figures(series, Duration.ofHours(1)));
        json.put("last24Hours", figures(series, Duration.ofHours(24)));
        return json;
    }

    private Map<String, @Nullable Object> figures(MetricSeries series, Duration window) {
        return figures(series.kind(), metrics.window(series, window));
    }

    /** Shows what means something for the kind; without any value, null where there is none. */
    private static Map<String, @Nullable Object> figures(MetricKind kind, MetricFigures figures) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("count", figures.count());
        if (kind == MetricKind.OUTCOME) {
            json.put("successes", figures.successes());
            json.put("failures", figures.failures());
            json.put("successRate", figures.successPercent());
            return json;
        }
        json.put("sum", figures.sum());
        json.put("average", figures.average());
        json.put("min", figures.min());
        json.put("max", figures.max());
        json.put("last", figures.last().map(MetricFigures.Last::value));
        json.put("lastAt", figures.last().map(MetricFigures.Last::at));
        if (kind == MetricKind.DURATION) {
            json.put("p50", figures.percentile(0.5));
            json.put("p95", figures.percentile(0.95));
            json.put("p99", figures.percentile(0.99));
        }
        return json;
    }

    static Map<String, @Nullable Object> of(ThresholdReading reading) {
        MetricThreshold threshold = reading.threshold();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", threshold.id());
        json.put("metric", threshold.metric());
        json.put("labels", threshold.labels());
        json.put("measure", threshold.measure().label());
        json.put("window", DurationText.format(threshold.window()));
        json.put(threshold.side() == Side.ABOVE ? "above" : "below", threshold.limit());
        json.put("minimumSample", threshold.minimumSample());
        json.put("value", reading.value());
        json.put("samples", reading.samples());
        json.put("exceeded", reading.exceeded());
        return json;
    }
}
