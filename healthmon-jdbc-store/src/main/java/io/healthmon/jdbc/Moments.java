package io.healthmon.jdbc;

import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/**
 * Moments on their way into the database: in UTC, because anything that passes through the zone of the JVM loses
 * an hour a year, and cut to the microsecond, because databases would round.
 */
final class Moments extends AbstractArgumentFactory<Instant> {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private final Dialect dialect;

    Moments(Dialect dialect) {
        super(Types.TIMESTAMP_WITH_TIMEZONE);
        this.dialect = dialect;
    }

    @Override
    protected Argument build(Instant moment, ConfigRegistry config) {
        return (position, statement, context) -> statement.setObject(position, dialect.toSql(moment));
    }

    /** Returns the moment as it is bound; one that no database holds becomes the first or the last that all do. */
    static OffsetDateTime toSql(Instant moment) {
        return stored(moment).atOffset(ZoneOffset.UTC);
    }

    /** Returns the moment as it will come back. */
    static Instant stored(Instant moment) {
        Instant held = moment.isBefore(FIRST) ? FIRST : moment.isAfter(LAST) ? LAST : moment;
        return held.truncatedTo(ChronoUnit.MICROS);
    }
}
