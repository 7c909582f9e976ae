package io.healthmon.jdbc;

import io.healthmon.metric.Bucket;
import io.healthmon.metric.Resolution;
import io.healthmon.metric.Tally;
import io.healthmon.store.RollupStore;
import io.healthmon.store.TimeRange;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The tables of what hours, days and months came to. */
final class RollupTable implements RollupStore {

    RollupTable(Database database) {}

    @Override
    public boolean rollUp(Instant now) {
        throw new UnsupportedOperationException("being built");
    }

    @Override
    public void rebuildFrom(Instant moment) {
        throw new UnsupportedOperationException("being built");
    }

    @Override
    public Map<String, Tally> tallies(Collection<String> integrationIds, TimeRange range) {
        throw new UnsupportedOperationException("being built");
    }

    @Override
    public Map<String, List<Bucket>> buckets(
            Collection<String> integrationIds, Resolution resolution, TimeRange range) {
        throw new UnsupportedOperationException("being built");
    }

    @Override
    public long removeBefore(Instant moment) {
        throw new UnsupportedOperationException("being built");
    }
}
