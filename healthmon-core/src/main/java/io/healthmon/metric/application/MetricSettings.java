package io.healthmon.metric.application;

import io.healthmon.metric.application.MetricThreshold.Side;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an application may set of its metrics: the thresholds. Immutable; safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class MetricSettings {

    private static final MetricSettings NONE = new MetricSettings(Map.of());
    private static final MetricSettings DEFAULTS =
            SeedThresholds.all().stream().reduce(NONE, MetricSettings::with, (one, other) -> other);
    private static final int MOST = 200;

    private final Map<String, MetricThreshold> thresholds;

    private MetricSettings(Map<String, MetricThreshold> thresholds) {
        this.thresholds = thresholds;
    }

    /** Returns the settings that count unless told otherwise, with the seed thresholds. */
    public static MetricSettings defaults() {
        return DEFAULTS;
    }

    /** Returns settings without any threshold. */
    public static MetricSettings none() {
        return NONE;
    }

    /**
     * Returns these settings with one more threshold; one of the same id is replaced.
     *
     * @throws IllegalArgumentException if there are 200 already
     */
    public MetricSettings with(MetricThreshold threshold) {
        Map<String, MetricThreshold> more = new LinkedHashMap<>(thresholds);
        more.put(threshold.id(), threshold);
        if (more.size() > MOST) {
            throw new IllegalArgumentException(
                    more.size() + " thresholds are not allowed; use at most " + MOST + ", or remove others");
        }
        return new MetricSettings(more);
    }

    /** Returns these settings without a threshold; an id that is unknown has no effect. */
    public MetricSettings without(String thresholdId) {
        Map<String, MetricThreshold> fewer = new LinkedHashMap<>(thresholds);
        fewer.remove(thresholdId);
        return new MetricSettings(fewer);
    }

    /** Returns the thresholds in the order in which they were added. */
    public List<MetricThreshold> thresholds() {
        return List.copyOf(thresholds.values());
    }

    /**
     * Returns these settings with what a group of settings changes: {@code thresholds} by id, each with {@code metric},
     * {@code labels}, {@code measure}, {@code window}, {@code above} or {@code below}, {@code minimumSample} and
     * {@code enabled}; of a threshold that is there already, what is not said stays.
     *
     * @throws SettingException if a setting cannot be used
     */
    public MetricSettings with(Settings settingsOfMetrics) {
        MetricSettings changed = this;
        Settings group = settingsOfMetrics.group("thresholds");
        for (String id : group.names()) {
            Settings settings = group.group(id);
            try {
                changed = changed.with(id, settings);
            } catch (SettingException located) {
                throw located;
            } catch (IllegalArgumentException refused) {
                throw new SettingException(settings.path(), String.valueOf(refused.getMessage()));
            }
        }
        return changed;
    }

    private MetricSettings with(String id, Settings settings) {
        MetricThreshold.requireId(id);
        MetricThreshold known = thresholds.get(id);
        boolean enabled = settings.flag("enabled").orElse(true);
        MetricThreshold threshold = known == null ? added(id, settings) : changed(known, settings);
        return enabled ? with(threshold) : without(id);
    }

    private static MetricThreshold added(String id, Settings settings) {
        String metric = settings.requireText("metric");
        MetricMeasure measure =
                settings.choice("measure", MetricMeasure.class).orElseThrow(() -> settings.missing("measure"));
        Limit limit = limit(settings).orElseThrow(() -> settings.missing("above"));
        return changed(MetricThreshold.above(id, metric, measure, limit.value), settings);
    }

    private static MetricThreshold changed(MetricThreshold known, Settings settings) {
        MetricMeasure measure = settings.choice("measure", MetricMeasure.class).orElse(known.measure());
        Limit limit = limit(settings).orElse(new Limit(known.side(), known.limit()));
        boolean sameMeasure = measure == known.measure();
        return new MetricThreshold(
                known.id(),
                settings.text("metric").orElse(known.metric()),
                settings.has("labels") ? settings.textMap("labels") : known.labels(),
                measure,
                settings.duration("window", MetricThreshold.SHORTEST_WINDOW, MetricWindows.LONGEST)
                        .orElse(known.window()),
                limit.side,
                limit.value,
                settings.number("minimumSample", 0, MetricThreshold.MOST_SAMPLES)
                        .orElse(sameMeasure ? known.minimumSample() : MetricThreshold.usualSample(measure)));
    }

    private static Optional<Limit> limit(Settings settings) {
        Double above = number(settings, "above");
        Double below = number(settings, "below");
        if (above != null && below != null) {
            throw new SettingException(settings.path("below"), "does not go with \"above\"; use one of them");
        }
        return above != null
                ? Optional.of(new Limit(Side.ABOVE, above))
                : Optional.ofNullable(below).map(value -> new Limit(Side.BELOW, value));
    }

    private static @Nullable Double number(Settings settings, String name) {
        return settings.parsed(name, MetricSettings::number).orElse(null);
    }

    private static Double number(String text) {
        try {
            double number = Double.parseDouble(text.trim());
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("is not allowed; use a number such as 5 or 0.5", notANumber);
        }
        throw new IllegalArgumentException("is not allowed; use a finite number");
    }

    private record Limit(Side side, double value) {}
}
