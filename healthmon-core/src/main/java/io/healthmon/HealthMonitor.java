package io.healthmon;

import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.check.heartbeat.Ping;
import io.healthmon.check.passive.PassiveEvidence;
import io.healthmon.event.HealthEvent;
import io.healthmon.event.HealthListener;
import io.healthmon.metric.Statistics;
import io.healthmon.report.Reports;
import io.healthmon.schedule.Scheduler;
import io.healthmon.secret.Redactor;
import io.healthmon.secret.SecretHolder;
import io.healthmon.state.Observation;
import io.healthmon.store.AuditLog;
import io.healthmon.store.TimeRange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Watches the services an application depends on, and knows at any moment how they are.
 *
 * <pre>{@code
 * try (HealthMonitor monitor = HealthMonitor.builder()
 *         .add(Integration.named("Shop").critical().every(Duration.ofSeconds(30)), TcpCheck.of("localhost", 5432))
 *         .build()) {
 *     monitor.start();
 *     monitor.health("shop").status();
 * }
 * }</pre>
 *
 * <p>Built, started once, closed once. Checks run on threads of the monitor's own, all of them daemons; reading how
 * things are costs next to nothing, runs no check and waits for nothing. Integrations can be added, removed, switched
 * and checked at any time. After {@link #close()} what is in memory can still be read; what reads the store throws
 * {@link io.healthmon.store.StoreException}, everything else {@link ClosedException}. With an
 * id that no integration has, a method throws {@link IntegrationHealth.UnknownException} unless it returns what may be empty.
 * Safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class HealthMonitor implements AutoCloseable {

    private final Engine engine;
    private final Application application;
    private final Instant startedAt;

    HealthMonitor(Engine engine, Application application) {
        this.engine = engine;
        this.application = application;
        this.startedAt = engine.now();
    }

    /** Returns a builder; {@code HealthMonitor.builder().build()} is a monitor of nothing. */
    public static HealthMonitorBuilder builder() {
        return new HealthMonitorBuilder();
    }

    /**
     * Starts the schedule, going on from what the store holds of an earlier process, with what operators edited there. Waits
     * for the store at most 2 s; one that is away is asked again every few seconds. Calling it again has no effect.
     */
    public void start() {
        engine.start();
    }

    /**
     * Returns how everything is now: a ready value, as long as nothing changes always the same one.
     * Age is judged here: a result that has become too old turns stale even if nothing runs any more.
     */
    public HealthSnapshot health() {
        return engine.snapshot();
    }

    /** Returns how one integration is now. */
    public IntegrationHealth health(String id) {
        return engine.registry().require(id).health(engine.now());
    }

    /** Returns how one integration is now; empty if there is none with the id. */
    public Optional<IntegrationHealth> find(String id) {
        return Optional.ofNullable(engine.registry().find(id)).map(watch -> watch.health(engine.now()));
    }

    /** Returns the figures of the last 24 hours, from memory. */
    public Statistics statistics(String id) {
        Instant now = engine.now();
        return engine.registry().require(id).figures(standing -> standing.lastDay(now));
    }

    /** Returns the percentage of the last 30 days' results that were no failure, from memory; empty without results. */
    public OptionalDouble uptime30Days(String id) {
        Instant now = engine.now();
        return engine.registry().require(id).figures(standing -> standing.uptime30Days(now));
    }

    /** Returns how many checks of an integration there were in this process, by the status that they saw. */
    public Map<HealthStatus, Long> checkCounts(String id) {
        return engine.registry().require(id).figures(Standing::checkCounts);
    }

    /**
     * Returns results from the store, oldest first; of more than the limit, the newest.
     *
     * @throws io.healthmon.store.StoreException if the store cannot be read
     */
    public List<Observation> history(String id, TimeRange range, int limit) {
        return engine.store().history(id, range, limit);
    }

    /** Returns figures over any span of time, of one integration or of groups, and exports; read from the store. */
    public Reports reports() {
        return Reports.of(engine.store(), engine.registry()::integrations, clock());
    }

    /**
     * Checks one integration now, even if it is disabled or paused; a check that is under way is joined.
     *
     * @return completes with its health afterwards, within its time limit once there is a free place to run; with its
     *     present health where a run is stuck. Cancelled when the integration is removed or the monitor closed
     * @throws IntegrationHealth.UnknownException if there is none with the id
     */
    public CompletableFuture<IntegrationHealth> check(String id) {
        return engine.openWatch(id).checkNow();
    }

    /**
     * Checks everything now that is neither disabled nor paused.
     *
     * @return completes with the health of each, by name, when all are done; those removed meanwhile are left out.
     *     Cancelled when the monitor is closed
     */
    public CompletableFuture<List<IntegrationHealth>> checkAllServices() {
        engine.requireOpen();
        return CheckOfAll.start(engine);
    }

    /**
     * Takes a ping of a job and has its integration checked at once, unless that is disabled or paused.
     *
     * @param ping what the job reports
     * @param message what it says besides, or null
     * @return completes with the health that knows of the ping; as {@link #check} says
     * @throws IntegrationHealth.UnknownException if there is none with the id, or it is no heartbeat
     */
    public CompletableFuture<IntegrationHealth> ping(String id, Ping ping, @Nullable String message) {
        return JobPing.take(engine, engine.openWatch(id), ping, message);
    }

    /** Returns what records the application's own calls to an integration, which has to be there. */
    public PassiveEvidence passive(String id) {
        return new RecordedTraffic(engine, engine.openWatch(id));
    }

    /** Returns the check that watches an integration; empty if there is none with the id. */
    public Optional<HealthCheck> findCheck(String id) {
        return Optional.ofNullable(engine.registry().find(id)).map(engine::original);
    }

    /**
     * Adds an integration, which is checked from now on if the monitor is started; then it goes on from what the store
     * holds of it, for which this waits at most 2 s, and not at all while the store is away.
     *
     * @throws IllegalArgumentException if its id, or its name within its owner, is taken
     */
    public void add(Integration integration, HealthCheck check) {
        engine.add(integration, check);
    }

    /** Adds an integration; see {@link #add(Integration, HealthCheck)}. */
    public void add(IntegrationBuilder integration, HealthCheck check) {
        add(integration.build(), check);
    }

    /**
     * Removes an integration; a check of it that is under way is interrupted and its result thrown away. What the store
     * has of it stays, and it shows there as disabled. One that was created over the API returns with the next start unless it
     * is {@linkplain ManagedIntegrations#delete deleted}.
     *
     * @return whether there was one with the id
     */
    public boolean remove(String id) {
        return engine.remove(id);
    }

    /** Lets an integration be checked again, at once; kept in the store, so that a restart does not change it. */
    public void enable(String id) {
        engine.switchTo(engine.openWatch(id), SwitchEdit.enabled(true));
    }

    /** Stops an integration's checks until it is enabled, after a restart too; it no longer counts for the whole. */
    public void disable(String id) {
        engine.switchTo(engine.openWatch(id), SwitchEdit.enabled(false));
    }

    /**
     * Stops an integration's checks for a time, over a restart too; until then it does not count for the whole.
     *
     * @throws IllegalArgumentException if the time is not positive or longer than 366 days
     */
    public void pause(String id, Duration duration) {
        engine.switchTo(engine.openWatch(id), SwitchEdit.pausedFor(duration, engine.now()));
    }

    /** Ends a pause before its time; the integration is checked at once. */
    public void resume(String id) {
        engine.switchTo(engine.openWatch(id), SwitchEdit.pausedUntil(null));
    }

    /**
     * Adds a listener for one kind of events, or for all with {@link HealthEvent} itself.
     *
     * @return ends the subscription when run
     */
    public <E extends HealthEvent> Runnable listen(Class<E> kind, HealthListener<? super E> listener) {
        engine.requireOpen();
        return engine.listeners().add(kind, listener);
    }

    /** Removes what is too old, as {@link #cleanUp(String)}, on behalf of the application. */
    public Cleanup cleanUp() {
        return cleanUp("application");
    }

    /**
     * Removes what is older than the {@link Retention}, now, for an actor; the audit log says so. Happens daily by itself.
     * @throws io.healthmon.store.StoreException if the store cannot do it
     */
    public Cleanup cleanUp(String actor) {
        engine.requireOpen();
        return engine.upkeep().cleanUp(redactor().redact(actor));
    }

    /** Has the figures from a moment on made anew of those results that are still there, a little later. */
    public void rebuildFigures(Instant from) {
        engine.requireOpen();
        engine.upkeep().rebuild(from);
    }

    /** Returns how the monitor gets on with its store, from memory. */
    public StoreHealth storeHealth() {
        return engine.storeHealth();
    }

    /** Returns what can be done to integrations while it runs, for good and on the record. */
    public ManagedIntegrations integrations() {
        return engine.integrations();
    }

    /** Returns how the monitor itself is: whether checks run in time, alerts go out and results are written. */
    public SelfHealth selfHealth() {
        return engine.selfHealth();
    }

    /** Returns who did what: the audit log of the store, which may be slow, or away. */
    public AuditLog audit() {
        return engine.store().audit();
    }

    /** Returns announced maintenance. */
    public MaintenancePlan maintenance() {
        return new MaintenancePlan(engine);
    }

    /** Returns what the application measures of itself: records it, and reads it. */
    public ApplicationMetrics metrics() {
        return engine.metrics();
    }

    /** Returns what {@code /health} says of the application. */
    public Application application() {
        return application;
    }

    /** Returns when this monitor was built. */
    public Instant startedAt() {
        return startedAt;
    }

    /** Returns what takes out of a text whatever is secret: by its form, or because it is configured here as secret. */
    public Redactor redactor() {
        return engine.services().redactor();
    }

    /**
     * Keeps what somebody holds out of every text from now on. Whatever is given to the monitor and is a
     * {@link SecretHolder} is kept secret without it.
     */
    public void keepSecret(SecretHolder holder) {
        engine.secrets().learn(holder);
    }

    /** Returns the clock that dates come from. */
    public Clock clock() {
        return engine.services().clock();
    }

    /** Returns the scheduler that everything in this monitor goes by; it is closed with the monitor. */
    public Scheduler scheduler() {
        return engine.services().scheduler();
    }

    /** Returns threads for what the scheduler's has no time for, one a task; where there are no more, that of the caller. */
    public Executor threads() {
        return engine.services().launcher()::apart;
    }

    /**
     * Ends the schedule and all checks, within 2 s: running checks are interrupted, results that wait are written, alerts
     * that are due have a moment to go out, the store, the scheduler and the channels are closed. What ignores that is named
     * in the log and left behind on daemon threads. Calling it again has no effect.
     */
    @Override
    public void close() {
        engine.close();
    }

    /**
     * What {@code /health} says of the application.
     *
     * @param version its version
     * @param environment where it runs
     */
    public record Application(String version, String environment) {}

    /**
     * Something was asked of what is closed: a monitor, or what belongs to it.
     *
     * @since 0.1
     */
    public static final class ClosedException extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        /** Makes one. */
        public ClosedException(String message) {
            super(message);
        }
    }
}
