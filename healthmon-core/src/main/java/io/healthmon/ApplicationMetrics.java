package io.healthmon;

import io.healthmon.metric.application.MetricFigures;
import io.healthmon.metric.application.MetricSeries;
import io.healthmon.metric.application.MetricSettings;
import io.healthmon.metric.application.MetricThreshold;
import io.healthmon.metric.application.MetricWindows;
import io.healthmon.metric.application.Recording;
import io.healthmon.metric.application.ThresholdReading;
import io.healthmon.secret.Redactor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the application measures of itself: counts, levels, durations, outcomes and active users, in windows up to 31 days.
 *
 * <pre>{@code
 * monitor.metrics().count("errors", 1, Map.of("severity", "critical"));
 * monitor.metrics().window("errors", Map.of(), Duration.ofHours(1)).sum();
 * }</pre>
 *
 * <p>Recording waits for arithmetic at most, never for the store, and works
 * before the start and after the close of the monitor, too; what is recorded after the close is not kept. A metric has one
 * kind: that of its first recording. A name, a label or a value that is not allowed is refused with an
 * {@link IllegalArgumentException}; a bound on how many there are never is: what is beyond 200 names, 100 series of a name
 * or 500 series in all is counted under the name or label {@code other}.
 *
 * <p>Every 10 s, and when the monitor is closed, what has changed goes to the store; while that is away it stays in memory
 * and is written later. What other instances on the same store recorded is read about every minute and counted in, as is
 * what earlier processes recorded, soon after the start. Safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class ApplicationMetrics {

    private final MetricWindows windows;
    private final List<MetricThreshold> thresholds;
    private final Clock clock;
    private final Redactor redactor;

    ApplicationMetrics(MetricWindows windows, MetricSettings settings, Clock clock, Redactor redactor) {
        this.windows = windows;
        this.thresholds = settings.thresholds();
        this.clock = clock;
        this.redactor = redactor;
    }

    /**
     * Counts things, such as errors or bytes.
     *
     * @param amount how many more there were, from 0 to 10^15
     * @param labels at most 8; values with at most 200 characters, and few different ones
     */
    public void count(String name, long amount, Map<String, String> labels) {
        windows.count(name, amount, clean(labels), clock.instant());
    }

    /**
     * Records how much of something there is, such as bytes in a database.
     *
     * @param value from -10^18 to 10^18
     * @param labels as for {@link #count}
     */
    public void gauge(String name, double value, Map<String, String> labels) {
        windows.gauge(name, value, clean(labels), clock.instant());
    }

    /**
     * Records how long something took, such as loading a page.
     *
     * @param duration from 0 to 31 days
     * @param labels as for {@link #count}
     */
    public void duration(String name, Duration duration, Map<String, String> labels) {
        windows.duration(name, duration, clean(labels), clock.instant());
    }

    /**
     * Records whether something succeeded, such as sending a text message.
     *
     * @param labels as for {@link #count}
     */
    public void outcome(String name, boolean success, Map<String, String> labels) {
        windows.outcome(name, success, clean(labels), clock.instant());
    }

    /** Records a value of any kind. */
    public void record(Recording recording) {
        MetricSeries series = recording.series();
        Map<String, String> labels = clean(series.labels());
        boolean same = labels.equals(series.labels());
        MetricSeries clean = same ? series : new MetricSeries(series.kind(), series.name(), labels);
        windows.record(same ? recording : new Recording(clean, recording.value()), clock.instant());
    }

    /** Returns the labels without what is configured as secret; what can be told by its form goes later. */
    private Map<String, String> clean(Map<String, String> labels) {
        for (String value : labels.values()) {
            if (!redactor.redact(value).equals(value)) {
                Map<String, String> clean = new LinkedHashMap<>(labels);
                clean.replaceAll((name, each) -> redactor.redact(each));
                return clean;
            }
        }
        return labels;
    }

    /**
     * Refuses a value that {@link #record} would refuse, and records nothing.
     *
     * @throws IllegalArgumentException if the name belongs to another kind
     */
    public void check(Recording recording) {
        windows.check(recording);
    }

    /**
     * Says that a user is active. The id is neither stored nor shown nor logged: 64 bits of a salted digest are kept in
     * memory, for 15 minutes.
     *
     * @param id any text of at most 1,000 characters that is always the same for a user
     */
    public void user(String id) {
        windows.user(id, clock.instant());
    }

    /**
     * Returns how many different users were active on this instance in the last 15 minutes: exact up to 50,000, the most
     * that are counted. The gauge {@code active_users} has it every 10 s.
     */
    public long activeUsers() {
        return windows.activeUsers(clock.instant());
    }

    /**
     * Returns what came to a window that ends now, from memory.
     *
     * <p>A window begins with a whole minute, beyond 2 hours with a whole hour: never later than asked for, so that it may
     * hold a minute, or an hour, more.
     *
     * @param labels the labels that a series must have to be counted in; {@code Map.of()} takes all series of the name
     * @param window more than 0, at most 31 days
     * @return the figures of these series together; of an unknown name {@link MetricFigures#NONE}
     * @throws IllegalArgumentException if the window is not allowed
     */
    public MetricFigures window(String name, Map<String, String> labels, Duration window) {
        return windows.figures(name, labels, window, clock.instant());
    }

    /** Returns what came to a window of one series alone; see {@link #window(String, Map, Duration)}. */
    public MetricFigures window(MetricSeries series, Duration window) {
        return windows.figures(series, window, clock.instant());
    }

    /** Returns the series that have a value in the last 31 days, by name and labels. */
    public List<MetricSeries> series() {
        return windows.series();
    }

    /** Returns how things are with each threshold now, in the order in which they are set. */
    public List<ThresholdReading> thresholds() {
        Instant now = clock.instant();
        windows.sampleUsers(now);
        return thresholds.stream()
                .map(threshold -> threshold.read(windows, now))
                .toList();
    }

    /** Returns how many values had no room in a series of their own so far. */
    public long overflowed() {
        return windows.overflowed();
    }
}
