package io.healthmon;

import io.healthmon.check.HealthCheck;
import io.healthmon.check.Integration;
import io.healthmon.schedule.Schedule;
import io.healthmon.schedule.Scheduler;
import io.healthmon.state.Observation;
import io.healthmon.store.HealthStore;
import io.healthmon.store.OperatorSettings;
import io.healthmon.store.StoredState;
import io.healthmon.store.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the store's integrations and the watches in step, in rounds: declares what is new and goes on from what is kept
 * of it, writes what was switched, reads what was edited, withdraws what is gone.
 *
 * <p>A round that fails is tried again with the next one; one that hangs keeps its own thread. Nothing else waits, but
 * for who starts the monitor or adds to it, and that a bounded time and not while the store is known to be away. Safe
 * for use by multiple threads.
 */
final class Registration {

    /** How long who starts or adds waits for the store. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** How long closing waits for it. */
    private static final Duration LAST_PATIENCE = Duration.ofMillis(200);

    private static final Duration SHORTEST_PERIOD = Duration.ofSeconds(1);
    private static final Duration LONGEST_PERIOD = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(HealthMonitor.class);

    private final HealthStore store;
    private final Registry registry;
    private final Services services;
    private final Edits edits;
    private final Rounds rounds;
    private final Recollection recollection;

    /** What the store has not heard of, by id; guarded by this, as is what follows. */
    private Map<String, Watch> undeclared = new LinkedHashMap<>();

    /** What the store has to forget, by id. */
    private final Map<String, Watch> gone = new LinkedHashMap<>();

    private boolean started;
    private boolean ticking;

    /** Written by the rounds, of which there is one at a time, but for what asks for one to read. */
    private volatile boolean reads = true;

    private volatile boolean failing;
    private volatile boolean slow;
    private volatile boolean closed;
    private volatile Duration period = LONGEST_PERIOD;
    private boolean othersWithdrawn;

    Registration(HealthStore store, Registry registry, Services services, Edits edits, Executor threads) {
        this.store = store;
        this.registry = registry;
        this.services = services;
        this.edits = edits;
        this.rounds = new Rounds(this::round, threads);
        this.recollection = new Recollection(store, services.clock(), threads);
    }

    /** Takes a watch that is registered; {@link #settle()} is to follow once the caller holds no lock. */
    synchronized void added(Watch watch) {
        String id = watch.integration().id();
        undeclared.put(id, watch);
        gone.remove(id);
        period = shorter(period, watch);
    }

    /** Takes a watch that is no longer registered. */
    void removed(Watch watch) {
        String id = watch.integration().id();
        synchronized (this) {
            undeclared.remove(id, watch);
            // why: its id may have been taken by another one already, and the start withdraws what is not there
            if (started && registry.find(id) == null) {
                gone.put(id, watch);
            }
        }
        edits.release(watch);
        soon();
    }

    /** Switches an integration, at once here and soon in the store. */
    void switchTo(Watch watch, SwitchEdit edit) {
        edits.switchTo(watch, edit);
        soon();
    }

    /** Begins; a monitor of nothing asks the store for nothing until there is something. */
    void start() {
        synchronized (this) {
            started = true;
        }
        if (registry.size() > 0) {
            settle();
        }
    }

    /** Waits until the store has heard of what was added, a bounded time, and not at all while it is away. */
    void settle() {
        services.journal().hold();
        CompletableFuture<Void> round = rounds.another();
        tickOn();
        if (!failing && !slow && !Patience.await(round, PATIENCE)) {
            slow = true;
            LOG.warn(
                    "healthmon: the store does not answer within {} s; going on with what is known here",
                    PATIENCE.toSeconds());
        }
    }

    /** Brings at the end to the store what it should still hear, if it answers soon. */
    void close() {
        if (isOwed()) {
            Patience.await(rounds.another(), LAST_PATIENCE);
        }
        recollection.close();
        closed = true;
    }

    private void soon() {
        synchronized (this) {
            if (!started) {
                return;
            }
        }
        var unused = rounds.another();
        tickOn();
    }

    private synchronized boolean isOwed() {
        return started && (edits.waiting() || !gone.isEmpty() || !undeclared.isEmpty());
    }

    private void tickOn() {
        synchronized (this) {
            if (ticking || closed) {
                return;
            }
            ticking = true;
        }
        Scheduler scheduler = services.scheduler();
        scheduler.schedule(this::tick, scheduler.nanoTime() + period.toNanos());
    }

    private void tick() {
        synchronized (this) {
            ticking = false;
        }
        if (!closed && (registry.size() > 0 || isOwed())) {
            reads = true;
            soon();
        }
    }

    private void round() {
        if (closed) {
            return;
        }
        try {
            declare();
            if (reads || edits.waiting()) {
                reads = false;
                read();
                // why: not with every addition, of which each would look at all the others
                period = shortestInterval();
            }
            withdraw();
            edits.tidy();
            answered();
        } catch (Throwable failure) {
            failed(failure);
        }
    }

    private void declare() {
        Map<String, Watch> batch;
        synchronized (this) {
            batch = new LinkedHashMap<>(undeclared);
        }
        if (!batch.isEmpty()) {
            List<Integration> declared =
                    batch.values().stream().map(edits::declared).toList();
            Map<String, OperatorSettings> edited = store.integrations().declare(declared);
            Map<String, StoredState> states = store.states(batch.keySet());
            batch.forEach((id, watch) -> goOn(id, watch, edited, states));
            forget(batch);
            recollection.begin();
        }
        releaseWhenAllAreDeclared();
        if (!othersWithdrawn) {
            Set<String> ids = new HashSet<>();
            registry.byName().forEach(watch -> ids.add(watch.integration().id()));
            store.integrations().withdrawAllBut(ids);
            othersWithdrawn = true;
        }
    }

    private void goOn(String id, Watch watch, Map<String, OperatorSettings> edited, Map<String, StoredState> states) {
        edits.apply(watch, edited.getOrDefault(id, OperatorSettings.of(edits.declared(watch))));
        StoredState known = states.get(id);
        if (known == null) {
            return;
        }
        Instant last = known.health().lastCheckAt();
        if (last != null && edits.original(watch) instanceof HealthCheck.Restorable check) {
            // why: read before the state is taken over, so that a store that fails now is asked for both again
            TimeRange untilLast = new TimeRange(Instant.EPOCH, last.plusMillis(1));
            List<Observation> newest = store.history(id, untilLast, 1);
            if (watch.takeOver(known) && !newest.isEmpty()) {
                restore(watch, check, newest.get(0));
            }
        } else {
            watch.takeOver(known);
        }
        if (last != null) {
            recollection.add(watch, last);
        }
    }

    private static void restore(Watch watch, HealthCheck.Restorable check, Observation newest) {
        try {
            check.restore(newest.details());
        } catch (RuntimeException | LinkageError | AssertionError failure) {
            LOG.warn(
                    "healthmon: the check of {} cannot go on from its last result",
                    watch.integration(),
                    RedactedFailure.of(failure));
        }
    }

    /** What an integration was when the store was last written is read by now, so results may replace it. */
    private void releaseWhenAllAreDeclared() {
        boolean all;
        synchronized (this) {
            all = undeclared.isEmpty();
        }
        if (all) {
            services.journal().release();
        }
    }

    private synchronized void forget(Map<String, Watch> declared) {
        declared.forEach(undeclared::remove);
        if (undeclared.isEmpty()) {
            // why: an emptied map keeps the room for all that were in it
            undeclared = new LinkedHashMap<>();
        }
    }

    private void read() {
        if (services.maintenance().read(store.maintenance(), services.instant())) {
            services.journal().changed();
        }
        Map<String, OperatorSettings> stored =
                new HashMap<>(store.integrations().edited());
        edits.write(stored, store.integrations(), this::isDeclared);
        Set<Watch> watches = new HashSet<>(edits.watches());
        for (String id : stored.keySet()) {
            Watch watch = registry.find(id);
            if (watch != null) {
                watches.add(watch);
            }
        }
        watches.removeIf(watch -> !isDeclared(watch));
        for (Watch watch : watches) {
            OperatorSettings declared = OperatorSettings.of(edits.declared(watch));
            edits.apply(watch, stored.getOrDefault(watch.integration().id(), declared));
        }
    }

    private synchronized boolean isDeclared(Watch watch) {
        return undeclared.get(watch.integration().id()) != watch;
    }

    private void withdraw() {
        Map<String, Watch> batch;
        synchronized (this) {
            batch = new LinkedHashMap<>(gone);
        }
        if (!batch.isEmpty()) {
            store.integrations().withdraw(batch.keySet());
            synchronized (this) {
                batch.forEach(gone::remove);
            }
        }
    }

    private void answered() {
        slow = false;
        if (failing) {
            failing = false;
            LOG.info("healthmon: the store answers again; what operators changed meanwhile counts from now on");
        }
    }

    private void failed(Throwable failure) {
        if (!failing) {
            failing = true;
            RedactedFailure.warnOfStore(
                    LOG,
                    "healthmon: the store cannot be asked for integrations and their settings; going on with what is"
                            + " known here, trying again every few seconds",
                    failure);
        }
    }

    private Duration shortestInterval() {
        Duration shortest = LONGEST_PERIOD;
        for (Watch watch : registry.byName()) {
            shortest = shorter(shortest, watch);
        }
        return shortest;
    }

    private static Duration shorter(Duration than, Watch watch) {
        if (watch.integration().schedule() instanceof Schedule.Every every
                && every.interval().compareTo(than) < 0) {
            return every.interval().compareTo(SHORTEST_PERIOD) < 0 ? SHORTEST_PERIOD : every.interval();
        }
        return than;
    }
}
