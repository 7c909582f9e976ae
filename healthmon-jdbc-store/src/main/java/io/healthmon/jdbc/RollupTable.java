package io.healthmon.jdbc;

import io.healthmon.metric.Bucket;
import io.healthmon.metric.Resolution;
import io.healthmon.metric.Tally;
import io.healthmon.store.RollupStore;
import io.healthmon.store.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The tables of what hours, days and months came to: {@code integration_health_hourly}, {@code …_daily} and
 * {@code …_monthly}.
 */
final class RollupTable implements RollupStore {

    /** So that results of an hour, which may take some seconds to be written, are usually there when it is rolled up. */
    private static final Duration LATENESS = Duration.ofMinutes(1);

    private final Database database;
    private final RecentFigures recent = new RecentFigures();

    RollupTable(Database database) {
        this.database = database;
    }

    @Override
    public boolean rollUp(Instant now) {
        database.prepareFor(now);
        Instant end = Resolution.HOUR.floor(Moments.stored(now).minus(LATENESS));
        return database.write("roll up results in", (handle, dialect) -> new RollUp(handle, dialect, end).run());
    }

    @Override
    public void rebuildFrom(Instant moment) {
        Instant hour = Resolution.HOUR.floor(Moments.stored(moment));
        OptionalInt last = OptionalInt.of(Integer.MIN_VALUE);
        while (last.isPresent()) {
            int after = last.getAsInt();
            last = database.write(
                    "roll up results anew in",
                    (handle, dialect) ->
                            rebuild(handle, dialect, Progress.lockAhead(handle, dialect, hour, after), hour));
        }
    }

    @Override
    public void rebuildFrom(String integrationId, Instant moment) {
        Instant hour = Resolution.HOUR.floor(Moments.stored(moment));
        database.write(
                "roll up results anew in",
                (handle, dialect) ->
                        rebuild(handle, dialect, Progress.lockAhead(handle, dialect, hour, integrationId), hour));
    }

    /** Sets integrations back and returns the last of their keys. */
    private static OptionalInt rebuild(Handle handle, Dialect dialect, List<Progress> locked, Instant hour) {
        SortedMap<Integer, Progress> ahead = new TreeMap<>();
        locked.forEach(progress -> ahead.put(progress.key(), progress));
        List<Progress> back = new ArrayList<>();
        ResultScan.around(handle, dialect, ahead.keySet(), hour).forEach((key, around) -> {
            Progress progress = Objects.requireNonNull(ahead.get(key));
            Instant first = around.last() == null ? firstHour(handle, key, around.nextAt()) : hour;
            if (first != null && first.isBefore(progress.rolledUpTo())) {
                back.add(progress.upTo(first));
            }
        });
        Progress.write(handle, dialect, back);
        return ahead.isEmpty() ? OptionalInt.empty() : OptionalInt.of(ahead.lastKey());
    }

    /** Returns the first hour of which all results are there; where some were removed, the first one lacks some. */
    private static @Nullable Instant firstHour(Handle handle, int key, @Nullable Instant firstResult) {
        if (firstResult == null) {
            return null;
        }
        Instant hour = Resolution.HOUR.floor(firstResult);
        boolean removed = RollupRows.of(Resolution.HOUR).hasBefore(handle, key, hour);
        return removed ? Resolution.HOUR.end(hour) : hour;
    }

    @Override
    public Map<String, Tally> tallies(Collection<String> integrationIds, TimeRange range) {
        Map<String, Tally> tallies = new HashMap<>();
        TimeRange widened = widened(range, Resolution.HOUR);
        read(
                integrationIds,
                (handle, dialect, sink) -> new RollupReading(handle, dialect, widened, recent, sink),
                (id, part) ->
                        tallies.computeIfAbsent(id, unseen -> Tally.create()).merge(part.tally()));
        return tallies;
    }

    @Override
    public Map<String, List<Bucket>> buckets(
            Collection<String> integrationIds, Resolution resolution, TimeRange range) {
        Map<String, TreeMap<Instant, Bucket>> buckets = new HashMap<>();
        TimeRange widened = widened(range, resolution);
        read(
                integrationIds,
                (handle, dialect, sink) -> new RollupReading(handle, dialect, resolution, widened, sink),
                (id, part) -> buckets.computeIfAbsent(id, unseen -> new TreeMap<>())
                        .computeIfAbsent(resolution.floor(part.start()), start -> new Bucket(start, Tally.create()))
                        .tally()
                        .merge(part.tally()));
        Map<String, List<Bucket>> ordered = new HashMap<>();
        buckets.forEach((id, own) -> ordered.put(id, List.copyOf(own.values())));
        return ordered;
    }

    private static TimeRange widened(TimeRange range, Resolution begin) {
        return new TimeRange(begin.floor(Moments.stored(range.from())), Moments.stored(range.to()));
    }

    /** Reads from one state of the database. */
    private void read(Collection<String> ids, Reading reading, Sink sink) {
        database.readConsistently("read figures of", (handle, dialect) -> {
            List<Progress> integrations = Progress.read(handle, dialect, ids);
            Map<Integer, String> idsByKey = new HashMap<>();
            integrations.forEach(progress -> idsByKey.put(progress.key(), progress.id()));
            reading.with(handle, dialect, (key, part) -> sink.add(Objects.requireNonNull(idsByKey.get(key)), part))
                    .read(integrations);
            return true;
        });
    }

    @Override
    public long removeBefore(Instant moment) {
        Instant held = Moments.stored(moment);
        long removed = removeBefore(Resolution.HOUR, held) + removeBefore(Resolution.DAY, held);
        recent.forget();
        return removed;
    }

    private long removeBefore(Resolution resolution, Instant moment) {
        RollupRows rows = RollupRows.of(resolution);
        Instant before = resolution.floor(moment);
        long removed = 0;
        long more;
        do {
            more = database.write("remove figures from", (handle, dialect) -> rows.removeSome(handle, dialect, before));
            removed += more;
        } while (more > 0);
        return removed;
    }

    private interface Reading {
        RollupReading with(Handle handle, Dialect dialect, RollupReading.Sink sink);
    }

    private interface Sink {
        void add(String id, Bucket part);
    }
}
