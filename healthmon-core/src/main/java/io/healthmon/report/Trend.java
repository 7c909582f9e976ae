package io.healthmon.report;

import io.healthmon.metric.Resolution;
import io.healthmon.store.TimeRange;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * How far a trend goes back, and in what parts. It ends now, and begins with a whole part, so that there are as many parts
 * as the name says, the last of which is not over yet.
 *
 * @since 0.1
 */
public enum Trend {
    /** The last 24 hours, the present one among them. */
    DAY("24h", Resolution.HOUR, 24),
    /** The last 7 days, today among them. */
    WEEK("7d", Resolution.DAY, 7),
    /** The last 30 days, today among them. */
    MONTH("30d", Resolution.DAY, 30),
    /** The last 13 months of the calendar, this one among them. */
    YEAR("13mo", Resolution.MONTH, 13);

    private final String label;
    private final Resolution resolution;
    private final int parts;

    Trend(String label, Resolution resolution, int parts) {
        this.label = label;
        this.resolution = resolution;
        this.parts = parts;
    }

    /** Returns the word for it in addresses and answers: {@code 24h}, {@code 7d}, {@code 30d} or {@code 13mo}. */
    public String label() {
        return label;
    }

    /** Returns the length of its parts. */
    public Resolution resolution() {
        return resolution;
    }

    /** Returns how many parts it has. */
    public int parts() {
        return parts;
    }

    /** Returns the span that ends at a moment. */
    TimeRange until(Instant now) {
        OffsetDateTime last = resolution.floor(now).atOffset(ZoneOffset.UTC);
        OffsetDateTime first = switch (resolution) {
            case HOUR -> last.minusHours(parts - 1);
            case DAY -> last.minusDays(parts - 1);
            case MONTH -> last.minusMonths(parts - 1);
        };
        return new TimeRange(first.toInstant(), now);
    }
}
