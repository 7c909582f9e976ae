package io.healthmon.jdbc;

import io.healthmon.maintenance.MaintenanceWindow;
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

/**
 * Rolls up one portion: some integrations and as many hours of them as fit into one transaction. What it wrote and how far
 * it came is committed together, so that whatever breaks off is done again from where it began.
 */
final class RollUp {

    /** Read in a fraction of a second, during which nobody can write results of these integrations. */
    private static final int MOST_RESULTS = 50_000;

    /** H2 takes at most 65,536 in one statement. */
    private static final int MOST_ROWS = 50_000;

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
            List<RollUpPart> parts = parts(behind);
            Instant until = until(parts);
            hours(parts, until);
            join(parts, until, Resolution.HOUR, Resolution.DAY);
            join(parts, until, Resolution.DAY, Resolution.MONTH);
            List<Progress> reached = parts.stream()
                    .map(part -> part.progress().upTo(part.reached(until)))
                    .toList();
            Progress.write(handle, dialect, reached);
        }
        return Progress.anyBehind(handle, end);
    }

    private List<RollUpPart> parts(List<Progress> behind) {
        List<Integer> keys = behind.stream().map(Progress::key).toList();
        Map<Integer, ResultScan.Neighbours> around = ResultScan.aroundProgress(handle, dialect, keys);
        Instant from = behind.stream()
                .map(progress -> from(progress, Objects.requireNonNull(around.get(progress.key()))))
                .min(Instant::compareTo)
                .orElse(end);
        List<MaintenanceWindow> windows = MaintenanceTable.windows(handle, dialect, from, end);
        return behind.stream()
                .map(progress ->
                        RollUpPart.of(progress, Objects.requireNonNull(around.get(progress.key())), windows, end))
                .toList();
    }

    private Instant from(Progress progress, ResultScan.Neighbours around) {
        Instant next = around.nextAt() == null ? end : Resolution.HOUR.floor(around.nextAt());
        return progress.rolledUpTo() == null ? next : progress.rolledUpTo();
    }

    /** Returns up to where results are few enough. */
    private Instant until(List<RollUpPart> parts) {
        Instant from =
                parts.stream().map(RollUpPart::begin).min(Instant::compareTo).orElse(end);
        // a result may stand for many hours
        long left = Math.min(Duration.between(from, end).toHours(), MOST_ROWS / parts.size());
        if (left <= 1) {
            return from.plus(HOUR.multipliedBy(left));
        }
        List<Integer> keys = parts.stream().map(RollUpPart::key).toList();
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

    private void hours(List<RollUpPart> parts, Instant until) {
        Map<Integer, RollUpPart> byKey = new HashMap<>();
        Map<Integer, TimeRange> spans = new HashMap<>();
        Map<Integer, Accounting> accounts = new TreeMap<>();
        for (RollUpPart part : parts) {
            byKey.put(part.key(), part);
            spans.put(part.key(), part.span(until));
            if (part.begin().isBefore(until)) {
                accounts.put(part.key(), part.account(until));
            }
        }
        read(byKey, accounts, until);
        RollupRows table = RollupRows.of(Resolution.HOUR);
        Predicate<RollupRow> whole =
                row -> !Objects.requireNonNull(byKey.get(row.key())).mayLackResults(row.start())
                        || !table.hasBefore(handle, row.key(), row.start());
        table.replace(handle, dialect, spans, rows(accounts), whole);
    }

    private void read(Map<Integer, RollUpPart> parts, Map<Integer, Accounting> accounts, Instant until) {
        if (accounts.isEmpty()) {
            return;
        }
        Instant from = accounts.keySet().stream()
                .map(key -> Objects.requireNonNull(parts.get(key)).begin())
                .min(Instant::compareTo)
                .orElse(until);
        ResultScan.each(handle, dialect, accounts.keySet(), from, until, result -> {
            if (!result.at()
                    .isBefore(Objects.requireNonNull(parts.get(result.key())).begin())) {
                result.addTo(Objects.requireNonNull(accounts.get(result.key())));
            }
        });
    }

    private static List<RollupRow> rows(Map<Integer, Accounting> accounts) {
        List<RollupRow> rows = new ArrayList<>();
        accounts.forEach((key, account) -> {
            for (Bucket hour : account.finish()) {
                rows.add(new RollupRow(Resolution.HOUR, key, hour));
            }
        });
        return rows;
    }

    /** Makes the days that are complete now of their hours, or the months of their days. */
    private void join(List<RollUpPart> parts, Instant until, Resolution fine, Resolution coarse) {
        Map<Integer, TimeRange> spans = new HashMap<>();
        for (RollUpPart part : parts) {
            Instant from = coarse.floor(part.touchedFrom());
            Instant to = coarse.floor(part.reached(until));
            if (from.isBefore(to)) {
                spans.put(part.key(), new TimeRange(from, to));
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
}
