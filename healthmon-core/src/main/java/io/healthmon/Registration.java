package io.healthmon;

import io.healthmon.check.Integration;
import io.healthmon.schedule.Schedule;
import io.healthmon.store.HealthStore;
import io.healthmon.store.InMemoryHealthStore;
import io.healthmon.store.OperatorSettings;
import io.healthmon.store.StoredState;
import java.time.Duration;
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
    private final DefinedIntegrations defined;
    private final TakeOver takeOver;
    private final Ticks ticks;

    /** What the store has not heard of, by id; guarded by this, as is what follows. */
    private Map<String, Watch> undeclared = new LinkedHashMap<>();

    /** What the store has to forget, by id. */
    private final Map<String, Watch> gone = new LinkedHashMap<>();

    private boolean started;

    /** Written by the rounds, of which there is one at a time, but for what asks for one to read. */
    private volatile boolean reads = true;

    private volatile boolean failing;
    private volatile boolean slow;
    private volatile boolean closed;
    private volatile Duration period = LONGEST_PERIOD;
    private boolean othersWithdrawn;

    Registration(
            HealthStore store,
            Registry registry,
            Services services,
            Edits edits,
            DefinedIntegrations defined,
            Executor threads) {
        this.store = store;
        this.defined = defined;
        this.registry = registry;
        this.services = services;
        this.edits = edits;
        this.rounds = new Rounds(this::round, threads);
        this.takeOver =
                new TakeOver(store, edits, new Recollection(store, services.clock(), threads), services.redactor());
        this.ticks = new Ticks(services.scheduler(), this::tick);
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

    /** Begins; a monitor of nothing too, since the store may know of some that were made while another one ran. */
    void start() {
        synchronized (this) {
            started = true;
        }
        // why: nobody else has put anything into memory
        if (registry.size() > 0 || !(store instanceof InMemoryHealthStore)) {
            settle();
        }
    }

    /** Takes over what was changed in the store by this instance, and waits for that as {@link #settle()} does. */
    void refresh() {
        reads = true;
        settle();
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
        takeOver.close();
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
        if (!closed) {
            ticks.within(period);
        }
    }

    private void tick() {
        if (!closed) {
            reads = true;
            soon();
        }
    }

    private void round() {
        if (closed) {
            return;
        }
        try {
            boolean reading = reads || edits.waiting();
            // why: who asks from now on wants another round to read
            reads = false;
            if (reading || !defined.known()) {
                follow();
            }
            boolean toldOfAll = declare();
            defined.begin();
            if (reading) {
                exchange();
                if (!toldOfAll) {
                    apply(store.integrations().edited());
                }
                // why: not with every addition, of which each would look at all the others
                period = shortestInterval();
                tickOn();
            }
            withdraw();
            edits.tidy();
            answered();
        } catch (Throwable failure) {
            reads = true;
            failed(failure);
        }
    }

    /** Goes along with what was made, changed and taken away while the application runs. */
    private void follow() {
        DefinedIntegrations.News news = defined.follow(store.integrations());
        synchronized (this) {
            for (Watch watch : news.left()) {
                String id = watch.integration().id();
                undeclared.remove(id, watch);
                gone.put(id, watch);
            }
            news.declared().forEach(watch -> undeclared.put(watch.integration().id(), watch));
        }
        news.left().forEach(edits::release);
    }

    /**
     * Tells the store of what it has not heard of.
     *
     * @return whether it told of every integration what was edited, so that asking would bring nothing new
     */
    private boolean declare() {
        boolean toldOfAll = false;
        Map<String, Watch> batch;
        synchronized (this) {
            batch = new LinkedHashMap<>(undeclared);
        }
        if (!batch.isEmpty()) {
            List<Integration> declared = batch.values().stream()
                    .filter(defined::declares)
                    .map(edits::declared)
                    .toList();
            Map<String, OperatorSettings> edited = store.integrations().declare(declared);
            Map<String, StoredState> states = store.states(batch.keySet());
            batch.forEach((id, watch) -> takeOver.of(watch, edited.get(id), states.get(id)));
            forget(batch);
            takeOver.done(batch.values());
            toldOfAll = declared.size() == registry.size();
        }
        releaseWhenAllAreDeclared();
        if (!othersWithdrawn && registry.byName().stream().anyMatch(watch -> !defined.contains(watch))) {
            Set<String> ids = new HashSet<>();
            registry.byName().forEach(watch -> ids.add(watch.integration().id()));
            store.integrations().withdrawAllBut(ids);
            othersWithdrawn = true;
        }
        return toldOfAll;
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

    /** Reads the maintenance windows, and writes what was switched. */
    private void exchange() {
        if (services.maintenance().read(store.maintenance(), services.instant())) {
            services.journal().changed();
        }
        edits.write(store.integrations(), this::isDeclared, services.instant());
    }

    private void apply(Map<String, OperatorSettings> stored) {
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
            StoreFailure.warn(
                    LOG,
                    services.redactor(),
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
