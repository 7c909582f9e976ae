package io.healthmon.store;

import io.healthmon.metric.application.MetricBucket;
import io.healthmon.metric.application.MetricResolution;
import java.time.Instant;
import java.util.List;

/**
 * Where what the application measured is kept.
 *
 * <p>Safe for use by multiple threads. A method that cannot do its work throws {@link StoreException}.
 *
 * @since 0.1
 */
public interface MetricStore {

    /**
     * Adds buckets. One of the same instance, series, resolution and start as another that is there takes its place; it is
     * never added to it, so that the same buckets may be added again. Of several in one list the last stays.
     *
     * @param buckets all are added, or none; may be empty
     */
    void add(List<MetricBucket> buckets);

    /**
     * Returns the buckets of all instances and series that begin in a range, in no order; those of several instances are
     * kept apart.
     *
     * @param range from (inclusive) to (exclusive)
     */
    List<MetricBucket> read(MetricResolution resolution, TimeRange range);

    /**
     * Removes buckets that begin before a moment.
     *
     * @return how many were removed
     */
    long removeBefore(MetricResolution resolution, Instant moment);
}
