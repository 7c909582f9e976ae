package io.healthmon.metric.application;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What this process recorded of a series, in buckets of one length; guarded by the series.
 *
 * <p>One bucket is open and takes values without making anything; a clock that goes back opens an older one again.
 */
final class OwnBuckets {

    private final MetricResolution resolution;

    /** By the second in which they begin. */
    private final NavigableMap<Long, MetricFigures> closed = new TreeMap<>();

    /** Those that were not written to the store as they are, except the open one. */
    private final Set<Long> changed = new TreeSet<>();

    private @Nullable RunningFigures open;
    private long openStart;
    private boolean openChanged;

    OwnBuckets(MetricResolution resolution) {
        this.resolution = resolution;
    }

    void add(MetricKind kind, double value, long atMillis) {
        long start = resolution.start(Math.floorDiv(atMillis, 1_000L));
        RunningFigures figures = open;
        if (figures == null || start != openStart) {
            close();
            figures = new RunningFigures(closed.remove(start));
            openChanged = changed.remove(start);
            openStart = start;
            open = figures;
        }
        figures.add(kind, value, atMillis);
        openChanged = true;
    }

    /** Adds what lies in a span to a sum. */
    void addTo(RunningFigures sum, long from, long to) {
        closed.subMap(from, to).values().forEach(sum::merge);
        RunningFigures figures = open;
        if (figures != null && openStart >= from && openStart < to) {
            sum.merge(new MetricFigures(figures));
        }
    }

    /** Hands over what has changed since the last time. */
    void takeChanged(ObjLongConsumer<MetricFigures> taker) {
        List<Long> starts = new ArrayList<>(changed);
        changed.clear();
        for (long start : starts) {
            MetricFigures figures = closed.get(start);
            if (figures != null) {
                taker.accept(figures, start);
            }
        }
        RunningFigures figures = open;
        if (figures != null && openChanged) {
            openChanged = false;
            taker.accept(new MetricFigures(figures), openStart);
        }
    }

    /** Has a bucket count as changed again. */
    void putBack(long start) {
        if (open != null && start == openStart) {
            openChanged = true;
        } else if (closed.containsKey(start)) {
            changed.add(start);
        }
    }

    void removeBefore(long start) {
        if (open != null && openStart < start) {
            close();
        }
        closed.headMap(start).clear();
        changed.removeIf(older -> older < start);
    }

    boolean isEmpty() {
        return open == null && closed.isEmpty();
    }

    private void close() {
        RunningFigures figures = open;
        if (figures != null) {
            closed.put(openStart, new MetricFigures(figures));
            if (openChanged) {
                changed.add(openStart);
            }
            open = null;
        }
    }
}
