package io.healthmon;

import io.healthmon.settings.DurationText;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * How long what the store holds is kept, and when the rest is removed.
 *
 * <p>From two days on, single results are removed by whole days of UTC, below by whole hours, so a little more is kept than
 * asked for. Figures of months are kept for ever. Immutable; safe for use by multiple threads.
 *
 * @param raw how long single results are kept, from 1 hour to 10 years
 * @param hourly how long the figures of hours and days are kept, and alerts that are over; from {@code raw} to 10 years
 * @param cleanUpAt when the rest is removed, once a day
 * @param zone whose wall clock that means
 * @since 0.1
 */
public record Retention(Duration raw, Duration hourly, LocalTime cleanUpAt, ZoneId zone) {

    static final Duration SHORTEST = Duration.ofHours(1);
    static final Duration LONGEST = Duration.ofDays(3_660);

    /** Results for 90 days, figures of hours and days for 400 days, cleaned up at 03:00 UTC. */
    public static final Retention DEFAULT =
            new Retention(Duration.ofDays(90), Duration.ofDays(400), LocalTime.of(3, 0), ZoneOffset.UTC);

    /** Refuses times outside the limits, and figures that are kept for less time than what they are made of. */
    public Retention {
        Objects.requireNonNull(cleanUpAt, "cleanUpAt");
        Objects.requireNonNull(zone, "zone");
        requireWithin("raw", raw);
        requireWithin("hourly", hourly);
        if (hourly.compareTo(raw) < 0) {
            throw new IllegalArgumentException("retention hourly " + DurationText.format(hourly) + " is less than raw "
                    + DurationText.format(raw) + "; keep the figures at least as long as the results");
        }
    }

    private static void requireWithin(String name, Duration time) {
        if (time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "retention " + name + " " + DurationText.format(time) + " is not allowed; use from 1h to 3660d");
        }
    }

    /** Returns the same with another time for single results, and at least as much for figures. */
    public Retention withRaw(Duration time) {
        return new Retention(time, hourly.compareTo(time) < 0 ? time : hourly, cleanUpAt, zone);
    }

    /** Returns the same with another time for figures of hours and days. */
    public Retention withHourly(Duration time) {
        return new Retention(raw, time, cleanUpAt, zone);
    }

    /** Returns the same with the clean-up at another time. */
    public Retention withCleanUpAt(LocalTime time, ZoneId whose) {
        return new Retention(raw, hourly, time, whose);
    }
}
