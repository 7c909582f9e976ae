package io.healthmon.metric;

import io.healthmon.check.HealthStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Divides the results of one integration, given in the order of their times, among the hours of a span, and the time that
 * they stand for.
 *
 * <p>A result counts in the hour of its time. It stands for the time from there to the next result, or until it is stale,
 * whichever comes first; so a result of an earlier hour may stand for the beginning of this one, and one from before the
 * span is to be given, too. Time is counted in whole milliseconds: every moment is cut to one, so that parts add up
 * exactly. A result that is not later than the one before it counts, and stands for no time. Not safe for use by multiple
 * threads.
 *
 * @since 0.1
 */
public final class Accounting {

    private final Instant from;
    private final Instant to;
    private final Duration validity;
    private final List<Maintenance> maintenance;
    private final List<Bucket> buckets = new ArrayList<>();

    private @Nullable Instant lastAt;
    private HealthStatus lastStatus = HealthStatus.UNKNOWN;

    private Accounting(Instant from, Instant to, Duration validity, List<Maintenance> maintenance) {
        this.from = from;
        this.to = to;
        this.validity = validity;
        this.maintenance = maintenance;
    }

    /**
     * Begins an account.
     *
     * @param from where the span begins, the begin of an hour
     * @param to where it ends, exclusive
     * @param validity how long a result stands when no other follows
     * @param maintenance when results say nothing; in the order of their begins, none overlapping another
     */
    public static Accounting of(Instant from, Instant to, Duration validity, List<Maintenance> maintenance) {
        if (!Resolution.HOUR.floor(from).equals(from)) {
            throw new IllegalArgumentException("from " + from + " is not the begin of an hour");
        }
        return new Accounting(from, to, validity, maintenance);
    }

    /** Takes the next result; one from before the span counts nowhere but stands for time, one from after it ends time. */
    public void add(Instant at, HealthStatus status, long responseTimeMillis) {
        stand(at);
        if (!at.isBefore(from) && at.isBefore(to)) {
            bucket(Resolution.HOUR.floor(at)).tally().add(status, responseTimeMillis);
        }
        if (lastAt == null || at.isAfter(lastAt)) {
            lastAt = at;
            lastStatus = status;
        }
    }

    /** Ends the account, and returns the hours that have anything, oldest first. */
    public List<Bucket> finish() {
        stand(to);
        lastAt = null;
        maintain();
        return List.copyOf(buckets);
    }

    /** Counts the time from the last result to the next. */
    private void stand(Instant next) {
        Instant last = lastAt;
        if (last == null) {
            return;
        }
        Instant stale = last.plus(validity);
        Instant begin = millis(last.isBefore(from) ? from : last);
        Instant end = millis(earliest(earliest(stale, next), to));
        while (begin.isBefore(end)) {
            Instant until = earliest(Resolution.HOUR.end(begin), end);
            long gross = Duration.between(begin, until).toMillis();
            bucket(Resolution.HOUR.floor(begin)).tally().addTime(lastStatus, gross - maintained(begin, until));
            begin = until;
        }
    }

    private void maintain() {
        for (Maintenance window : maintenance) {
            Instant begin = millis(window.from().isBefore(from) ? from : window.from());
            Instant end = millis(earliest(window.to(), to));
            while (begin.isBefore(end)) {
                Instant until = earliest(Resolution.HOUR.end(begin), end);
                bucket(Resolution.HOUR.floor(begin))
                        .tally()
                        .addMaintenance(Duration.between(begin, until).toMillis());
                begin = until;
            }
        }
    }

    private long maintained(Instant begin, Instant end) {
        long sum = 0;
        for (Maintenance window : maintenance) {
            Instant first = millis(window.from());
            Instant last = millis(window.to());
            Instant start = first.isAfter(begin) ? first : begin;
            sum += Math.max(0, Duration.between(start, earliest(last, end)).toMillis());
        }
        return sum;
    }

    private Bucket bucket(Instant start) {
        int index = buckets.size();
        while (index > 0 && buckets.get(index - 1).start().isAfter(start)) {
            index--;
        }
        if (index > 0 && buckets.get(index - 1).start().equals(start)) {
            return buckets.get(index - 1);
        }
        Bucket bucket = new Bucket(start, Tally.create());
        buckets.add(index, bucket);
        return bucket;
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant millis(Instant moment) {
        return Instant.ofEpochMilli(moment.toEpochMilli());
    }

    /** A span of announced maintenance. */
    public record Maintenance(Instant from, Instant to) {}
}
