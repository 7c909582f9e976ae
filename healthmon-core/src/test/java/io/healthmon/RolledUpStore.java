package io.healthmon;

import io.healthmon.maintenance.MaintenanceStore;
import io.healthmon.metric.Bucket;
import io.healthmon.metric.Resolution;
import io.healthmon.metric.Tally;
import io.healthmon.outbox.AlertOutbox;
import io.healthmon.state.Observation;
import io.healthmon.store.AuditLog;
import io.healthmon.store.HealthStore;
import io.healthmon.store.InMemoryHealthStore;
import io.healthmon.store.IntegrationStore;
import io.healthmon.store.LogSize;
import io.healthmon.store.MetricStore;
import io.healthmon.store.RollupStore;
import io.healthmon.store.StoreException;
import io.healthmon.store.StoredState;
import io.healthmon.store.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A store in memory that tells when it was asked to roll up. */
final class RolledUpStore implements HealthStore, RollupStore {

    final List<Instant> rolledUpAt = new ArrayList<>();

    @Nullable Instant rebuiltFrom;

    @Nullable String rebuiltAlone;

    /** How often there is more to roll up. */
    int left;

    boolean away;

    /** The time of the store; null for that of whoever asks. */
    @Nullable Instant clock;

    @Nullable Instant removedFiguresBefore;

    private final HealthStore memory = InMemoryHealthStore.create();

    @Override
    public boolean rollUp(Instant now) {
        if (away) {
            throw new StoreException("the store is away", null);
        }
        rolledUpAt.add(now);
        left--;
        return left >= 0;
    }

    @Override
    public void rebuildFrom(String integrationId, Instant moment) {
        rebuiltAlone = integrationId;
        rebuildFrom(moment);
    }

    @Override
    public void rebuildFrom(Instant moment) {
        rebuiltFrom = moment;
    }

    @Override
    public Map<String, Tally> tallies(Collection<String> integrationIds, TimeRange range) {
        return memory.rollups().tallies(integrationIds, range);
    }

    @Override
    public Map<String, List<Bucket>> buckets(
            Collection<String> integrationIds, Resolution resolution, TimeRange range) {
        return memory.rollups().buckets(integrationIds, resolution, range);
    }

    @Override
    public List<Entry> append(List<Entry> entries) {
        return memory.append(entries);
    }

    @Override
    public Map<String, StoredState> states(Collection<String> integrationIds) {
        return memory.states(integrationIds);
    }

    @Override
    public List<Observation> history(String integrationId, TimeRange range, int limit) {
        return memory.history(integrationId, range, limit);
    }

    @Override
    public List<Observation> page(String integrationId, TimeRange range, int limit) {
        return memory.page(integrationId, range, limit);
    }

    @Override
    public RollupStore rollups() {
        return this;
    }

    @Override
    public MaintenanceStore maintenance() {
        return memory.maintenance();
    }

    @Override
    public MetricStore metrics() {
        return memory.metrics();
    }

    @Override
    public AuditLog audit() {
        return memory.audit();
    }

    @Override
    public IntegrationStore integrations() {
        return memory.integrations();
    }

    @Override
    public AlertOutbox outbox() {
        return memory.outbox();
    }

    @Override
    public LogSize logSize() {
        return memory.logSize();
    }

    @Override
    public Instant now(Instant here) {
        return clock == null ? here : clock;
    }

    @Override
    public long removeBefore(Instant moment) {
        removedFiguresBefore = moment;
        return memory.removeBefore(moment);
    }

    @Override
    public void close() {
        memory.close();
    }
}
