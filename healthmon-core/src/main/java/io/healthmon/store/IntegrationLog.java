package io.healthmon.store;

import io.healthmon.state.HealthState;
import io.healthmon.state.Observation;
import io.healthmon.store.HealthStore.Entry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is kept of one integration; guards itself, so that integrations do not wait for each other. */
final class IntegrationLog {

    private final ResultRing results;
    private @Nullable HealthState state;
    private long epoch = Long.MIN_VALUE;

    IntegrationLog(int capacity) {
        results = new ResultRing(capacity);
    }

    /** Returns whether the entry was written; it is not when its epoch is over. */
    synchronized boolean append(Entry entry) {
        if (entry.epoch() < epoch) {
            return false;
        }
        epoch = entry.epoch();
        results.add(entry.observation());
        state = entry.state();
        return true;
    }

    synchronized @Nullable HealthState state() {
        return state;
    }

    synchronized List<Observation> history(TimeRange range, int limit) {
        return results.history(range, limit);
    }

    synchronized LogSize size() {
        return new LogSize(results.size(), results.oldest());
    }

    synchronized int removeBefore(Instant moment) {
        return results.removeBefore(moment);
    }
}
