package io.healthmon.report;

import io.healthmon.metric.Resolution;
import io.healthmon.store.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Which spans of time can be asked for, and what becomes of their ends. */
final class Spans {

    static final Duration LONGEST = Duration.ofDays(36_525);

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");
    private static final int PARTS_AT_A_TIME = 1_000;

    private Spans() {}

    /** Refuses a span that no history can have. */
    static TimeRange allowed(TimeRange range) {
        if (range.from().isBefore(EARLIEST) || range.to().isAfter(LATEST)) {
            throw new IllegalArgumentException(
                    "range " + range.from() + " to " + range.to() + " is not allowed; use years from 1970 to 9999");
        }
        if (range.from().plus(LONGEST).isBefore(range.to())) {
            throw new IllegalArgumentException("range " + range.from() + " to " + range.to()
                    + " is longer than 100 years (36525 days); ask for less at a time");
        }
        return range;
    }

    /** Returns the whole parts that a span touches, without the time to come; so every figure is of the time it says. */
    static TimeRange widened(TimeRange range, Resolution resolution, Instant now) {
        allowed(range);
        Instant from = resolution.floor(range.from());
        if (range.from().equals(range.to())) {
            return new TimeRange(from, from);
        }
        Instant end = resolution.ceiling(range.to());
        Instant to = end.isBefore(now) ? end : now;
        return new TimeRange(from, to.isBefore(from) ? from : to);
    }

    /** Returns what the figures of a span are of: whole hours, except that the hour that is not over ends as asked. */
    static TimeRange widened(TimeRange range, Instant now) {
        TimeRange hours = widened(range, Resolution.HOUR, now);
        boolean underWay =
                !range.to().isBefore(Resolution.HOUR.floor(now)) && range.to().isBefore(now);
        return underWay && !hours.from().isAfter(range.to()) ? new TimeRange(hours.from(), range.to()) : hours;
    }

    /** Returns spans of at most some 1,000 parts each, one after the other. */
    static List<TimeRange> pieces(TimeRange widened, Resolution resolution) {
        List<TimeRange> pieces = new ArrayList<>();
        Instant from = widened.from();
        while (from.isBefore(widened.to())) {
            Duration step = resolution.length(from).multipliedBy(PARTS_AT_A_TIME);
            Instant end = resolution.ceiling(from.plus(step));
            Instant to = end.isBefore(widened.to()) ? end : widened.to();
            pieces.add(new TimeRange(from, to));
            from = to;
        }
        return pieces;
    }

    static Duration length(TimeRange range) {
        return Duration.between(range.from(), range.to());
    }
}
