package io.healthmon.store;

import io.healthmon.metric.application.MetricBucket;
import io.healthmon.metric.application.MetricResolution;
import io.healthmon.metric.application.MetricSeries;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The buckets of the store in memory, by resolution and start. Safe for use by multiple threads. */
final class InMemoryMetrics implements MetricStore {

    private final Map<MetricResolution, NavigableMap<Instant, Map<Key, MetricBucket>>> buckets =
            new EnumMap<>(MetricResolution.class);
    private boolean closed;

    @Override
    public synchronized void add(List<MetricBucket> added) {
        requireOpen();
        for (MetricBucket bucket : added) {
            of(bucket.resolution())
                    .computeIfAbsent(bucket.start(), start -> new HashMap<>())
                    .put(new Key(bucket.instance(), bucket.series()), bucket);
        }
    }

    @Override
    public synchronized List<MetricBucket> read(MetricResolution resolution, TimeRange range) {
        requireOpen();
        return of(resolution).subMap(range.from(), range.to()).values().stream()
                .flatMap(ofStart -> ofStart.values().stream())
                .toList();
    }

    @Override
    public synchronized long removeBefore(MetricResolution resolution, Instant moment) {
        requireOpen();
        Map<Instant, Map<Key, MetricBucket>> older = of(resolution).headMap(moment);
        long removed = older.values().stream().mapToLong(Map::size).sum();
        older.clear();
        return removed;
    }

    synchronized void close() {
        closed = true;
        buckets.clear();
    }

    private NavigableMap<Instant, Map<Key, MetricBucket>> of(MetricResolution resolution) {
        return buckets.computeIfAbsent(resolution, first -> new TreeMap<>());
    }

    private void requireOpen() {
        if (closed) {
            throw new StoreException("the store in memory is closed", null);
        }
    }

    private record Key(String instance, MetricSeries series) {}
}
