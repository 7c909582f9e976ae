package io.healthmon.check;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * What a check is told about its run.
 *
 * @param integration whom the check is for
 * @param timeout how long the check may take in all, and divide among its steps; in whole milliseconds, to which it is cut
 *     where it is at least one, so that messages tell it as people write it. The monitor ends a run a little later, at the
 *     integration's own time limit, so that what the check itself says of a timeout is heard first
 * @param now when the run began, by the monitor's clock
 * @since 0.1
 */
public record CheckContext(Integration integration, Duration timeout, Instant now) {

    private static final long MOST_IN_HAND = Duration.ofMillis(100).toNanos();

    /** Returns the context of a run: a twentieth of the integration's time limit, at most 100 ms, is kept in hand. */
    public static CheckContext of(Integration integration, Instant now) {
        long limit = integration.timeout().toNanos();
        return new CheckContext(integration, Duration.ofNanos(limit - Math.min(limit / 20, MOST_IN_HAND)), now);
    }

    /** Makes the context of a run in 1970, for a check that does not look at the date. */
    public CheckContext(Integration integration, Duration timeout) {
        this(integration, timeout, Instant.EPOCH);
    }

    /** Refuses null, and cuts the time limit to whole milliseconds. */
    public CheckContext {
        Objects.requireNonNull(integration, "integration");
        Objects.requireNonNull(timeout, "timeout");
        Objects.requireNonNull(now, "now");
        Duration whole = timeout.truncatedTo(ChronoUnit.MILLIS);
        timeout = whole.isZero() ? timeout : whole;
    }
}
