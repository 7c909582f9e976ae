package io.healthmon.schedule;

import io.healthmon.settings.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;

/**
 * When an integration is checked: at an interval, or by a cron expression in a zone.
 *
 * <p>Immutable values; safe for use by multiple threads.
 *
 * @since 0.1
 */
public sealed interface Schedule permits Schedule.Every, Schedule.Cron {

    /** The shortest interval: 100 ms. */
    Duration SHORTEST = Duration.ofMillis(100);

    /** The longest interval: 366 days. */
    Duration LONGEST = Duration.ofDays(366);

    /** Returns the first moment after the given one at which this schedule is due. */
    Instant next(Instant after);

    /** Returns the longest span over which the first runs are spread: the period, at most 10 s. */
    Duration spread();

    /**
     * Returns a schedule with a fixed interval.
     *
     * @throws IllegalArgumentException if the interval is shorter than {@link #SHORTEST} or longer than
     *     {@link #LONGEST}
     */
    static Schedule every(Duration interval) {
        return new Every(interval);
    }

    /**
     * Returns a schedule by a cron expression of five fields (minute, hour, day of month, month, day of week) or a
     * name such as {@code @hourly}.
     *
     * @param zone the zone whose wall clock the expression means
     * @throws IllegalArgumentException if the expression cannot be read; the message names the field, its value and
     *     what is allowed
     */
    static Schedule cron(String expression, ZoneId zone) {
        return new Cron(CronExpression.parse(expression), zone);
    }

    /**
     * A fixed interval.
     *
     * @param interval the time from one due moment to the next
     */
    record Every(Duration interval) implements Schedule {

        /** Refuses intervals outside the limits. */
        public Every {
            if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("interval " + DurationText.format(interval)
                        + " is not allowed; use from " + DurationText.format(SHORTEST) + " to "
                        + DurationText.format(LONGEST));
            }
        }

        @Override
        public Instant next(Instant after) {
            return after.plus(interval);
        }

        @Override
        public Duration spread() {
            Duration most = Duration.ofSeconds(10);
            return interval.compareTo(most) < 0 ? interval : most;
        }
    }

    /**
     * A cron expression in a zone; right across changes to and from summer time (see {@link CronExpression}).
     *
     * @param expression when
     * @param zone whose wall clock the expression means
     */
    record Cron(CronExpression expression, ZoneId zone) implements Schedule {

        /** Refuses null. */
        public Cron {
            Objects.requireNonNull(expression, "expression");
            Objects.requireNonNull(zone, "zone");
        }

        @Override
        public Instant next(Instant after) {
            return expression.next(after, zone);
        }

        /** Returns zero: a cron schedule is due when it says, with no jitter. */
        @Override
        public Duration spread() {
            return Duration.ZERO;
        }
    }
}
