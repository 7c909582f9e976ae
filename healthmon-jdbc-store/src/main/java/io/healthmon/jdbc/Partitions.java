package io.healthmon.jdbc;

import io.healthmon.store.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The partitions of {@code integration_health_result} in PostgreSQL, one for each day in UTC. All that changes them is in
 * functions of the database, each of which takes its locks for a moment or gives up; what takes long, which is to count,
 * holds up nobody who reads or writes.
 */
final class Partitions {

    /** How many days after today have a partition. */
    private static final int DAYS_AHEAD = 7;

    /** How often in a row a clean-up may try in vain, whichever the day: whoever holds up one holds up all. */
    private static final int MOST_TRIES = 5;

    private static final long NOT_NOW = -1;

    private static final String MISSING = "select day as starts_at"
            + " from generate_series(cast(:first as timestamptz), cast(:last as timestamptz), interval '24 hours') day"
            + " where not exists (select 1 from integration_health_partition"
            + " where starts_at < day + interval '24 hours' and ends_at > day) order by day";

    private static final String OVER = "select partition_name from integration_health_partition where ends_at <= :now"
            + " and results is null order by starts_at";

    private static final String BEFORE = "select partition_name, starts_at, ends_at from integration_health_partition"
            + " where ends_at <= :before order by starts_at";

    /**
     * What was counted, and between it what was not: today, the days to come, what comes late, and what lies in no day. All
     * of one state of the database.
     */
    private static final String RESULTS = "with counted as"
            + " (select starts_at, ends_at, results from integration_health_partition where results is not null),"
            + " others as (select ends_at as since, lead(starts_at, 1, 'infinity') over (order by starts_at) as before"
            + " from counted union all select '-infinity', coalesce(min(starts_at), 'infinity') from counted)"
            + " select (select coalesce(sum(results), 0) from counted) + coalesce(sum(own.results), 0) from others,"
            + " lateral (select count(*) as results from integration_health_result r"
            + " where r.check_time >= others.since and r.check_time < others.before) own"
            + " where others.since < others.before";

    private static final String DROP =
            "select coalesce(integration_health_drop_partition(:name, :before), " + NOT_NOW + ")";

    private Partitions() {}

    /**
     * Makes the partitions of today and the next 7 days that are missing, and counts those that are over. What others
     * hold up is left for the next time: results whose day has no partition have a place too.
     *
     * @param handle not in a transaction, so that each step is one
     */
    static void prepare(Handle handle, Instant now) {
        Instant today = now.truncatedTo(ChronoUnit.DAYS);
        for (Instant day : missing(handle, today)) {
            handle.createQuery("select integration_health_add_partition(:day)")
                    .bind("day", day)
                    .mapTo(Boolean.class)
                    .one();
        }
        // an hour later, because most of what comes late has come by then
        List<String> over = handle.createQuery(OVER)
                .bind("now", now.minus(Duration.ofHours(1)))
                .mapTo(String.class)
                .list();
        over.forEach(name -> count(handle, name));
    }

    private static List<Instant> missing(Handle handle, Instant today) {
        return handle.createQuery(MISSING)
                .bind("first", today)
                .bind("last", today.plus(Duration.ofDays(DAYS_AHEAD)))
                .map((row, context) ->
                        row.getObject("starts_at", OffsetDateTime.class).toInstant())
                .list();
    }

    /** Counts a partition, unless that was done; each step is a transaction. */
    private static void count(Handle handle, String name) {
        if (call(handle, "integration_health_begin_count", name)) {
            call(handle, "integration_health_count_partition", name);
        }
    }

    private static boolean call(Handle handle, String function, String name) {
        return handle.createQuery("select " + function + "(:name)")
                .bind("name", name)
                .mapTo(Boolean.class)
                .one();
    }

    /** Returns how many results there are; reads those alone that nobody has counted. */
    static long results(Handle handle) {
        return handle.createQuery(RESULTS).mapTo(Long.class).one();
    }

    /**
     * Drops the partitions that lie before a moment as a whole, if the database has any. One that others do not let go of
     * stays, and so do those after it.
     *
     * @param pause lets those through who wait behind a try
     */
    static Dropped dropBefore(Database database, Instant moment, Pause pause) {
        List<Day> days = database.read(
                "read the partitions of",
                (handle, dialect) -> dialect.partitioned() ? daysBefore(handle, dialect, moment) : List.<Day>of());
        List<Day> stayed = new ArrayList<>();
        long removed = 0;
        int failed = 0;
        for (Day day : days) {
            long held = NOT_NOW;
            while (held == NOT_NOW && failed < MOST_TRIES) {
                held = drop(database, day.name(), moment);
                if (held == NOT_NOW && ++failed < MOST_TRIES) {
                    pause.after(failed);
                }
            }
            if (held == NOT_NOW) {
                stayed.add(day);
            } else {
                removed += held;
                failed = 0;
            }
        }
        return new Dropped(removed, stayed, moment);
    }

    private static List<Day> daysBefore(Handle handle, Dialect dialect, Instant moment) {
        return handle.createQuery(BEFORE)
                .bind("before", moment)
                .map((row, context) -> new Day(
                        row.getString("partition_name"),
                        Moments.stored(dialect.someMoment(row, "starts_at")),
                        Moments.stored(dialect.someMoment(row, "ends_at"))))
                .list();
    }

    private static long drop(Database database, String name, Instant moment) {
        database.read("count the results of", (handle, dialect) -> {
            count(handle, name);
            return true;
        });
        return database.write(
                "remove results from",
                (handle, dialect) -> handle.createQuery(DROP)
                        .bind("name", name)
                        .bind("before", moment)
                        .mapTo(Long.class)
                        .one());
    }

    /**
     * What was dropped.
     *
     * @param results how many results the days held
     * @param stayed the days that somebody held up, oldest first
     * @param before the moment before which days were dropped
     */
    record Dropped(long results, List<Day> stayed, Instant before) {

        /** Returns the time before the moment without the days that stayed: what lies there lies in no whole day. */
        List<TimeRange> rest() {
            List<TimeRange> rest = new ArrayList<>();
            Instant from = Moments.stored(Instant.MIN);
            for (Day day : stayed) {
                addSome(rest, from, day.start());
                from = day.end();
            }
            addSome(rest, from, Moments.stored(before));
            return rest;
        }

        private static void addSome(List<TimeRange> ranges, Instant from, Instant to) {
            if (from.isBefore(to)) {
                ranges.add(new TimeRange(from, to));
            }
        }
    }

    /**
     * A partition, usually of a day.
     *
     * @param name its table's name
     * @param start where it begins, inclusive
     * @param end where it ends, exclusive
     */
    record Day(String name, Instant start, Instant end) {}
}
