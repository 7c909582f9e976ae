package io.healthmon;

import io.healthmon.maintenance.MaintenanceStore;
import io.healthmon.outbox.AlertOutbox;
import io.healthmon.outbox.Delivery;
import io.healthmon.outbox.DeliveryOutcome;
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
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The store in memory, which goes away and comes back as a test wants. */
final class FlakyStore implements HealthStore {

    final HealthStore memory = InMemoryHealthStore.create();
    final CountDownLatch hangs = new CountDownLatch(1);
    final CountDownLatch goOn = new CountDownLatch(1);

    /** Whether results cannot be written. */
    volatile boolean refusesResults;

    /** Whether the outbox cannot be used. */
    volatile boolean refusesOutbox;

    /** Whether the outbox takes no news of deliveries. */
    volatile boolean refusesOutcomes;

    /** Whether claims wait for {@link #goOn}. */
    volatile boolean hangsInClaim;

    void goAway() {
        refusesResults = true;
        refusesOutbox = true;
    }

    void comeBack() {
        refusesResults = false;
        refusesOutbox = false;
        refusesOutcomes = false;
    }

    @Override
    public List<Entry> append(List<Entry> entries) {
        require(!refusesResults);
        return memory.append(entries);
    }

    @Override
    public AlertOutbox outbox() {
        return new FlakyOutbox(memory.outbox());
    }

    private void await() {
        try {
            goOn.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void require(boolean there) {
        if (!there) {
            throw new StoreException("the store is away", null);
        }
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
    public IntegrationStore integrations() {
        return memory.integrations();
    }

    @Override
    public List<Observation> page(String integrationId, TimeRange range, int limit) {
        return memory.page(integrationId, range, limit);
    }

    @Override
    public RollupStore rollups() {
        return memory.rollups();
    }

    @Override
    public MetricStore metrics() {
        return memory.metrics();
    }

    @Override
    public MaintenanceStore maintenance() {
        return memory.maintenance();
    }

    @Override
    public AuditLog audit() {
        return memory.audit();
    }

    @Override
    public LogSize logSize() {
        return memory.logSize();
    }

    @Override
    public long removeBefore(Instant moment) {
        return memory.removeBefore(moment);
    }

    @Override
    public void close() {
        memory.close();
    }

    private final class FlakyOutbox implements AlertOutbox {

        private final AlertOutbox outbox;

        FlakyOutbox(AlertOutbox outbox) {
            this.outbox = outbox;
        }

        @Override
        public Optional<Delivery> claim(String channel, Instant now, Duration hold) {
            if (hangsInClaim) {
                hangs.countDown();
                await();
            }
            require(!refusesOutbox);
            return outbox.claim(channel, now, hold);
        }

        @Override
        public void settle(Delivery delivery, DeliveryOutcome outcome) {
            require(!refusesOutbox && !refusesOutcomes);
            outbox.settle(delivery, outcome);
        }

        @Override
        public void delivered(String alertId, String channel, Instant at) {
            require(!refusesOutbox && !refusesOutcomes);
            outbox.delivered(alertId, channel, at);
        }

        @Override
        public long waiting() {
            require(!refusesOutbox);
            return outbox.waiting();
        }

        @Override
        public long removeBefore(Instant moment) {
            require(!refusesOutbox);
            return outbox.removeBefore(moment);
        }
    }
}
