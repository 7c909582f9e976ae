package io.healthmon.metric.application;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/**
 * What one instance of the application recorded of a series in a minute or an hour.
 *
 * @param instance who recorded it; another one each time that an application starts
 * @param series what was measured
 * @param resolution how long the bucket is
 * @param start when it begins; buckets begin with whole minutes and hours of UTC
 * @param figures what the values come to
 * @since 0.1
 */
public record MetricBucket(
        String instance, MetricSeries series, MetricResolution resolution, Instant start, MetricFigures figures) {

    /** Refuses null, and a bucket that begins in the middle of a minute or an hour. */
    public MetricBucket {
        Objects.requireNonNull(instance, "instance");
        Objects.requireNonNull(series, "series");
        Objects.requireNonNull(figures, "figures");
        if (!resolution.start(start).equals(start)) {
            throw new IllegalArgumentException("start " + start + " is not allowed; use the begin of a whole "
                    + resolution.name().toLowerCase(Locale.ROOT));
        }
    }
}
