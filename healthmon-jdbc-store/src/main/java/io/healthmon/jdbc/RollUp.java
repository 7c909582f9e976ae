package io.healthmon.jdbc;

import io.healthmon.metric.Accounting;
import io.healthmon.metric.Bucket;
import io.healthmon.metric.Resolution;
import io.healthmon.metric.Tally;
import io.healthmon.store.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Rolls up one portion: some integrations and as many hours of them as fit into one transaction. What it wrote and how far
 * it came is committed together, so that whatever breaks off is done again from where it began.
 */
final class RollUp {

    /** Read in a fraction of a second, during which nobody can write results of these integrations. */
    private static final int MOST_RESULTS = 50_000;

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int FIRST_GUESS_HOURS = 96;

    private final Handle handle;
    private final Dialect dialect;
    private final Instant end;

    /**
     * Makes a portion.
     *
     * @param end up to where hours are rolled up, the begin of an hour
     */
    RollUp(Handle handle, Dialect dialect, Instant end) {
        this.handle = handle;
        this.dialect = dialect;
        this.end = end;
    }

    /** Returns whether there is more to do. */
    boolean run() {
        List<Progress> behind = Progress.lockBehind(handle, dialect, end);
        if (!behind.isEmpty()) {
            List<Part> parts = parts(behind);
            Instant until = until(parts);
            hours(parts, until);
            days(parts, until);
            Progress.write(
                    handle,
                    dialect,
                    parts.stream()
                            .map(part -> part.progress().upTo(part.reached(until)))
                            .toList());
        }
        return Progress.anyBehind(handle, end);
    }

    private List<Part> parts(List<Progress> behind) {
        List<Integer> keys = behind.stream().map(Progress::key).toList();
        Map<Integer, ResultScan.Neighbours> around = ResultScan.aroundProgress(handle, dialect, keys);
        return behind.stream()
                .map(progress -> part(progress, Objects.requireNonNull(around.get(progress.key()))))
                .toList();
    }

    /** Leaves out hours in which no result stands. */
    private Part part(Progress progress, ResultScan.Neighbours around) {
        Instant next = around.nextAt();
        Instant from = progress.rolledUpTo();
        ResultScan.Row last = around.last();
        boolean stands = from != null
                && last != null
                && last.at().plus(progress.validity()).isAfter(from);
        Instant begin = stands ? from : next == null || next.isAfter(end) ? end : Resolution.HOUR.floor(next);
        return new Part(progress, Objects.requireNonNull(begin), last);
    }

    /** Returns up to where results are few enough. */
    private Instant until(List<Part> parts) {
        Instant from = parts.stream().map(Part::begin).min(Instant::compareTo).orElse(end);
        long left = Duration.between(from, end).toHours();
        if (left <= 1) {
            return end;
        }
        List<Integer> keys = keys(parts);
        long hours = Math.min(left, FIRST_GUESS_HOURS);
        int results = count(keys, from, hours);
        while (results > MOST_RESULTS && hours > 1) {
            hours /= 2;
            results = count(keys, from, hours);
        }
        while (2 * results <= MOST_RESULTS && hours < left) {
            long more = Math.min(left, 2 * hours);
            results = count(keys, from, more);
            hours = results > MOST_RESULTS ? hours : more;
        }
        return from.plus(HOUR.multipliedBy(hours));
    }

    private int count(List<Integer> keys, Instant from, long hours) {
        return ResultScan.count(
                handle, dialect, keys, new TimeRange(from, from.plus(HOUR.multipliedBy(hours))), MOST_RESULTS + 1);
    }

    private static List<Integer> keys(List<Part> parts) {
        return parts.stream().map(part -> part.progress().key()).toList();
    }

    private void hours(List<Part> parts, Instant until) {
        Map<Integer, Part> working = new HashMap<>();
        Map<Integer, TimeRange> spans = new HashMap<>();
        Map<Integer, Accounting> accounts = new HashMap<>();
        for (Part part : parts) {
            if (part.begin().isBefore(until)) {
                int key = part.progress().key();
                working.put(key, part);
                spans.put(key, new TimeRange(part.begin(), until));
                accounts.put(key, part.account(until));
            }
        }
        if (!working.isEmpty()) {
            read(spans, accounts, until);
            // the results before the first one that is there may have been removed
            Predicate<RollupRow> whole = row -> {
                Part part = Objects.requireNonNull(working.get(row.key()));
                return part.last() != null || row.start().isAfter(part.begin());
            };
            RollupRows.of(Resolution.HOUR).replace(handle, dialect, spans, rows(accounts), whole);
        }
    }

    private void read(Map<Integer, TimeRange> spans, Map<Integer, Accounting> accounts, Instant until) {
        Instant from = spans.values().stream()
                .map(TimeRange::from)
                .min(Instant::compareTo)
                .orElseThrow();
        ResultScan.each(handle, dialect, accounts.keySet(), from, until, result -> {
            if (Objects.requireNonNull(spans.get(result.key())).contains(result.at())) {
                result.addTo(Objects.requireNonNull(accounts.get(result.key())));
            }
        });
    }

    private static List<RollupRow> rows(Map<Integer, Accounting> accounts) {
        List<RollupRow> rows = new ArrayList<>();
        new TreeMap<>(accounts).forEach((key, account) -> {
            for (Bucket hour : account.finish()) {
                rows.add(new RollupRow(Resolution.HOUR, key, hour));
            }
        });
        return rows;
    }

    /** Makes the days that are complete now of their hours, and the months of their days. */
    private void days(List<Part> parts, Instant until) {
        join(parts, until, Resolution.HOUR, Resolution.DAY);
        join(parts, until, Resolution.DAY, Resolution.MONTH);
    }

    private void join(List<Part> parts, Instant until, Resolution fine, Resolution coarse) {
        Map<Integer, TimeRange> spans = new HashMap<>();
        for (Part part : parts) {
            Instant from = coarse.floor(part.touchedFrom());
            Instant to = coarse.floor(part.reached(until));
            if (from.isBefore(to)) {
                spans.put(part.progress().key(), new TimeRange(from, to));
            }
        }
        if (!spans.isEmpty()) {
            List<RollupRow> joined = join(RollupRows.of(fine).read(handle, dialect, spans), coarse);
            RollupRows.of(coarse).replace(handle, dialect, spans, joined, row -> true);
        }
    }

    private static List<RollupRow> join(List<RollupRow> rows, Resolution coarse) {
        Map<RollupRow.Spot, Tally> joined = new HashMap<>();
        for (RollupRow row : rows) {
            joined.computeIfAbsent(new RollupRow.Spot(row.key(), coarse.floor(row.start())), spot -> Tally.create())
                    .merge(row.tally());
        }
        List<RollupRow> list = new ArrayList<>();
        joined.forEach((spot, tally) -> list.add(new RollupRow(coarse, spot.key(), new Bucket(spot.start(), tally))));
        return list;
    }

    /**
     * What is done of one integration.
     *
     * @param progress where it stands
     * @param begin where the first hour begins in which a result stands, or the end of all
     * @param last the last result before, or null
     */
    private record Part(Progress progress, Instant begin, ResultScan.@Nullable Row last) {

        Accounting account(Instant until) {
            Accounting account = Accounting.of(begin, until, progress.validity(), List.of());
            if (last != null) {
                last.addTo(account);
            }
            return account;
        }

        Instant touchedFrom() {
            return progress.rolledUpTo() == null ? begin : progress.rolledUpTo();
        }

        Instant reached(Instant until) {
            return begin.isAfter(until) ? begin : until;
        }
    }
}
