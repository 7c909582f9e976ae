package io.healthmon;

import io.healthmon.check.Integration;
import io.healthmon.maintenance.MaintenanceStore;
import io.healthmon.outbox.AlertOutbox;
import io.healthmon.state.Observation;
import io.healthmon.store.AuditLog;
import io.healthmon.store.HealthStore;
import io.healthmon.store.InMemoryHealthStore;
import io.healthmon.store.IntegrationStore;
import io.healthmon.store.LogSize;
import io.healthmon.store.MetricStore;
import io.healthmon.store.OperatorSettings;
import io.healthmon.store.RollupStore;
import io.healthmon.store.StoreException;
import io.healthmon.store.StoredState;
import io.healthmon.store.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** A store that outlives its monitors, that a test edits as an operator would, and that is away or hangs at will. */
final class OperatedStore implements HealthStore, IntegrationStore {

    /** How often it was asked for states, declared to, and asked what was edited. */
    final AtomicInteger calls = new AtomicInteger();

    final AtomicInteger readings = new AtomicInteger();
    final Set<String> withdrawn = new HashSet<>();
    private final HealthStore inMemory = InMemoryHealthStore.create();
    private volatile boolean away;

    /** Runs while an edit is being written. */
    volatile Runnable afterEdit = () -> {};

    /** Runs once after the next look at what is kept of an integration. */
    final AtomicReference<Runnable> afterFind = new AtomicReference<>(() -> {});

    private volatile Gate gate = Gate.open();

    /** Where a declaration or a reading waits. */
    record Gate(CountDownLatch reached, CountDownLatch opened) {

        static Gate open() {
            return new Gate(new CountDownLatch(0), new CountDownLatch(0));
        }

        static Gate shut() {
            return new Gate(new CountDownLatch(1), new CountDownLatch(1));
        }
    }

    void away(boolean now) {
        away = now;
    }

    /** Lets the next declarations and readings wait after they were made, until the gate is opened. */
    Gate shut() {
        gate = Gate.shut();
        return gate;
    }

    void letGo(Gate shut) {
        gate = Gate.open();
        shut.opened.countDown();
    }

    /** Edits as an operator would with SQL. */
    void sql(Integration declared, UnaryOperator<OperatorSettings> edit) {
        OperatorSettings present =
                inMemory.integrations().edited().getOrDefault(declared.id(), OperatorSettings.of(declared));
        Kept before = inMemory.integrations().find(declared.id());
        AuditLog.Entry entry = new AuditLog.Entry(Instant.EPOCH, "sql", "edit", declared.id(), "");
        inMemory.integrations().change(declared.id(), before, before.with(edit.apply(present)), entry);
    }

    /** Returns what the store holds of an integration that is edited; null for what is as it was declared. */
    OperatorSettings held(String id) {
        return inMemory.integrations().edited().get(id);
    }

    static OperatorSettings endpoint(OperatorSettings old, String endpoint) {
        return new OperatorSettings(
                endpoint,
                old.enabled(),
                old.interval(),
                old.timeout(),
                old.failureThreshold(),
                old.alertOnFailure(),
                old.alertEmail(),
                old.pausedUntil());
    }

    static OperatorSettings interval(OperatorSettings old, Duration interval) {
        return new OperatorSettings(
                old.endpoint(),
                old.enabled(),
                interval,
                old.timeout(),
                old.failureThreshold(),
                old.alertOnFailure(),
                old.alertEmail(),
                old.pausedUntil());
    }

    static OperatorSettings threshold(OperatorSettings old, int failures) {
        return new OperatorSettings(
                old.endpoint(),
                old.enabled(),
                old.interval(),
                old.timeout(),
                failures,
                old.alertOnFailure(),
                old.alertEmail(),
                old.pausedUntil());
    }

    private void answer() {
        calls.incrementAndGet();
        if (away) {
            throw new StoreException("away", null);
        }
    }

    private void pass() {
        Gate shut = gate;
        shut.reached.countDown();
        try {
            shut.opened.await();
        } catch (InterruptedException interrupted) {
            throw new StoreException("interrupted", interrupted);
        }
    }

    @Override
    public Map<String, OperatorSettings> declare(Collection<Integration> integrations) {
        answer();
        Map<String, OperatorSettings> edited = inMemory.integrations().declare(integrations);
        pass();
        return edited;
    }

    @Override
    public void withdraw(Collection<String> ids) {
        answer();
        synchronized (withdrawn) {
            withdrawn.addAll(ids);
        }
        inMemory.integrations().withdraw(ids);
    }

    @Override
    public void withdrawAllBut(Set<String> ids) {
        answer();
        inMemory.integrations().withdrawAllBut(ids);
    }

    @Override
    public Map<String, OperatorSettings> edited() {
        answer();
        Map<String, OperatorSettings> read = inMemory.integrations().edited();
        pass();
        readings.incrementAndGet();
        return read;
    }

    @Override
    public Map<String, String> revisions() {
        answer();
        return inMemory.integrations().revisions();
    }

    @Override
    public Map<String, Definition> definitions(Collection<String> ids) {
        answer();
        return inMemory.integrations().definitions(ids);
    }

    @Override
    public Kept find(String id) {
        answer();
        Kept found = inMemory.integrations().find(id);
        afterFind.getAndSet(() -> {}).run();
        return found;
    }

    @Override
    public boolean change(String id, Kept before, Kept after, AuditLog.Entry entry) {
        answer();
        boolean changed = inMemory.integrations().change(id, before, after, entry);
        afterEdit.run();
        return changed;
    }

    @Override
    public List<Entry> append(List<Entry> entries) {
        if (away) {
            throw new StoreException("away", null);
        }
        return inMemory.append(entries);
    }

    @Override
    public Map<String, StoredState> states(Collection<String> integrationIds) {
        answer();
        return inMemory.states(integrationIds);
    }

    @Override
    public IntegrationStore integrations() {
        return this;
    }

    @Override
    public AlertOutbox outbox() {
        return inMemory.outbox();
    }

    @Override
    public List<Observation> history(String integrationId, TimeRange range, int limit) {
        return inMemory.history(integrationId, range, limit);
    }

    @Override
    public List<Observation> page(String integrationId, TimeRange range, int limit) {
        return inMemory.page(integrationId, range, limit);
    }

    @Override
    public RollupStore rollups() {
        return inMemory.rollups();
    }

    @Override
    public MetricStore metrics() {
        if (away) {
            throw new StoreException("away", null);
        }
        return inMemory.metrics();
    }

    @Override
    public MaintenanceStore maintenance() {
        return inMemory.maintenance();
    }

    @Override
    public AuditLog audit() {
        return inMemory.audit();
    }

    @Override
    public LogSize logSize() {
        return inMemory.logSize();
    }

    @Override
    public long removeBefore(Instant moment) {
        return inMemory.removeBefore(moment);
    }

    /** Stays open for the next monitor. */
    @Override
    public void close() {}
}
