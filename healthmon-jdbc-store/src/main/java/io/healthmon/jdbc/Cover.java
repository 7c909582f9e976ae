package io.healthmon.jdbc;

import io.healthmon.metric.Resolution;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The fewest rows that make up a span of time: months where whole ones lie in it, days and hours before and after them.
 *
 * @param resolution which table
 * @param from where its part of the span begins, inclusive
 * @param to where it ends, exclusive
 */
record Cover(Resolution resolution, Instant from, Instant to) {

    /** Returns the parts of a span that begins and ends with an hour, in order; none coarser than given. */
    static List<Cover> of(Resolution coarsest, Instant from, Instant to) {
        List<Cover> parts = new ArrayList<>();
        add(parts, coarsest, from, to);
        return parts;
    }

    private static void add(List<Cover> parts, Resolution resolution, Instant from, Instant to) {
        Instant first = resolution.ceiling(from);
        Instant last = resolution.floor(to);
        if (first.isBefore(last)) {
            addFiner(parts, resolution, from, first);
            parts.add(new Cover(resolution, first, last));
            addFiner(parts, resolution, last, to);
        } else {
            addFiner(parts, resolution, from, to);
        }
    }

    private static void addFiner(List<Cover> parts, Resolution resolution, Instant from, Instant to) {
        if (resolution != Resolution.HOUR && from.isBefore(to)) {
            add(parts, resolution == Resolution.MONTH ? Resolution.DAY : Resolution.HOUR, from, to);
        }
    }
}
