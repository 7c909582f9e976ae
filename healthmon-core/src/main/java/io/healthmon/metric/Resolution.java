package io.healthmon.metric;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * How finely figures over time are divided; every part begins and ends in UTC.
 *
 * @since 0.1
 */
public enum Resolution {
    /** Hours. */
    HOUR,
    /** Days, of 24 hours each. */
    DAY,
    /** Months of the calendar. */
    MONTH;

    /** Returns the word for it in settings and answers: {@code hour}, {@code day} or {@code month}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns when the part began that a moment lies in. */
    public Instant floor(Instant moment) {
        OffsetDateTime time = moment.atOffset(ZoneOffset.UTC);
        return switch (this) {
            case HOUR -> time.truncatedTo(ChronoUnit.HOURS).toInstant();
            case DAY -> time.truncatedTo(ChronoUnit.DAYS).toInstant();
            case MONTH -> time.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).toInstant();
        };
    }

    /** Returns when the part ends, exclusive, that a moment lies in. */
    public Instant end(Instant moment) {
        OffsetDateTime start = floor(moment).atOffset(ZoneOffset.UTC);
        return switch (this) {
            case HOUR -> start.plusHours(1).toInstant();
            case DAY -> start.plusDays(1).toInstant();
            case MONTH -> start.plusMonths(1).toInstant();
        };
    }

    /** Returns the moment if a part begins there, or else the end of the part that it lies in. */
    public Instant ceiling(Instant moment) {
        Instant floor = floor(moment);
        return floor.equals(moment) ? moment : end(moment);
    }

    /** Returns how long the part is that a moment lies in. */
    public Duration length(Instant moment) {
        return Duration.between(floor(moment), end(moment));
    }
}
