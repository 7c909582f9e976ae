package io.healthmon.jdbc;

import io.healthmon.maintenance.MaintenanceWindow;
import io.healthmon.metric.Accounting;
import io.healthmon.metric.Accounting.Maintenance;
import io.healthmon.metric.Resolution;
import io.healthmon.store.TimeRange;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is rolled up of one integration.
 *
 * @param progress where it stands
 * @param begin where the first hour begins that has anything, or the end of all
 * @param last the last result before, or null
 * @param maintenance when results say nothing
 */
record RollUpPart(Progress progress, Instant begin, ResultScan.@Nullable Row last, List<Maintenance> maintenance) {

    /** Leaves out hours that have nothing. */
    static RollUpPart of(
            Progress progress, ResultScan.Neighbours around, List<MaintenanceWindow> windows, Instant end) {
        List<Maintenance> maintenance = MaintenanceWindow.spans(windows, progress.id());
        Instant from = progress.rolledUpTo();
        ResultScan.Row last = around.last();
        Instant begin = around.nextAt() == null ? end : earlier(Resolution.HOUR.floor(around.nextAt()), end);
        // before its first result an integration has no time of any kind
        if (from != null && last != null) {
            boolean stands = last.at().plus(progress.validity()).isAfter(from);
            begin = stands ? from : earlier(begin, maintained(maintenance, from, end));
        }
        return new RollUpPart(progress, begin, last, maintenance);
    }

    private static Instant maintained(List<Maintenance> maintenance, Instant from, Instant end) {
        for (Maintenance window : maintenance) {
            if (window.to().isAfter(from)) {
                return window.from().isBefore(from) ? from : Resolution.HOUR.floor(window.from());
            }
        }
        return end;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    int key() {
        return progress.key();
    }

    Accounting account(Instant until) {
        Accounting account = Accounting.of(begin, until, progress.validity(), maintenance);
        if (last != null) {
            last.addTo(account);
        }
        return account;
    }

    /** Returns the hours that are made anew; what is from before the first result that is there stays. */
    TimeRange span(Instant until) {
        Instant from = progress.rolledUpTo();
        return new TimeRange(from == null || last == null ? begin : from, reached(until));
    }

    /** Returns whether an hour may be the first one of which results are left, so that the ones before may be missing. */
    boolean mayLackResults(Instant hour) {
        return last == null && hour.equals(begin);
    }

    Instant touchedFrom() {
        return progress.rolledUpTo() == null ? begin : progress.rolledUpTo();
    }

    Instant reached(Instant until) {
        return begin.isAfter(until) ? begin : until;
    }
}
