package io.healthmon.jdbc;

import io.healthmon.maintenance.MaintenanceWindow;
import io.healthmon.metric.Accounting;
import io.healthmon.metric.Accounting.Maintenance;
import io.healthmon.metric.Bucket;
import io.healthmon.metric.Resolution;
import io.healthmon.metric.Tally;
import io.healthmon.store.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a span of time came to: from figures as far as they go, and from results after that. Four statements, however
 * many integrations there are; twice as many while some are rolled up less far than others.
 */
final class RollupReading {

    /** How much of the results is read at most, before the end or the last one. */
    private static final Duration MOST_RESULTS = Duration.ofDays(2);

    /** Up to here the last result before a span is found by reading a little more. */
    private static final Duration SHORT_VALIDITY = Duration.ofHours(1);

    private final Handle handle;
    private final Dialect dialect;
    private final Resolution coarsest;
    private final Instant from;
    private final Instant to;
    private final @Nullable RecentFigures recent;
    private final Sink sink;

    /**
     * Makes a reading of figures as they are.
     *
     * @param coarsest the coarsest figures that may be used
     * @param range what is read, with the begin of an hour
     * @param sink gets what there is, in no order
     */
    RollupReading(Handle handle, Dialect dialect, Resolution coarsest, TimeRange range, Sink sink) {
        this.handle = handle;
        this.dialect = dialect;
        this.coarsest = coarsest;
        this.from = range.from();
        this.to = range.to();
        this.recent = null;
        this.sink = sink;
    }

    /**
     * Makes a reading of figures that may be merged.
     *
     * @param recent what is remembered of other readings
     */
    RollupReading(Handle handle, Dialect dialect, TimeRange range, RecentFigures recent, Sink sink) {
        this.handle = handle;
        this.dialect = dialect;
        this.coarsest = Resolution.MONTH;
        this.from = range.from();
        this.to = range.to();
        this.recent = recent;
        this.sink = sink;
    }

    void read(List<Progress> integrations) {
        Instant foremost = integrations.stream()
                .map(this::rolledUpTo)
                .max(Instant::compareTo)
                .orElse(from);
        integrations.stream()
                .collect(Collectors.partitioningBy(
                        progress -> rolledUpTo(progress).equals(foremost)))
                .values()
                .forEach(this::readAlike);
    }

    /** Reads integrations as far as all of them are rolled up from figures. */
    private void readAlike(List<Progress> integrations) {
        if (integrations.isEmpty()) {
            return;
        }
        Map<Integer, Instant> borders = new HashMap<>();
        integrations.forEach(progress -> borders.put(progress.key(), border(progress)));
        Instant rolledUp = integrations.stream()
                .map(this::rolledUpTo)
                .min(Instant::compareTo)
                .orElseThrow();
        Instant first = borders.values().stream().min(Instant::compareTo).orElseThrow();
        Instant last = borders.values().stream().max(Instant::compareTo).orElseThrow();
        List<Cover> covers = new ArrayList<>(Cover.of(coarsest, from, earlier(rolledUp, last)));
        if (rolledUp.isBefore(last)) {
            // hours that are to be rolled up anew are still there as they were
            covers.add(new Cover(Resolution.HOUR, rolledUp, last));
        }
        if (recent == null) {
            readFigures(borders, covers, sink);
        } else {
            readUnknownFigures(integrations, borders, covers, recent);
        }
        if (first.isBefore(to)) {
            readResults(integrations, borders, first);
        }
    }

    /** Returns up to where an integration is rolled up, within the span. */
    private Instant rolledUpTo(Progress progress) {
        Instant rolledUp = progress.rolledUpTo();
        return rolledUp == null || rolledUp.isBefore(from) ? from : earlier(rolledUp, Resolution.HOUR.ceiling(to));
    }

    /** Returns from where on results are read. */
    private Instant border(Progress progress) {
        Instant newest = progress.lastCheckAt();
        Instant oldest = Resolution.HOUR.floor((newest == null ? to : earlier(to, newest)).minus(MOST_RESULTS));
        Instant rolledUp = rolledUpTo(progress);
        return oldest.isAfter(rolledUp) ? oldest : rolledUp;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Reads figures of those alone of whom nothing is remembered. */
    private void readUnknownFigures(
            List<Progress> integrations, Map<Integer, Instant> borders, List<Cover> covers, RecentFigures known) {
        Map<Integer, Progress> unknown = new HashMap<>();
        for (Progress progress : integrations) {
            Instant border = Objects.requireNonNull(borders.get(progress.key()));
            known.find(from, border, progress)
                    .ifPresentOrElse(
                            merged -> sink.add(progress.key(), merged), () -> unknown.put(progress.key(), progress));
        }
        Map<Integer, Instant> theirs = new HashMap<>(borders);
        theirs.keySet().retainAll(unknown.keySet());
        Map<Integer, Tally> merged = new HashMap<>();
        readFigures(
                theirs,
                covers,
                (key, part) ->
                        merged.computeIfAbsent(key, unseen -> Tally.create()).merge(part.tally()));
        merged.forEach((key, tally) -> {
            known.keep(from, Objects.requireNonNull(theirs.get(key)), Objects.requireNonNull(unknown.get(key)), tally);
            sink.add(key, new Bucket(from, tally));
        });
    }

    private void readFigures(Map<Integer, Instant> borders, List<Cover> covers, Sink figures) {
        if (covers.isEmpty() || borders.isEmpty()) {
            return;
        }
        StringBuilder sql = new StringBuilder();
        for (int index = 0; index < covers.size(); index++) {
            sql.append(index == 0 ? "" : " union all ")
                    .append(part(index, covers.get(index).resolution()));
        }
        Query query = dialect.bindAll(handle.createQuery(sql), "keys", Kind.NUMBER, borders.keySet());
        for (int index = 0; index < covers.size(); index++) {
            query.bind("from" + index, RollupRow.hour(covers.get(index).from()))
                    .bind("to" + index, RollupRow.hour(covers.get(index).to()));
        }
        query.map((row, context) ->
                        RollupRow.read(row, covers.get(row.getInt(4)).resolution()))
                .filter(row -> row.start().isBefore(Objects.requireNonNull(borders.get(row.key()))))
                .forEach(row -> figures.add(row.key(), row.bucket()));
    }

    private String part(int index, Resolution resolution) {
        return "select integration_key, bucket_hour, figures, " + index + " as part from "
                + RollupRows.table(resolution) + " where " + dialect.among("integration_key", "keys")
                + " and bucket_hour >= :from" + index
                + " and bucket_hour < :to" + index;
    }

    private void readResults(List<Progress> integrations, Map<Integer, Instant> borders, Instant first) {
        Map<Integer, Accounting> accounts = accounts(fromFirstResult(integrations, borders), borders);
        Duration longest = integrations.stream()
                .map(Progress::validity)
                .max(Duration::compareTo)
                .orElseThrow();
        boolean lookUp = longest.compareTo(SHORT_VALIDITY) > 0;
        if (lookUp) {
            ResultScan.around(handle, dialect, accounts.keySet(), first).forEach((key, around) -> {
                if (around.last() != null) {
                    around.last().addTo(Objects.requireNonNull(accounts.get(key)));
                }
            });
        }
        ResultScan.each(
                handle,
                dialect,
                accounts.keySet(),
                lookUp ? first : first.minus(longest),
                to,
                result -> result.addTo(Objects.requireNonNull(accounts.get(result.key()))));
        accounts.forEach((key, account) -> account.finish().forEach(hour -> sink.add(key, hour)));
    }

    /**
     * Moves the borders of those that were never rolled up to their first results, before which they have no time of any
     * kind, and leaves those without any out.
     */
    private List<Progress> fromFirstResult(List<Progress> integrations, Map<Integer, Instant> borders) {
        List<Integer> fresh = integrations.stream()
                .filter(progress -> progress.rolledUpTo() == null)
                .map(Progress::key)
                .toList();
        if (fresh.isEmpty()) {
            return integrations;
        }
        Set<Integer> without = new HashSet<>();
        Instant first = fresh.stream().map(borders::get).min(Instant::compareTo).orElse(from);
        ResultScan.around(handle, dialect, fresh, first).forEach((key, around) -> {
            if (around.nextAt() == null && around.last() == null) {
                without.add(key);
            } else if (around.last() == null) {
                Instant begin = Resolution.HOUR.floor(Objects.requireNonNull(around.nextAt()));
                borders.computeIfPresent(key, (same, border) -> begin.isAfter(border) ? begin : border);
            }
        });
        return integrations.stream()
                .filter(progress -> !without.contains(progress.key()))
                .toList();
    }

    private Map<Integer, Accounting> accounts(List<Progress> integrations, Map<Integer, Instant> borders) {
        List<MaintenanceWindow> windows = MaintenanceTable.windows(handle, dialect, from, to);
        Map<Integer, Accounting> accounts = new HashMap<>();
        for (Progress progress : integrations) {
            Instant border = Objects.requireNonNull(borders.get(progress.key()));
            if (border.isBefore(to)) {
                List<Maintenance> maintenance = MaintenanceWindow.spans(windows, progress.id());
                accounts.put(progress.key(), Accounting.of(border, to, progress.validity(), maintenance));
            }
        }
        return accounts;
    }

    /** Takes what a part of the span came to. */
    interface Sink {
        void add(int key, Bucket part);
    }
}
