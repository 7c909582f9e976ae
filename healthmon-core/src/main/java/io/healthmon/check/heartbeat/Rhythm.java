package io.healthmon.check.heartbeat;

import io.healthmon.schedule.Schedule;
import io.healthmon.settings.DurationText;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How often a job has to succeed.
 *
 * @param schedule when it does by itself
 * @param grace how much later it may be, or null for a tenth of the time until it is due again, at least 1 s
 */
record Rhythm(Schedule schedule, @Nullable Duration grace) {

    static final Duration SHORTEST_PERIOD = Duration.ofSeconds(1);
    static final Duration LONGEST = Schedule.LONGEST;

    private static final Duration LEAST_GRACE = Duration.ofSeconds(1);
    private static final int SHARE = 10;

    Rhythm {
        if (grace != null && (grace.isNegative() || grace.compareTo(LONGEST) > 0)) {
            throw new IllegalArgumentException(
                    "grace " + DurationText.format(grace) + " is not allowed; use from 0ms to 366d");
        }
    }

    static Rhythm every(Duration period) {
        if (period.compareTo(SHORTEST_PERIOD) < 0 || period.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "period " + DurationText.format(period) + " is not allowed; use from 1s to 366d");
        }
        return new Rhythm(Schedule.every(period), null);
    }

    /** Returns the moment from which on a success is overdue when there was none since the given one. */
    Instant deadline(Instant since) {
        Instant due = schedule.next(since);
        Duration given = grace;
        if (given != null) {
            return due.plus(given);
        }
        Duration share = Duration.between(due, schedule.next(due)).dividedBy(SHARE);
        return due.plus(share.compareTo(LEAST_GRACE) < 0 ? LEAST_GRACE : share);
    }
}
