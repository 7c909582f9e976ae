package io.healthmon.metric;

import io.healthmon.check.HealthStatus;
import io.healthmon.state.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The figures of one integration over the last 24 hours and its uptime over the last 30 days, kept up with every result.
 *
 * <p>Results fall into hours and days of UTC. The last 24 hours are the hour of the moment asked for and the 23 before
 * it, the last 30 days likewise; the hour or day that lies only partly within is left out. Unknown results count neither
 * way. All others count, failures with the time they took.
 *
 * <p>Counts, average, shortest and longest are exact. Percentiles are off by at most half a millisecond and the relative
 * error of the coarsest hour, which is a {@link LatencySketch} of at most 56 buckets. That is 1 % with checks once a minute
 * or less often; with checks every second 4 % when response times spread like those of most services (log-normal, sigma
 * 0.5, some timeouts among them), 8 % when they spread much more (sigma 1.2), and 16 % at the very worst when they fill
 * everything up to a minute. What takes longer than 366 days counts as 366 days.
 *
 * <p>A late result counts in its own hour and day. One that is a whole day or more behind the newest hour is left out; but
 * when three such come with none between that is not, the clock must have been wrong before, and everything begins anew
 * with the third. There is no other limit to how far a result may be ahead of the one before it: there may just have been
 * none.
 *
 * <p>Takes about 2.6 KB of heap when checked every second or minute and 1.1 KB when checked every five minutes. Not safe
 * for use by multiple threads; whoever holds it guards it.
 *
 * @since 0.1
 */
public final class RollingStatistics {

    private static final int HOURS = 24;
    private static final int MOST_BUCKETS = 56;
    private static final int STRAYS_TO_BELIEVE = 3;
    private static final long SECONDS_PER_HOUR = 3_600;
    static final long LONGEST = Duration.ofDays(366).toMillis();

    private final ClosedHours closed = new ClosedHours();
    private final HourFigures open = new HourFigures(LatencySketch.create(MOST_BUCKETS));
    private final DailyCounts days = new DailyCounts();
    private long openHour = Long.MIN_VALUE;
    private int strays;

    /** How many results the closed hours of the day have that ends with the open one. */
    private int closedResults;

    private int closedSuccesses;

    /** Begins without any result. */
    public RollingStatistics() {}

    /**
     * Counts a result. The first of an hour takes a little longer, as the hour before it is packed.
     *
     * @throws IllegalArgumentException if its response time is negative; it counts nowhere then
     */
    public void add(Observation result) {
        if (result.status() == HealthStatus.UNKNOWN) {
            return;
        }
        long hour = hour(result.at());
        long millis = Math.min(result.responseTimeMillis(), LONGEST);
        if (hour > openHour) {
            open(hour);
        } else if (hour <= openHour - HOURS && !believe(hour)) {
            return;
        }
        strays = 0;
        if (hour == openHour) {
            open.add(result.success(), millis);
        } else {
            addLate(hour, result.success(), millis);
        }
        days.add(day(hour), 1, result.success() ? 1 : 0);
    }

    /**
     * Counts what was counted before a restart.
     *
     * @param hours what results of single hours came to, oldest first
     * @param wholeDays what results of days came to, those of the hours among them
     */
    public void restore(List<Bucket> hours, List<Bucket> wholeDays) {
        for (Bucket bucket : hours) {
            long hour = hour(bucket.start());
            if (bucket.tally().known() > 0 && (openHour == Long.MIN_VALUE || hour > openHour - HOURS)) {
                restore(hour, bucket.tally());
            }
        }
        for (Bucket bucket : wholeDays) {
            Tally tally = bucket.tally();
            days.add(day(hour(bucket.start())), tally.known(), tally.known() - tally.results(HealthStatus.DOWN));
        }
    }

    private void restore(long hour, Tally tally) {
        if (hour > openHour) {
            open(hour);
        }
        HourFigures figures = new HourFigures(LatencySketch.create(MOST_BUCKETS));
        tally.addTo(figures);
        if (hour == openHour) {
            open.merge(figures);
        } else {
            mergeClosed(figures, hour, hour);
            close(hour, figures);
        }
    }

    private void open(long hour) {
        HourFigures before = open.isEmpty() ? null : open;
        long hourBefore = openHour;
        openHour = hour;
        if (before != null) {
            close(hourBefore, before);
        } else {
            countClosed();
        }
        open.clear();
    }

    private void close(long hour, HourFigures figures) {
        closed.put(hour, figures.encode(), openHour - HOURS + 1);
        countClosed();
    }

    private void countClosed() {
        HourFigures figures = new HourFigures(LatencySketch.create());
        mergeClosed(figures, openHour - HOURS + 1, openHour - 1);
        closedResults = (int) figures.results();
        closedSuccesses = (int) figures.successes();
    }

    private boolean believe(long strayHour) {
        strays++;
        if (strays < STRAYS_TO_BELIEVE) {
            return false;
        }
        closed.clear();
        open.clear();
        days.clear();
        openHour = strayHour;
        closedResults = 0;
        closedSuccesses = 0;
        return true;
    }

    private void addLate(long hour, boolean success, long millis) {
        HourFigures figures = new HourFigures(LatencySketch.create(MOST_BUCKETS));
        mergeClosed(figures, hour, hour);
        figures.add(success, millis);
        close(hour, figures);
    }

    /** Returns both percentages; takes no time worth mentioning in the hour of the newest result. */
    public Rates rates(Instant now) {
        double successRate =
                hour(now) == openHour ? openRate() : lastDay(now).successRate().orElse(Double.NaN);
        return new Rates(successRate, uptime30Days(now).orElse(Double.NaN));
    }

    private double openRate() {
        long results = closedResults + open.results();
        return results == 0 ? Double.NaN : 100.0 * (closedSuccesses + open.successes()) / results;
    }

    /** Returns the figures of the 24 hours that end with the hour of a moment; takes some ten microseconds. */
    public Statistics lastDay(Instant now) {
        long last = hour(now);
        long first = last - HOURS + 1;
        HourFigures figures = new HourFigures(LatencySketch.create());
        mergeClosed(figures, first, last);
        if (first <= openHour && openHour <= last) {
            figures.merge(open);
        }
        return figures.statistics();
    }

    private void mergeClosed(HourFigures figures, long first, long last) {
        ClosedHours.Cursor cursor = closed.cursor();
        while (cursor.next()) {
            if (first <= cursor.hour() && cursor.hour() <= last) {
                figures.merge(cursor.figures());
            }
        }
    }

    /** Returns the percentage of successes in the 30 days that end with the day of a moment; empty without results. */
    public OptionalDouble uptime30Days(Instant now) {
        return days.uptime(day(hour(now)));
    }

    private static long hour(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), SECONDS_PER_HOUR);
    }

    private static long day(long hour) {
        return Math.floorDiv(hour, (long) HOURS);
    }
}
