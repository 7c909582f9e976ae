package io.healthmon;

import io.healthmon.DefinedIntegrations.Staff;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.Integration;
import io.healthmon.event.HealthEvent.IntegrationAdded;
import io.healthmon.event.HealthEvent.IntegrationRemoved;
import io.healthmon.event.HealthEvent.StatusChanged;
import io.healthmon.schedule.Scheduler;
import io.healthmon.secret.KnownSecrets;
import io.healthmon.secret.RedactedFailure;
import io.healthmon.secret.Redactor;
import io.healthmon.store.HealthStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wires the parts together, adds and removes watches, starts and ends them all. */
final class Engine {

    private static final Logger LOG = LoggerFactory.getLogger(HealthMonitor.class);

    /** How long closing waits for the scheduler, for running checks, for the store, and for the listeners; for each. */
    private static final Duration PATIENCE = Duration.ofMillis(450);

    /** With few integrations a newcomer need not wait for the whole spread. */
    private static final Duration SPREAD_OF_EACH = Duration.ofMillis(100);

    private final HealthStore store;
    private final Workers workers = Workers.create();
    private final Listeners listeners;
    private final Registry registry = new Registry();
    private final SplittableRandom jitter = new SplittableRandom();
    private final KnownSecrets secrets;
    private final Services services;
    private final Snapshots snapshots;
    private final Edits edits;
    private final ClosingOfChecks closing;
    private final Workshop workshop;
    private final DefinedIntegrations defined;
    private final Registration registration;
    private final Dispatcher dispatcher;
    private final MetricKeeper metrics;
    private final Upkeep upkeep;
    private final Recorder recorder;
    private boolean started;
    private volatile boolean closed;

    Engine(HealthMonitorBuilder setup) {
        store = setup.store;
        Scheduler scheduler = setup.scheduler;
        Clock clock = setup.clock;
        Launcher launcher = new Launcher(scheduler, workers, setup.limits).runs(registry::eachRun);
        secrets = KnownSecrets.beginningWith(setup.configuredSecrets());
        Redactor redactor = secrets.redactor();
        listeners = new Listeners(workers::onPlatform, redactor);
        DispatchContext context =
                new DispatchContext(store, scheduler, clock, workers::onPlatform, setup.applicationUrl, redactor);
        dispatcher = new Dispatcher(setup.channels, context);
        DelayedTasks later = new DelayedTasks(scheduler, launcher::handOff);
        ResultBuffer buffer = new ResultBuffer(setup.limits.bufferedResults());
        RecorderReport report = new RecorderReport(buffer, clock, later, redactor);
        recorder = new Recorder(store, later, buffer, report, Engine::chance, dispatcher);
        Journal journal = new Journal(recorder, dispatcher, listeners);
        Faults faults = new Faults(redactor);
        KnownMaintenance plans = new KnownMaintenance();
        LocalNetwork network = NetworkReaction.network(setup.localNetwork, registry, scheduler, launcher, this::add);
        services = new Services(
                scheduler, clock, setup.ownership, launcher, journal, faults, setup.policy(), plans, redactor, network);
        upkeep = new Upkeep(store, clock, later, setup.retention, redactor);
        snapshots = new Snapshots(registry, journal, clock);
        edits = new Edits(registry, this::closeApart, setup.guard, redactor);
        closing = new ClosingOfChecks(registry, edits, this::apart, redactor);
        workshop = Workshop.of(setup, secrets);
        defined = new DefinedIntegrations(registry, services, edits, new Staff(workshop, this::leave, this::start));
        registration = new Registration(store, registry, services, edits, defined, workers::onPlatform);
        metrics = MetricKeeper.of(setup, redactor, workers::onPlatform);
        listeners.add(StatusChanged.class, new StatusLog());
    }

    private static double chance() {
        return ThreadLocalRandom.current().nextDouble();
    }

    private void closeApart(HealthCheck check) {
        apart(() -> ClosingOfChecks.close(check, services.redactor()));
    }

    Instant now() {
        return services.instant();
    }

    Watch openWatch(String id) {
        requireOpen();
        return registry.require(id);
    }

    Services services() {
        return services;
    }

    KnownSecrets secrets() {
        return secrets;
    }

    Listeners listeners() {
        return listeners;
    }

    Registry registry() {
        return registry;
    }

    /** Returns the check that the application gave; an operator may have moved the watch to another one. */
    HealthCheck original(Watch watch) {
        return edits.original(watch);
    }

    ManagedIntegrations integrations() {
        ManagedIntegrations.Parts parts =
                new ManagedIntegrations.Parts(registry, edits, registration, defined, workshop);
        return new ManagedIntegrations(this, parts, null);
    }

    ApplicationMetrics metrics() {
        return metrics.metrics();
    }

    HealthStore store() {
        return store;
    }

    Upkeep upkeep() {
        return upkeep;
    }

    StoreHealth storeHealth() {
        return recorder.health(services.instant(), upkeep.lastCleanUp());
    }

    SelfHealth selfHealth() {
        return new Introspection(services, registry, dispatcher).with(storeHealth());
    }

    HealthSnapshot snapshot() {
        return snapshots.now();
    }

    void add(Integration integration, HealthCheck check) {
        Objects.requireNonNull(integration, "integration");
        Objects.requireNonNull(check, "check");
        requireOpen();
        Watch watch = new Watch(services, integration, check);
        boolean running;
        synchronized (this) {
            requireOpen();
            registry.add(watch);
            secrets.learn(check);
            registration.added(watch);
            services.journal().event(new IntegrationAdded(integration, services.instant()));
            running = started;
        }
        if (running) {
            registration.settle();
            start(watch);
        }
    }

    boolean remove(String id) {
        requireOpen();
        Watch watch = registry.remove(id);
        if (watch == null) {
            return false;
        }
        end(watch);
        registration.removed(watch);
        return true;
    }

    /** Ends a watch that is in the registry no more. */
    private void end(Watch watch) {
        HealthCheck check = edits.original(watch);
        var left = watch.close();
        var unused = left.thenRun(() -> secrets.forget(check));
        String id = watch.integration().id();
        LOG.debug("healthmon: removed {}, {}", id, left.isDone() ? "idle" : "while it was checked");
        services.faults().over(watch.integration());
        closing.of(watch);
        services.journal().event(new IntegrationRemoved(watch.integration(), services.instant()));
    }

    /** Ends a watch whose definition is gone; returns whether it was still there. */
    private boolean leave(Watch watch) {
        boolean there = registry.remove(watch);
        if (there) {
            end(watch);
        }
        return there;
    }

    void start() {
        synchronized (this) {
            requireOpen();
            if (started) {
                return;
            }
            started = true;
        }
        // why: the store is asked without the lock, which whoever adds or closes needs
        registration.start();
        registry.byName().forEach(this::start);
        dispatcher.start();
        metrics.start();
    }

    /** Switches an integration as an operator would, so that it stays switched after a restart. */
    void switchTo(Watch watch, SwitchEdit edit) {
        registration.switchTo(watch, edit);
    }

    /** Ends everything within a bounded time and names what it leaves behind. */
    void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        upkeep.close();
        if (!await(CompletableFuture.runAsync(services.scheduler()::close, services.launcher()::apart))) {
            LOG.warn("healthmon: closed, but the scheduler's close() is still busy");
        }
        List<Watch> watches = registry.byName();
        List<CompletableFuture<Void>> idle = new ArrayList<>();
        watches.forEach(watch -> idle.add(watch.close()));
        boolean ended = await(CompletableFuture.allOf(idle.toArray(CompletableFuture[]::new)));
        if (!ended) {
            List<String> left = watches.stream()
                    .filter(watch -> watch.currentRun() != null)
                    .map(watch -> watch.integration().id())
                    .toList();
            LOG.warn("healthmon: closed, but {} checks ignore it and go on: {}", left.size(), shortened(left));
        }
        CompletableFuture<Void> checksClosed =
                CompletableFuture.runAsync(() -> closing.all(watches), services.launcher()::apart);
        closeStore();
        CompletableFuture<Void> channelsClosed = closeChannels();
        if (!await(CompletableFuture.allOf(checksClosed, channelsClosed, listeners.finish()))) {
            LOG.warn("healthmon: closed, but a listener or the close() of a check, channel or listener is still busy");
        }
        workers.close();
    }

    /** Ends the threads of a monitor that was never built; what its builder was given stays open for another try. */
    void abandon() {
        closed = true;
        workers.close();
    }

    /** Also after a store that hangs, and so has kept the dispatcher from finishing. */
    private CompletableFuture<Void> closeChannels() {
        dispatcher.stop();
        Runnable closing =
                () -> dispatcher.channels().forEach(channel -> ClosingOfChecks.close(channel, services.redactor()));
        return CompletableFuture.runAsync(closing, services.launcher()::apart);
    }

    private void closeStore() {
        Runnable ending = () -> {
            services.journal().settleAll();
            registration.close();
            metrics.finish();
            dispatcher.finish();
            store.close();
        };
        CompletableFuture<Void> closing = CompletableFuture.runAsync(ending, services.launcher()::handOff);
        if (!await(closing)) {
            LOG.warn("healthmon: closed, but the store is still writing; what waits in memory may be lost");
        }
    }

    private void start(Watch watch) {
        upkeep.start();
        Integration integration = watch.integration();
        Duration most = SPREAD_OF_EACH.multipliedBy(registry.size());
        Duration spread = integration.schedule().spread();
        long micros = Math.min(most.toNanos(), spread.toNanos()) / 1_000;
        watch.start(Duration.of(micros == 0 ? 0 : jitter.nextLong(micros), ChronoUnit.MICROS));
    }

    /**
     * Refuses to go on after the end.
     *
     * @throws HealthMonitor.ClosedException if the monitor is closed
     */
    void requireOpen() {
        if (closed) {
            throw new HealthMonitor.ClosedException("the monitor is closed; build another");
        }
    }

    synchronized boolean isStarted() {
        return started;
    }

    boolean closed() {
        return closed;
    }

    private void apart(Runnable task) {
        services.launcher().apart(task);
    }

    /** Waits although the thread is interrupted, as one that closes the monitor from within a check is. */
    private boolean await(CompletableFuture<Void> done) {
        boolean interrupted = Thread.interrupted();
        try {
            done.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException tooLong) {
            return false;
        } catch (InterruptedException again) {
            interrupted = true;
            return false;
        } catch (ExecutionException failed) {
            LOG.warn("healthmon: closing did not go well", RedactedFailure.of(failed, services.redactor()));
            return true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String shortened(List<String> names) {
        return names.size() <= 10 ? names.toString() : names.subList(0, 10) + " and " + (names.size() - 10) + " more";
    }
}
