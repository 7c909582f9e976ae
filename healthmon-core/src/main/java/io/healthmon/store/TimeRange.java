package io.healthmon.store;

import java.time.Instant;

/**
 * A span of time.
 *
 * @param from where it begins, inclusive
 * @param to where it ends, exclusive
 * @since 0.1
 */
public record TimeRange(Instant from, Instant to) {

    /** Refuses a span that ends before it begins. */
    public TimeRange {
        if (from.isAfter(to)) {
            throw new IllegalArgumentException("from " + from + " is after to " + to + "; swap them");
        }
    }

    /** Returns whether the moment lies within. */
    public boolean contains(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(to);
    }
}
