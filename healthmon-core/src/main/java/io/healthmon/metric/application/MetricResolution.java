package io.healthmon.metric.application;

import java.time.Duration;
import java.time.Instant;

/**
 * How long the buckets are that values are kept in.
 *
 * @since 0.1
 */
public enum MetricResolution {
    /** One minute; kept for 3 hours. */
    MINUTE(Duration.ofMinutes(1), Duration.ofHours(3)),
    /** One hour; kept for 31 days. */
    HOUR(Duration.ofHours(1), Duration.ofDays(31).plusHours(1));

    private final Duration length;
    private final Duration kept;

    MetricResolution(Duration length, Duration kept) {
        this.length = length;
        this.kept = kept;
    }

    /** Returns how long a bucket is. */
    public Duration length() {
        return length;
    }

    /** Returns when the bucket begins that a moment lies in; buckets begin with whole minutes and hours of UTC. */
    public Instant start(Instant moment) {
        return Instant.ofEpochSecond(start(moment.getEpochSecond()));
    }

    /** Returns the begin of the oldest bucket that is still kept. */
    public Instant oldest(Instant now) {
        return start(now.minus(kept));
    }

    long start(long epochSecond) {
        return epochSecond - Math.floorMod(epochSecond, length.toSeconds());
    }
}
