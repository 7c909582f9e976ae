package io.healthmon.http;

import io.healthmon.ApplicationMetrics;
import io.healthmon.metric.application.MetricKind;
import io.healthmon.metric.application.MetricSeries;
import io.healthmon.metric.application.Recording;
import io.healthmon.secret.Redactor;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The values in a body; every mistake is a 400 that names the field. */
final class MetricsBody {

    private static final int MOST = 100;
    private static final long MOST_AT_ONCE = 1_000_000_000_000_000L;

    private MetricsBody() {}

    static List<Recording> read(Map<String, @Nullable Object> body, ApplicationMetrics metrics, Redactor redactor) {
        Settings settings = Settings.of(body, redactor);
        List<Recording> recordings = new ArrayList<>();
        Map<String, MetricKind> kinds = new LinkedHashMap<>();
        try {
            List<Settings> entries = settings.groups("metrics");
            if (entries.isEmpty() || entries.size() > MOST) {
                throw new SettingException(
                        "metrics", "has " + entries.size() + " entries; send from 1 to " + MOST + " at a time");
            }
            for (Settings entry : entries) {
                recordings.add(recording(entry, metrics, kinds));
            }
            settings.refuseUnknown();
        } catch (SettingException wrong) {
            throw ProblemException.badSetting(wrong);
        }
        return recordings;
    }

    private static Recording recording(Settings entry, ApplicationMetrics metrics, Map<String, MetricKind> kinds) {
        MetricKind kind = entry.choice("kind", MetricKind.class).orElseThrow(() -> entry.missing("kind"));
        String name = entry.text("name").orElseThrow(() -> entry.missing("name"));
        located(entry, "name", () -> new MetricSeries(kind, name, Map.of()));
        Map<String, String> labels = entry.textMap("labels");
        MetricSeries series = located(entry, "labels", () -> new MetricSeries(kind, name, labels));
        if (!entry.has("value")) {
            throw entry.missing("value");
        }
        double value = value(kind, entry);
        Recording recording = located(entry, "value", () -> new Recording(series, value));
        return located(entry, "kind", () -> {
            metrics.check(recording);
            requireOneKind(kinds, series);
            return recording;
        });
    }

    private static <T> T located(Settings entry, String field, Supplier<T> step) {
        try {
            return step.get();
        } catch (IllegalArgumentException refused) {
            throw new SettingException(entry.path(field), String.valueOf(refused.getMessage()));
        }
    }

    private static double value(MetricKind kind, Settings entry) {
        return switch (kind) {
            case COUNT -> (double) entry.number("value", 0, MOST_AT_ONCE).orElseThrow();
            case GAUGE -> number(entry, "a finite number from -1e18 to 1e18");
            case DURATION -> number(entry, "milliseconds from 0 to 2678400000");
            case OUTCOME -> entry.flag("value").orElseThrow() ? 1 : 0;
        };
    }

    private static double number(Settings entry, String allowed) {
        double number = Double.NaN;
        try {
            number = Double.parseDouble(entry.text("value").orElseThrow().trim());
        } catch (NumberFormatException notANumber) {
            throw entry.wrong("value", allowed);
        }
        if (!Double.isFinite(number)) {
            throw entry.wrong("value", allowed);
        }
        return number;
    }

    private static void requireOneKind(Map<String, MetricKind> kinds, MetricSeries series) {
        MetricKind before = kinds.putIfAbsent(series.name(), series.kind());
        if (before != null && before != series.kind()) {
            throw new IllegalArgumentException("metric \"" + series.name() + "\" is a " + before.label() + " and no "
                    + series.kind().label() + "; give each kind a name of its own");
        }
    }
}
