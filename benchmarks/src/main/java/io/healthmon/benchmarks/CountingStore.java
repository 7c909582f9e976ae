package io.healthmon.benchmarks;

import io.healthmon.outbox.AlertOutbox;
import io.healthmon.state.Observation;
import io.healthmon.store.AuditLog;
import io.healthmon.store.HealthStore;
import io.healthmon.store.InMemoryHealthStore;
import io.healthmon.store.IntegrationStore;
import io.healthmon.store.LogSize;
import io.healthmon.store.MetricStore;
import io.healthmon.store.RollupStore;
import io.healthmon.store.StoredState;
import io.healthmon.store.TimeRange;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** The store in memory, which also says when results have arrived: the last thing that happens to a result. */
final class CountingStore implements HealthStore {

    private final HealthStore store = InMemoryHealthStore.create();
    private final Semaphore arrived = new Semaphore(0);

    /** Waits until so many more results have arrived. */
    void await(int results) throws InterruptedException {
        arrived.acquire(results);
    }

    /** Returns how many have arrived that nobody waited for. */
    long arrived() {
        return arrived.availablePermits();
    }

    @Override
    public List<Entry> append(List<Entry> entries) {
        List<Entry> refused = store.append(entries);
        arrived.release(entries.size());
        return refused;
    }

    @Override
    public Map<String, StoredState> states(Collection<String> integrationIds) {
        return store.states(integrationIds);
    }

    @Override
    public IntegrationStore integrations() {
        return store.integrations();
    }

    @Override
    public AlertOutbox outbox() {
        return store.outbox();
    }

    @Override
    public List<Observation> history(String integrationId, TimeRange range, int limit) {
        return store.history(integrationId, range, limit);
    }

    @Override
    public List<Observation> page(String integrationId, TimeRange range, int limit) {
        return store.page(integrationId, range, limit);
    }

    @Override
    public RollupStore rollups() {
        return store.rollups();
    }

    @Override
    public MetricStore metrics() {
        return store.metrics();
    }

    @Override
    public AuditLog audit() {
        return store.audit();
    }

    @Override
    public LogSize logSize() {
        return store.logSize();
    }

    @Override
    public long removeBefore(Instant moment) {
        return store.removeBefore(moment);
    }

    @Override
    public void close() {
        store.close();
    }
}
