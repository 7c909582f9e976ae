package io.healthmon.metric;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * How a span of time was spent. A result stands for the time until the next one, but not beyond the moment at which it is
 * stale; what no result stands for is a gap, and counts neither as up nor as down.
 *
 * @param span how long all of it is
 * @param healthy the time in which results were healthy
 * @param degraded the time in which they were degraded, which is up, too
 * @param down the time in which they were down
 * @param unknown the time in which checks ran and told nothing
 * @param maintenance the time of announced maintenance, whatever results said then
 * @since 0.1
 */
public record Uptime(
        Duration span, Duration healthy, Duration degraded, Duration down, Duration unknown, Duration maintenance) {

    /** Returns the time of which nothing is known: no result stands for it. */
    public Duration gap() {
        return span.minus(known()).minus(unknown).minus(maintenance);
    }

    /** Returns the time of which it is known whether it was up or down. */
    public Duration known() {
        return healthy.plus(degraded).plus(down);
    }

    /** Returns the percentage of the known time that was up, from 0 to 100; empty when nothing is known. */
    public OptionalDouble percentage() {
        return part(healthy.plus(degraded), known());
    }

    /** Returns the percentage of the time outside maintenance that is known; empty when there is no such time. */
    public OptionalDouble coverage() {
        return part(known(), span.minus(maintenance));
    }

    private static OptionalDouble part(Duration part, Duration whole) {
        return whole.isZero()
                ? OptionalDouble.empty()
                : OptionalDouble.of(100.0 * part.toMillis() / Math.max(1, whole.toMillis()));
    }
}
