package io.healthmon;

import io.healthmon.Run.Phase;
import io.healthmon.Timetable.Moment;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.Integration;
import io.healthmon.event.HealthEvent.CheckStuck;
import io.healthmon.event.HealthEvent.CheckUnstuck;
import io.healthmon.event.HealthEvent.IntegrationSwitched;
import io.healthmon.event.HealthEvent.Switch;
import io.healthmon.schedule.Ownership;
import io.healthmon.state.HealthState;
import io.healthmon.store.HealthStore.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One integration under watch: when it is due, the one run it may have, and what is known of it.
 *
 * <p>Everything is guarded by its own lock, which is held for arithmetic only: checks, the store and listeners run
 * without it, so the scheduler's thread never waits here. It asks the scheduler for one call at a time, at the next
 * moment at which anything can be due: a run, a time limit, or a report that a run is stuck.
 */
final class Watch {

    /** How long after its time limit a run may take to give up before it counts as stuck. */
    private static final long GRACE = Duration.ofSeconds(1).toNanos();

    private final Services services;
    private final HealthCheck check;
    private final Standing standing;
    private final Timetable timetable;
    private final Alarm alarm;

    private Integration integration;
    private CheckContext context;
    private @Nullable Run current;
    private @Nullable CompletableFuture<Void> idle;
    private boolean started;
    private boolean closed;

    Watch(Services services, Integration integration, HealthCheck check, HealthState state) {
        this.services = services;
        this.integration = integration;
        this.check = check;
        this.context = new CheckContext(integration, integration.timeout());
        this.standing = new Standing(integration, state);
        this.timetable = new Timetable(integration.schedule());
        this.alarm = new Alarm(services.scheduler(), this::onAlarm);
    }

    /** Begins the schedule; the first run is due after the delay. */
    synchronized void start(Duration delay) {
        if (!started && !closed) {
            started = true;
            Moment now = services.now();
            timetable.begin(now, delay.toNanos());
            setAlarm(now);
        }
    }

    /** Runs the check now, or joins the run under way; completes with the health after it. */
    CompletableFuture<IntegrationHealth> checkNow() {
        Run launched = null;
        CompletableFuture<IntegrationHealth> answer;
        synchronized (this) {
            if (closed) {
                return CompletableFuture.failedFuture(new IllegalStateException(integration + " is no longer watched"));
            }
            Run run = current;
            if (run == null) {
                run = newRun(Math.max(0, services.ownership().epoch(integration.id())));
                launched = run;
            } else if (run.phase == Phase.EXPIRED) {
                return CompletableFuture.completedFuture(health(services.instant()));
            }
            answer = run.answerTo();
        }
        if (launched != null) {
            services.launcher().launch(launched);
        }
        return answer;
    }

    /** Is told by a run that its thread is there; returns whether it is to go on. */
    synchronized boolean begin(Run run) {
        if (run.phase != Phase.WAITING) {
            return false;
        }
        run.phase = Phase.RUNNING;
        run.begunAt = services.scheduler().nanoTime();
        alarm.noLaterThan(run.deadline());
        return true;
    }

    /** Is told by a thread that came in vain: another runs the check already, or the watch ended before. */
    void neverBegun(Run run) {
        if (run.phase == Phase.ENDED) {
            services.launcher().ended(run);
        }
    }

    /** Is told that no thread can be had for a run. */
    void failToStart(Run run, Throwable reason) {
        if (begin(run)) {
            end(run, CheckFailure.notStarted(reason));
        }
    }

    /** Is told by a run what its check says; a result that comes after the time limit is thrown away. */
    void end(Run run, CheckResult result) {
        boolean inTime;
        synchronized (this) {
            inTime = run.phase == Phase.RUNNING;
            run.phase = Phase.ENDED;
            current = null;
            Moment now = services.now();
            if (inTime && !closed) {
                take(run.epoch, result, Duration.ofNanos(now.nanos() - run.begunAt), now);
            }
            unstick(now);
            if (idle != null) {
                idle.complete(null);
            }
        }
        services.launcher().ended(run);
        if (inTime) {
            settle(run);
        }
    }

    /** Switches the integration on or off; on, it is due at once. */
    synchronized void enable(boolean enabled) {
        if (enabled != integration.enabled()) {
            integration = integration.toBuilder().enabled(enabled).build();
            context = new CheckContext(integration, integration.timeout());
            switched(enabled ? Switch.ENABLED : Switch.DISABLED, enabled);
        }
    }

    /** Leaves out what is due until the moment; a null moment ends a pause, and it is due at once. */
    synchronized void pauseUntil(@Nullable Instant moment) {
        boolean paused = standing.paused(services.instant());
        standing.pausedUntil = moment;
        if (moment != null) {
            switched(Switch.PAUSED, false);
        } else if (paused) {
            switched(Switch.RESUMED, true);
        }
    }

    /**
     * Ends the watch: nothing is run or recorded any more, and who waits for a run is told so.
     *
     * @return completes when no run of it is left
     */
    CompletableFuture<Void> close() {
        Run run;
        CompletableFuture<IntegrationHealth> waiter;
        CompletableFuture<Void> end = new CompletableFuture<>();
        synchronized (this) {
            closed = true;
            run = current;
            waiter = run == null ? null : run.waiter;
            if (run != null && run.phase == Phase.WAITING) {
                run.phase = Phase.ENDED;
                current = null;
            }
            if (current == null) {
                end.complete(null);
            }
            idle = end;
        }
        if (run != null) {
            run.abort();
        }
        if (waiter != null) {
            waiter.cancel(false);
        }
        return end;
    }

    synchronized Integration integration() {
        return integration;
    }

    synchronized IntegrationHealth health(Instant now) {
        boolean due = started && !closed && integration.enabled();
        Instant next = !due ? null : standing.paused(now) ? standing.pausedUntil : timetable.dueAt();
        return new IntegrationHealth(integration, standing.state(), standing.flags(integration, now), next);
    }

    /** Returns the next moment, in milliseconds, at which its health changes by the passing of time alone. */
    synchronized long changesAt(Instant now) {
        return standing.flagsChangeAt(now);
    }

    /** Reads the figures under the lock. */
    synchronized <T> T figures(Function<Standing, T> reader) {
        return reader.apply(standing);
    }

    synchronized @Nullable Run currentRun() {
        return current;
    }

    private void onAlarm() {
        Run expired = null;
        Run launched = null;
        boolean recorded = false;
        synchronized (this) {
            Moment now = services.now();
            if (closed || !alarm.rings(now.nanos())) {
                return;
            }
            try {
                expired = expire(now);
                reportStuck(now);
                if (isDue(now)) {
                    timetable.advance(now);
                    launched = launchable();
                    recorded = expired == null && recordStillRunning(now);
                }
            } finally {
                setAlarm(now);
            }
        }
        if (launched != null) {
            services.launcher().launch(launched);
        }
        afterExpiry(expired, recorded);
    }

    /** What may block follows a time limit on threads of its own. */
    private void afterExpiry(@Nullable Run expired, boolean recorded) {
        if (expired != null) {
            services.launcher().expired(expired);
            services.launcher().handOff(() -> {
                settle(expired);
                expired.abort();
            });
        } else if (recorded) {
            services.launcher().handOff(services.journal()::settle);
        }
    }

    private boolean isDue(Moment now) {
        return started && integration.enabled() && !standing.paused(now.instant()) && timetable.isDue(now);
    }

    private @Nullable Run launchable() {
        long epoch = services.ownership().epoch(integration.id());
        return current == null && epoch != Ownership.NOT_OURS ? newRun(epoch) : null;
    }

    private Run newRun(long epoch) {
        Run run = new Run(this, check, context, epoch);
        current = run;
        return run;
    }

    private @Nullable Run expire(Moment now) {
        Run run = current;
        if (run == null || run.phase != Phase.RUNNING || now.nanos() - run.deadline() < 0) {
            return null;
        }
        run.phase = Phase.EXPIRED;
        take(run.epoch, CheckFailure.timeout(integration.timeout()), integration.timeout(), now);
        return run;
    }

    /** A run that is due while an earlier one is long out of time is a failure too, or it would never be down. */
    private boolean recordStillRunning(Moment now) {
        Run run = current;
        if (run == null || run.phase != Phase.EXPIRED) {
            return false;
        }
        take(run.epoch, CheckFailure.stillRunning(), integration.timeout(), now);
        return true;
    }

    private void reportStuck(Moment now) {
        Run run = current;
        if (run != null && !standing.stuck && run.phase == Phase.EXPIRED && now.nanos() - run.deadline() >= GRACE) {
            standing.stuck = true;
            services.journal().event(new CheckStuck(integration, now.instant()));
        }
    }

    private void unstick(Moment now) {
        if (standing.stuck) {
            standing.stuck = false;
            services.journal().event(new CheckUnstuck(integration, now.instant()));
        }
    }

    private void take(long epoch, CheckResult result, Duration elapsed, Moment now) {
        HealthState before = standing.state();
        Entry entry = standing.take(integration, result, elapsed, now.instant(), epoch);
        services.journal().result(integration, before, entry);
        if (started && entry.state().suspect() && !integration.recheckAfter().isZero()) {
            timetable.hasten(now, integration.recheckAfter());
            setAlarm(now);
        }
    }

    /** Brings results to the store and tells who waits for this run; only without the lock. */
    private void settle(Run run) {
        try {
            services.journal().settle();
        } finally {
            CompletableFuture<IntegrationHealth> waiter = run.waiter; // nobody joins a run that is over
            if (waiter != null) {
                waiter.complete(health(services.instant()));
            }
        }
    }

    private void switched(Switch what, boolean dueAtOnce) {
        Moment now = services.now();
        if (started && dueAtOnce) {
            timetable.hasten(now, Duration.ZERO);
        }
        setAlarm(now);
        services.journal().event(new IntegrationSwitched(integration, now.instant(), what));
    }

    private void setAlarm(Moment now) {
        Run run = current;
        if (run != null && run.phase == Phase.RUNNING) {
            alarm.noLaterThan(run.deadline());
        } else if (run != null && run.phase == Phase.EXPIRED && !standing.stuck) {
            alarm.noLaterThan(run.deadline() + GRACE);
        }
        if (!started || closed || !integration.enabled()) {
            return;
        }
        Instant pauseEnd = standing.pausedUntil;
        boolean paused = pauseEnd != null && standing.paused(now.instant());
        alarm.noLaterThan(
                paused ? now.nanos() + Duration.between(now.instant(), pauseEnd).toNanos() : timetable.lookAt(now));
    }
}
