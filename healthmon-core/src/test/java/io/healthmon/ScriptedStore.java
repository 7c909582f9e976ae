package io.healthmon;

import io.healthmon.maintenance.MaintenanceStore;
import io.healthmon.outbox.AlertOutbox;
import io.healthmon.state.LostResults;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A store that fails or hangs as a test wants, and keeps the very lists it is given. */
class ScriptedStore implements HealthStore {

    /** Answers what no script is about. */
    private final HealthStore unused = InMemoryHealthStore.create();

    final AtomicInteger appends = new AtomicInteger();
    final CountDownLatch hangs = new CountDownLatch(1);
    final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final List<List<Entry>> batches = new ArrayList<>();
    private final HealthStore inMemory = InMemoryHealthStore.create();
    private volatile Error failure;
    private volatile String rejected;
    private volatile boolean hanging;
    private volatile String refused = "";
    private volatile Duration batchInterval = Duration.ZERO;

    void fail(Error with) {
        failure = with;
    }

    /** Refuses batches with a result of such an integration as data that it cannot keep. */
    void rejectData(String idPart) {
        rejected = idPart;
    }

    void recover() {
        failure = null;
        rejected = null;
    }

    void hang() {
        hanging = true;
    }

    void goOn() {
        hanging = false;
        goOn.countDown();
    }

    synchronized List<Entry> written() {
        return batches.stream().flatMap(List::stream).toList();
    }

    @Override
    public List<Entry> append(List<Entry> entries) {
        appends.incrementAndGet();
        if (hanging) {
            hangs.countDown();
            await();
        }
        Error with = failure;
        if (with != null) {
            throw with;
        }
        String unkept = rejected;
        if (unkept != null
                && entries.stream()
                        .anyMatch(entry -> entry.integrationId().contains(unkept)
                                && LostResults.of(entry.observation()).isEmpty())) {
            throw StoreException.ofData("value too long", null);
        }
        synchronized (this) {
            batches.add(entries);
        }
        return entries.stream()
                .filter(entry -> entry.integrationId().equals(refused))
                .toList();
    }

    void refuse(String integrationId) {
        refused = integrationId;
    }

    void batchEvery(Duration interval) {
        batchInterval = interval;
    }

    @Override
    public Duration batchInterval() {
        return batchInterval;
    }

    private void await() {
        boolean over = false;
        while (!over) {
            try {
                goOn.await();
                over = true;
            } catch (InterruptedException ignored) {
                over = false;
            }
        }
    }

    @Override
    public Map<String, StoredState> states(Collection<String> integrationIds) {
        return Map.of();
    }

    @Override
    public IntegrationStore integrations() {
        return inMemory.integrations();
    }

    @Override
    public AlertOutbox outbox() {
        return inMemory.outbox();
    }

    @Override
    public List<Observation> history(String integrationId, TimeRange range, int limit) {
        return List.of();
    }

    @Override
    public List<Observation> page(String integrationId, TimeRange range, int limit) {
        return unused.page(integrationId, range, limit);
    }

    @Override
    public RollupStore rollups() {
        return unused.rollups();
    }

    @Override
    public MetricStore metrics() {
        return unused.metrics();
    }

    @Override
    public MaintenanceStore maintenance() {
        return unused.maintenance();
    }

    @Override
    public AuditLog audit() {
        return unused.audit();
    }

    @Override
    public LogSize logSize() {
        return new LogSize(0, null);
    }

    @Override
    public long removeBefore(java.time.Instant moment) {
        return 0;
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
