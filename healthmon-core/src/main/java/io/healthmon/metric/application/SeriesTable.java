package io.healthmon.metric.application;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All series, as many as there may be: what is beyond goes to one series called {@code other}, is counted, and logged once.
 * Safe for use by multiple threads; finding a series that is there takes no lock.
 */
final class SeriesTable {

    static final int MOST_NAMES = 200;
    static final int MOST_OF_A_NAME = 100;
    /** Beside those that stand for what is beyond. */
    static final int MOST_SERIES = 500;

    /** The name that stands for the names beyond the bound; how many values they had is counted. */
    static final String OTHER = "other";

    private static final Map<String, String> OTHER_LABELS = Map.of(OTHER, "true");
    private static final Logger LOG = LoggerFactory.getLogger(MetricWindows.class);

    private final Map<String, Family> families = new ConcurrentHashMap<>();
    private final LongAdder overflowed = new LongAdder();
    private final SeriesWindows other = new SeriesWindows(new MetricSeries(MetricKind.COUNT, OTHER, Map.of()));
    private int seriesCount;
    private boolean otherUsed;

    /** Adds a value to its series, or to one that stands for it; labels are looked at only where they are new. */
    void add(MetricKind kind, String name, Map<String, String> labels, double value, long atMillis) {
        while (true) {
            SeriesWindows series = find(kind, name, labels);
            if (series == null) {
                series = admit(new MetricSeries(kind, name, labels));
            }
            if (series.add(series == other ? 1 : value, atMillis)) {
                return;
            }
        }
    }

    private @Nullable SeriesWindows find(MetricKind kind, String name, Map<String, String> labels) {
        Family family = families.get(name);
        return family == null ? null : family.requireKind(kind, name).series.get(labels);
    }

    /** Returns the series, made if there is room, or what stands for it. */
    synchronized SeriesWindows admit(MetricSeries series) {
        check(series);
        String name = series.name();
        Family family = families.get(name);
        if (family == null && families.size() >= MOST_NAMES) {
            return beyond(name, "names", MOST_NAMES, other);
        }
        if (family == null) {
            family = new Family(series.kind());
            families.put(name, family);
        }
        SeriesWindows known = family.series.get(series.labels());
        if (known != null) {
            return known;
        }
        boolean room = family.series.size() < MOST_OF_A_NAME && seriesCount < MOST_SERIES;
        return room ? make(family, series) : beyond(family, series);
    }

    /** Refuses a series whose name belongs to another kind, or stands for others. */
    void check(MetricSeries series) {
        Family family = families.get(series.name());
        if (series.name().equals(OTHER)) {
            throw new IllegalArgumentException("metric name \"" + OTHER
                    + "\" is not allowed; it stands for what has no room, give the metric another name");
        }
        if (family != null) {
            family.requireKind(series.kind(), series.name());
        }
    }

    private SeriesWindows make(Family family, MetricSeries series) {
        SeriesWindows made = new SeriesWindows(series);
        family.series.put(series.labels(), made);
        seriesCount++;
        return made;
    }

    private SeriesWindows beyond(Family family, MetricSeries series) {
        SeriesWindows standIn = family.series.get(OTHER_LABELS);
        if (standIn == null) {
            standIn = make(family, new MetricSeries(series.kind(), series.name(), OTHER_LABELS));
        }
        int most = family.series.size() >= MOST_OF_A_NAME ? MOST_OF_A_NAME : MOST_SERIES;
        return beyond(series.name(), "series", most, standIn);
    }

    private SeriesWindows beyond(String name, String what, int most, SeriesWindows standIn) {
        overflowed.increment();
        otherUsed |= standIn == other;
        if (overflowed.sum() == 1) {
            LOG.warn(
                    "healthmon: more than {} {} of metrics; {} and what else has no room is counted as \"other\"."
                            + " Use labels with few different values",
                    most,
                    what,
                    name);
        }
        return standIn;
    }

    /** Returns how many values had no room. */
    long overflowed() {
        return overflowed.sum();
    }

    /** Returns the series with exactly these labels, or null. */
    @Nullable SeriesWindows find(MetricSeries series) {
        if (series.name().equals(OTHER)) {
            return other;
        }
        Family family = families.get(series.name());
        return family == null ? null : family.series.get(series.labels());
    }

    /** Returns the series of a name; none if there are none. */
    Collection<SeriesWindows> of(String name) {
        if (name.equals(OTHER)) {
            return List.of(other);
        }
        Family family = families.get(name);
        return family == null ? List.of() : family.series.values();
    }

    /** Returns the kind of a name, or null while there is no such metric. */
    @Nullable MetricKind kind(String name) {
        Family family = families.get(name);
        return family == null ? null : family.kind;
    }

    List<SeriesWindows> all() {
        List<SeriesWindows> all = new ArrayList<>();
        families.values().forEach(family -> all.addAll(family.series.values()));
        synchronized (this) {
            if (otherUsed) {
                all.add(other);
            }
        }
        return all;
    }

    /** Returns the series that stands for names beyond the bound. */
    synchronized SeriesWindows other() {
        otherUsed = true;
        return other;
    }

    /** Gives up what has no value in any window any more. */
    synchronized void forgetOld(Instant now) {
        all().forEach(series -> series.forgetOld(now));
        families.values().removeIf(family -> {
            int before = family.series.size();
            family.series.values().removeIf(SeriesWindows::retireIfEmpty);
            seriesCount -= before - family.series.size();
            return family.series.isEmpty();
        });
    }

    /** The series of one name. */
    private static final class Family {

        final MetricKind kind;
        final Map<Map<String, String>, SeriesWindows> series = new ConcurrentHashMap<>();

        Family(MetricKind kind) {
            this.kind = kind;
        }

        Family requireKind(MetricKind wanted, String name) {
            if (kind != wanted) {
                throw new IllegalArgumentException("metric \"" + name + "\" is a " + kind.label() + " and no "
                        + wanted.label() + "; give each kind a name of its own");
            }
            return this;
        }
    }
}
