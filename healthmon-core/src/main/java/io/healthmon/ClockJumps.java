package io.healthmon;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the clock was set while the monitor ran, by the running time, which nobody sets. A machine that slept looks
 * the same where its running time sleeps with it. Safe for use by multiple threads; never blocks but for a line of log.
 */
final class ClockJumps {

    /** What a clock may drift, or be late in being read, without having jumped. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(HealthMonitor.class);

    private @Nullable Instant lastInstant;
    private long lastNanos;
    private volatile long count;

    /** Looks at both scales; returns how far the clock jumped since the last look, or null if it did not. */
    @Nullable Duration notice(Moment now) {
        Duration by = look(now.nanos(), now.instant());
        if (by.abs().compareTo(TOLERANCE) <= 0) {
            return null;
        }
        LOG.warn(
                "healthmon: the clock was set {} by {} s, to {}; results go on from there",
                by.isNegative() ? "back" : "forward",
                by.abs().toSeconds(),
                now.instant());
        return by;
    }

    private synchronized Duration look(long nanos, Instant instant) {
        Instant before = lastInstant;
        if (before != null && nanos - lastNanos < 0) {
            // why: read earlier by a thread that comes later
            return Duration.ZERO;
        }
        Duration by = before == null
                ? Duration.ZERO
                : Duration.between(before, instant).minusNanos(nanos - lastNanos);
        count += by.abs().compareTo(TOLERANCE) > 0 ? 1 : 0;
        lastInstant = instant;
        lastNanos = nanos;
        return by;
    }

    /** Returns how often the clock jumped so far. */
    long count() {
        return count;
    }
}
