package io.healthmon.metric.application;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the application recorded, in windows up to 31 days: minutes for the last 3 hours, hours beyond.
 *
 * <p>Bounded: at most 200 names, 100 series of a name and 500 series in all; what is beyond goes to one series called
 * {@code other} (of the name, as long as there is room for the name), is counted and logged once. A series without a value
 * for 31 days makes room. Knows no clock; a moment decides which bucket a value goes to, so that a clock that goes back
 * goes on in the buckets of the time that it shows. Safe for use by multiple threads; recording waits for nothing but the
 * arithmetic of the same series.
 *
 * @since 0.1
 */
public final class MetricWindows {

    /** The longest window: 31 days. */
    public static final Duration LONGEST = Duration.ofDays(31);

    /** How many users were active is a gauge of this name. */
    public static final String ACTIVE_USERS = "active_users";

    private static final Duration LONGEST_IN_MINUTES = Duration.ofHours(2);

    private final String instance;
    private final SeriesTable table = new SeriesTable();
    private final ActiveUsers users = new ActiveUsers();
    private volatile boolean usersSeen;

    private MetricWindows(String instance) {
        this.instance = instance;
    }

    /** Returns windows of nothing yet; what they hand to a store carries the name of the instance. */
    public static MetricWindows create(String instance) {
        return new MetricWindows(Objects.requireNonNull(instance, "instance"));
    }

    /** Adds to a count. */
    public void count(String name, long amount, Map<String, String> labels, Instant now) {
        add(MetricKind.COUNT, name, labels, Recording.amount(name, (double) amount), now);
    }

    /** Sets a gauge. */
    public void gauge(String name, double value, Map<String, String> labels, Instant now) {
        add(MetricKind.GAUGE, name, labels, Recording.level(name, value), now);
    }

    /** Adds a duration. */
    public void duration(String name, Duration duration, Map<String, String> labels, Instant now) {
        add(MetricKind.DURATION, name, labels, Recording.millis(name, duration), now);
    }

    /** Adds an outcome. */
    public void outcome(String name, boolean success, Map<String, String> labels, Instant now) {
        add(MetricKind.OUTCOME, name, labels, success ? 1 : 0, now);
    }

    /**
     * Adds a value.
     *
     * @throws IllegalArgumentException if the name belongs to another kind
     */
    public void record(Recording recording, Instant now) {
        MetricSeries series = recording.series();
        add(series.kind(), series.name(), series.labels(), recording.value(), now);
    }

    /**
     * Refuses what {@link #record} would refuse.
     *
     * @throws IllegalArgumentException if the name belongs to another kind, or to none that may be recorded
     */
    public void check(Recording recording) {
        table.check(recording.series());
    }

    private void add(MetricKind kind, String name, Map<String, String> labels, double value, Instant now) {
        table.add(kind, name, labels, value, now.toEpochMilli());
    }

    /** Counts a user as active for 15 minutes; see {@link #activeUsers}. */
    public void user(String id, Instant now) {
        users.seen(id, now);
        usersSeen = true;
    }

    /**
     * Returns how many different users were seen in the last 15 minutes: exact up to 50,000, the most that are counted. Of
     * ids nothing is kept but salted digests, in memory.
     */
    public long activeUsers(Instant now) {
        return users.count(now);
    }

    /** Records how many users are active, if there ever was one. */
    public void sampleUsers(Instant now) {
        if (usersSeen) {
            gauge(ACTIVE_USERS, (double) activeUsers(now), Map.of(), now);
        }
    }

    /**
     * Returns what came to a window that ends now.
     *
     * <p>A window begins with a whole minute, beyond 2 hours with a whole hour: never later than asked for, so that it may
     * hold a minute, or an hour, more. What lies in the future is left out.
     *
     * @param labels the labels that a series must have to be counted in; every one has none
     * @param window longer than 0, at most 31 days
     * @return the figures of all these series together; {@link MetricFigures#NONE} if there are none
     * @throws IllegalArgumentException if the window is not allowed
     */
    public MetricFigures figures(String name, Map<String, String> labels, Duration window, Instant now) {
        SeriesWindows.Span span = span(window, now);
        RunningFigures sum = new RunningFigures();
        for (SeriesWindows series : table.of(name)) {
            if (series.series().has(labels)) {
                series.addTo(sum, span);
            }
        }
        return sum.count == 0 ? MetricFigures.NONE : new MetricFigures(sum);
    }

    /** Returns what came to a window of one series alone. */
    public MetricFigures figures(MetricSeries series, Duration window, Instant now) {
        SeriesWindows.Span span = span(window, now);
        SeriesWindows windows = standing(series);
        return windows == null ? MetricFigures.NONE : windows.figures(span);
    }

    private static SeriesWindows.Span span(Duration window, Instant now) {
        if (window.isNegative() || window.isZero() || window.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "window " + window + " is not allowed; use more than 0ms and at most " + LONGEST.toDays() + "d");
        }
        MetricResolution resolution =
                window.compareTo(LONGEST_IN_MINUTES) <= 0 ? MetricResolution.MINUTE : MetricResolution.HOUR;
        long last = resolution.start(now.getEpochSecond());
        long first = resolution.start(now.minus(window).getEpochSecond());
        return new SeriesWindows.Span(
                resolution, first, last + resolution.length().toSeconds());
    }

    /** Returns the series that there are, by name and labels. */
    public List<MetricSeries> series() {
        return table.all().stream()
                .map(SeriesWindows::series)
                .sorted(Comparator.comparing(MetricSeries::name)
                        .thenComparing(series -> series.labels().toString()))
                .toList();
    }

    /** Returns the kind of a name; empty while there is no such metric. */
    public Optional<MetricKind> kind(String name) {
        return Optional.ofNullable(table.kind(name));
    }

    /** Returns how many values had no room in a series of their own so far. */
    public long overflowed() {
        return table.overflowed();
    }

    /** Hands over the buckets of this instance that have changed since the last time, whole. */
    public List<MetricBucket> takeChanged() {
        List<MetricBucket> changed = new ArrayList<>();
        table.all().forEach(series -> series.takeChanged(instance, changed));
        return changed;
    }

    /** Has buckets that could not be written count as changed again. */
    public void putBack(List<MetricBucket> buckets) {
        for (MetricBucket bucket : buckets) {
            SeriesWindows series = standing(bucket.series());
            if (series != null) {
                series.putBack(bucket);
            }
        }
    }

    /**
     * Replaces what other instances recorded in a span, earlier processes among them; buckets of this one are left out, as
     * are series whose name belongs to another kind by now. Not to be called beside {@link #forgetOld}.
     *
     * @param from the begin of the first bucket
     * @param to the begin of the first bucket that is not replaced
     */
    public void restore(MetricResolution resolution, Instant from, Instant to, List<MetricBucket> stored) {
        SeriesWindows.Span span = new SeriesWindows.Span(resolution, from.getEpochSecond(), to.getEpochSecond());
        Map<SeriesWindows, List<MetricBucket>> bySeries = new HashMap<>();
        for (MetricBucket bucket : stored) {
            SeriesWindows series = bucket.instance().equals(instance) ? null : admitted(bucket.series());
            if (series != null) {
                bySeries.computeIfAbsent(series, first -> new ArrayList<>()).add(bucket);
            }
        }
        bySeries.forEach((series, buckets) -> series.restore(span, buckets));
    }

    private @Nullable SeriesWindows admitted(MetricSeries series) {
        if (series.name().equals(SeriesTable.OTHER)) {
            return table.other();
        }
        MetricKind kind = table.kind(series.name());
        return kind == null || kind == series.kind() ? table.admit(series) : null;
    }

    private @Nullable SeriesWindows standing(MetricSeries series) {
        return table.find(series);
    }

    /** Forgets what is too old for any window, and series that have nothing left. */
    public void forgetOld(Instant now) {
        table.forgetOld(now.truncatedTo(ChronoUnit.SECONDS));
    }

    /** Returns the series of a name with some labels, each for itself. */
    List<MetricFigures> each(String name, Map<String, String> labels, Duration window, Instant now) {
        SeriesWindows.Span span = span(window, now);
        List<MetricFigures> each = new ArrayList<>();
        for (SeriesWindows series : table.of(name)) {
            if (series.series().has(labels)) {
                each.add(series.figures(span));
            }
        }
        return each;
    }
}
