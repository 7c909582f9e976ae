package io.healthmon.jdbc;

import io.healthmon.check.HealthStatus;
import io.healthmon.metric.Bucket;
import io.healthmon.metric.Resolution;
import io.healthmon.metric.Tally;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an hour, a day or a month of an integration came to.
 *
 * @param resolution which of them it is
 * @param key the integration's key
 * @param bucket its begin and what it came to
 */
record RollupRow(Resolution resolution, int key, Bucket bucket) {

    private static final long SECONDS_PER_HOUR = 3_600;

    static final Bulk<RollupRow> COLUMNS = new Bulk<>(
            Bulk.column("integration_key", Kind.NUMBER, RollupRow::key),
            Bulk.column("bucket_hour", Kind.NUMBER, row -> hour(row.start())),
            Bulk.column("results", Kind.LONG, row -> row.tally().known()),
            Bulk.column("failures", Kind.LONG, row -> unlessZero(row.tally().results(HealthStatus.DOWN))),
            Bulk.column("up_ms", Kind.LONG, RollupRow::upMillis),
            Bulk.column("down_ms", Kind.LONG, row -> unlessZero(row.tally().millis(HealthStatus.DOWN))),
            Bulk.column("figures", Kind.BYTES, RollupRow::figures));

    /** Reads the columns {@code integration_key}, {@code bucket_hour} and {@code figures}, the first three. */
    static RollupRow read(ResultSet row, Resolution resolution) throws SQLException {
        Instant start = Instant.ofEpochSecond(SECONDS_PER_HOUR * row.getInt(2));
        Tally tally = Tally.decode(row.getBytes(3), resolution.length(start));
        return new RollupRow(resolution, row.getInt(1), new Bucket(start, tally));
    }

    /** Returns how many hours since 1970 a moment is, which is a begin of an hour. */
    static int hour(Instant start) {
        return Math.toIntExact(Math.floorDiv(start.getEpochSecond(), SECONDS_PER_HOUR));
    }

    Instant start() {
        return bucket.start();
    }

    Tally tally() {
        return bucket.tally();
    }

    Spot spot() {
        return new Spot(key, start());
    }

    /** Returns how many results it was made of, unknown ones too. */
    long results() {
        return tally().known() + tally().results(HealthStatus.UNKNOWN);
    }

    private long upMillis() {
        return tally().millis(HealthStatus.HEALTHY) + tally().millis(HealthStatus.DEGRADED);
    }

    private byte[] figures() {
        return tally().encode(resolution.length(start()));
    }

    private static @Nullable Long unlessZero(long number) {
        return number == 0 ? null : number;
    }

    /** Which row of a table it is. */
    record Spot(int key, Instant start) {}
}
