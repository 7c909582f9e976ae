package io.healthmon.benchmarks;

import io.healthmon.maintenance.MaintenanceStore;
import io.healthmon.outbox.AlertOutbox;
import io.healthmon.state.Observation;
import io.healthmon.store.AuditLog;
import io.healthmon.store.HealthStore;
import io.healthmon.store.IntegrationStore;
import io.healthmon.store.LogSize;
import io.healthmon.store.MetricStore;
import io.healthmon.store.RollupStore;
import io.healthmon.store.StoredState;
import io.healthmon.store.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A store that leaves everything to another one, for those that change one thing. */
abstract class ForwardingStore implements HealthStore {

    private final HealthStore store;

    ForwardingStore(HealthStore store) {
        this.store = store;
    }

    @Override
    public List<Entry> append(List<Entry> entries) {
        return store.append(entries);
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
    public MaintenanceStore maintenance() {
        return store.maintenance();
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
    public Duration batchInterval() {
        return store.batchInterval();
    }

    @Override
    public LogSize logSize() {
        return store.logSize();
    }

    @Override
    public Instant now(Instant here) {
        return store.now(here);
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
