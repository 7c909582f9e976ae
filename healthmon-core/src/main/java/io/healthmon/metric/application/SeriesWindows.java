package io.healthmon.metric.application;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The buckets of one series: those that this process records, and the sums of what others recorded, earlier processes
 * among them. Safe for use by multiple threads; its lock is held for arithmetic only.
 */
final class SeriesWindows {

    private final MetricSeries series;
    private final OwnBuckets minutes = new OwnBuckets(MetricResolution.MINUTE);
    private final OwnBuckets hours = new OwnBuckets(MetricResolution.HOUR);

    /** By the second in which they begin, as are the hours. */
    private final NavigableMap<Long, MetricFigures> minutesOfOthers = new TreeMap<>();

    private final NavigableMap<Long, MetricFigures> hoursOfOthers = new TreeMap<>();
    private boolean retired;

    SeriesWindows(MetricSeries series) {
        this.series = series;
    }

    MetricSeries series() {
        return series;
    }

    /** Adds a value; returns false if the series was given up meanwhile. */
    synchronized boolean add(double value, long atMillis) {
        if (retired) {
            return false;
        }
        minutes.add(series.kind(), value, atMillis);
        hours.add(series.kind(), value, atMillis);
        return true;
    }

    /** Adds what lies in a span to a sum. */
    synchronized void addTo(RunningFigures sum, Span span) {
        others(span.resolution()).subMap(span.from(), span.to()).values().forEach(sum::merge);
        own(span.resolution()).addTo(sum, span.from(), span.to());
    }

    MetricFigures figures(Span span) {
        RunningFigures sum = new RunningFigures();
        addTo(sum, span);
        return sum.count == 0 ? MetricFigures.NONE : new MetricFigures(sum);
    }

    synchronized void takeChanged(String instance, List<MetricBucket> taken) {
        for (MetricResolution resolution : MetricResolution.values()) {
            own(resolution)
                    .takeChanged((figures, start) -> taken.add(
                            new MetricBucket(instance, series, resolution, Instant.ofEpochSecond(start), figures)));
        }
    }

    synchronized void putBack(MetricBucket bucket) {
        own(bucket.resolution()).putBack(bucket.start().getEpochSecond());
    }

    /** Replaces what others recorded in a span. */
    synchronized void restore(Span span, Collection<MetricBucket> buckets) {
        NavigableMap<Long, MetricFigures> restored = others(span.resolution());
        restored.subMap(span.from(), span.to()).clear();
        for (MetricBucket bucket : buckets) {
            restored.merge(bucket.start().getEpochSecond(), bucket.figures(), SeriesWindows::sum);
        }
    }

    /** Forgets what is too old for any window. */
    synchronized void forgetOld(Instant now) {
        for (MetricResolution resolution : MetricResolution.values()) {
            long oldest = resolution.oldest(now).getEpochSecond();
            own(resolution).removeBefore(oldest);
            others(resolution).headMap(oldest).clear();
        }
    }

    /** Takes no value any more if there is none; returns whether that is so. */
    synchronized boolean retireIfEmpty() {
        retired = minutes.isEmpty() && hours.isEmpty() && minutesOfOthers.isEmpty() && hoursOfOthers.isEmpty();
        return retired;
    }

    private OwnBuckets own(MetricResolution resolution) {
        return resolution == MetricResolution.MINUTE ? minutes : hours;
    }

    private NavigableMap<Long, MetricFigures> others(MetricResolution resolution) {
        return resolution == MetricResolution.MINUTE ? minutesOfOthers : hoursOfOthers;
    }

    private static MetricFigures sum(MetricFigures one, MetricFigures other) {
        RunningFigures sum = new RunningFigures(one);
        sum.merge(other);
        return new MetricFigures(sum);
    }

    /**
     * A span of whole buckets.
     *
     * @param resolution their length
     * @param from the second in which the first begins
     * @param to the second in which the first begins that is none of them
     */
    record Span(MetricResolution resolution, long from, long to) {}
}
