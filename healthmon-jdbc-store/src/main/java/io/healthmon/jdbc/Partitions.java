package io.healthmon.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The partitions of {@code integration_health_result} in PostgreSQL, one for each day in UTC. All that changes them is in
 * functions of the database, each of which takes its locks for a moment or gives up.
 */
final class Partitions {

    /** How many days after today have a partition. */
    private static final int DAYS_AHEAD = 7;

    private static final int MOST_TRIES = 10;
    private static final long NOT_NOW = -1;

    private static final String OVER = "select partition_name from integration_health_partition where ends_at <= :now"
            + " and results is null order by starts_at";

    private static final String BEFORE =
            "select partition_name from integration_health_partition where ends_at <= :before order by starts_at";

    private Partitions() {}

    /**
     * Makes the partitions of today and the next 7 days that are missing, and counts those that are over. What others
     * hold up is left for the next time: results whose day has no partition have a place too.
     *
     * @param handle not in a transaction, so that each step is one
     */
    static void prepare(Handle handle, Instant now) {
        Instant today = now.truncatedTo(ChronoUnit.DAYS);
        for (int day = 0; day <= DAYS_AHEAD; day++) {
            handle.createQuery("select integration_health_add_partition(:day)")
                    .bind("day", today.plus(Duration.ofDays(day)))
                    .mapTo(Boolean.class)
                    .one();
        }
        // an hour later, because most of what comes late has come by then
        List<String> over = handle.createQuery(OVER)
                .bind("now", now.minus(Duration.ofHours(1)))
                .mapTo(String.class)
                .list();
        for (String name : over) {
            handle.createQuery("select integration_health_count_partition(:name)")
                    .bind("name", name)
                    .mapTo(Boolean.class)
                    .one();
        }
    }

    /**
     * Drops the partitions that lie before a moment as a whole, if the database has any. One that others do not let go of
     * stays.
     *
     * @return how many results they held
     */
    static long dropBefore(Database database, Instant moment) {
        List<String> names = database.read(
                "read the partitions of",
                (handle, dialect) -> dialect.partitioned() ? namesBefore(handle, moment) : List.<String>of());
        long removed = 0;
        for (String name : names) {
            removed += drop(database, name, moment);
        }
        return removed;
    }

    private static List<String> namesBefore(Handle handle, Instant moment) {
        return handle.createQuery(BEFORE)
                .bind("before", moment)
                .mapTo(String.class)
                .list();
    }

    private static long drop(Database database, String name, Instant moment) {
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            long held = database.write("remove results from", (handle, dialect) -> drop(handle, name, moment));
            if (held != NOT_NOW) {
                return held;
            }
        }
        return 0;
    }

    private static long drop(Handle handle, String name, Instant moment) {
        return handle.createQuery("select coalesce(integration_health_drop_partition(:name, :before), " + NOT_NOW + ")")
                .bind("name", name)
                .bind("before", moment)
                .mapTo(Long.class)
                .one();
    }

    /** Has the partitions counted anew in which single results are about to be deleted in this transaction. */
    static void uncount(Handle handle, Instant moment) {
        handle.createQuery("select integration_health_uncount(:before)")
                .bind("before", moment)
                .map((row, context) -> true)
                .one();
    }
}
