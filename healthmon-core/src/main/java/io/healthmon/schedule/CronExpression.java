package io.healthmon.schedule;

import java.time.Instant;
import java.time.ZoneId;

/** Signature; to be written. */
public record CronExpression(String text) {
    public static CronExpression parse(String text) { return new CronExpression(text); }

    public Instant next(Instant after, ZoneId zone) { throw new UnsupportedOperationException(); }
}
