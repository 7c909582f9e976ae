package io.healthmon;

import io.healthmon.Run.Phase;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.Integration;
import io.healthmon.event.HealthEvent.CheckStuck;
import io.healthmon.event.HealthEvent.CheckUnstuck;
import io.healthmon.metric.Bucket;
import io.healthmon.schedule.Ownership;
import io.healthmon.state.HealthState;
import io.healthmon.store.HealthStore.Entry;
import io.healthmon.store.StoredState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One integration under watch: when it is due, the one run it may have, and what is known of it.
 *
 * <p>Everything is guarded by its own lock, which is held for arithmetic only: checks, the store, listeners and who waits
 * for a run are dealt with without it, so the scheduler's thread never waits here. It asks the scheduler to be called at
 * the next moment at which anything can be due: a run, a time limit, or a report that a run is stuck.
 */
final class Watch implements Alarm.Task {

    /** How long after its time limit a run may take to give up before it counts as stuck. */
    private static final long GRACE = Duration.ofSeconds(1).toNanos();

    private final Services services;
    private final Standing standing = new Standing();

    /** Where the application's own calls are recorded, without the lock. */
    final Traffic traffic = standing.traffic;

    private final Alarm alarm;

    private Integration integration;
    private HealthCheck check;
    private Timetable timetable;
    private @Nullable Run current;
    private @Nullable CompletableFuture<Void> idle;
    private boolean started;
    private boolean closed;

    Watch(Services services, Integration integration, HealthCheck check) {
        this.services = services;
        this.integration = integration;
        this.check = check;
        this.timetable = new Timetable(integration.schedule());
        this.alarm = new Alarm(services.scheduler(), this);
        standing.watches(integration, check);
    }

    /** Begins the schedule; the first run is due after the delay. */
    synchronized void start(Duration delay) {
        if (!started && !closed) {
            started = true;
            Moment now = services.now();
            timetable.begin(now, delay.toNanos());
            armForNext(now);
            services.journal().changed();
        }
    }

    /** Runs the check now, or joins the run under way; completes with the health after it. */
    CompletableFuture<IntegrationHealth> checkNow() {
        Run run;
        boolean join;
        CompletableFuture<IntegrationHealth> answer = new CompletableFuture<>();
        synchronized (this) {
            Run present = current;
            if (closed) {
                answer.cancel(false);
                return answer;
            }
            if (present != null && present.phase == Phase.EXPIRED) {
                return CompletableFuture.completedFuture(health(services.instant()));
            }
            join = present != null;
            run = present != null ? present : newRun(services.epochByHand(integration));
            answer = run.answerTo();
        }
        if (!join) {
            services.launcher().launch(run);
        }
        return answer;
    }

    /** Has the check run at once, unless it does not run by itself or its service waits; returns whether it does. */
    synchronized boolean hasten() {
        Moment now = services.now();
        boolean runs = started && !closed && integration.enabled() && !standing.paused(now) && !timetable.waits(now);
        if (runs) {
            timetable.hasten(now, Duration.ZERO);
            armForNext(now);
        }
        return runs;
    }

    /** Is told by a run that its thread is there; returns whether it is to go on. */
    synchronized boolean begin(Run run) {
        if (run.phase != Phase.WAITING) {
            return false;
        }
        run.phase = Phase.RUNNING;
        run.begunAt = services.scheduler().nanoTime();
        alarm.at(run.deadline(integration));
        return true;
    }

    /** Is told by a run what its check says; returns whether that came in time and is to be settled. */
    synchronized boolean end(Run run, CheckResult result) {
        if (run.phase == Phase.ENDED) {
            return false;
        }
        boolean inTime = run.phase == Phase.RUNNING && !closed;
        run.phase = Phase.ENDED;
        current = null;
        if (idle != null) {
            idle.complete(null);
        }
        Moment now = services.now();
        if (inTime) {
            take(run, result, now);
        }
        if (standing.unstick()) {
            services.journal().event(new CheckUnstuck(integration, now.instant()));
        }
        return inTime;
    }

    /** Goes on as an operator wants it: with other settings, perhaps another check, perhaps a pause. */
    synchronized void edit(Integration edited, HealthCheck by, @Nullable Instant pausedUntil) {
        Moment now = services.now();
        Instant pausedBefore = standing.pauseEnd(now);
        standing.pausedUntil = pausedUntil;
        Change change = new Change(integration, edited, pausedBefore, standing.pauseEnd(now));
        integration = edited;
        check = by;
        standing.watches(edited, by);
        standing.judgeAge(edited, now.instant());
        if (change.retimed()) {
            timetable = timetable.retimed(standing.state(), edited, now);
        }
        if (started && change.dueAtOnce()) {
            timetable.dueNow(now);
        }
        armForNext(now);
        change.events(now.instant()).forEach(services.journal()::event);
    }

    /** Goes on from what the store remembers, unless there is a result since; returns whether it does. */
    synchronized boolean takeOver(StoredState known) {
        services.journal().changed();
        return standing.takeOver(integration, known, services.instant());
    }

    /**
     * Ends the watch: nothing is run or recorded any more.
     *
     * @return completes when no run of it is left
     */
    CompletableFuture<Void> close() {
        Run run;
        CompletableFuture<Void> left = new CompletableFuture<>();
        synchronized (this) {
            closed = true;
            alarm.drop();
            run = current;
            if (run == null || run.endBeforeItBegins()) {
                left.complete(null);
                current = null;
            }
            idle = left;
        }
        if (run != null) {
            run.cancel();
        }
        return left;
    }

    synchronized HealthCheck check() {
        return check;
    }

    synchronized Integration integration() {
        return integration;
    }

    synchronized IntegrationHealth health(Instant now) {
        boolean maintained = services.maintenance().holds(integration.id(), now);
        return new IntegrationHealth(
                integration, standing.state(), standing.flags(integration, maintained, now), nextAt());
    }

    /** Returns the next moment, in milliseconds, at which its health changes by the passing of time alone. */
    synchronized long changesAt(Instant now) {
        return Math.min(standing.flagsChangeAt(now), services.maintenance().changesAt(now));
    }

    /** Counts what was recorded before it began. */
    synchronized void remember(List<Bucket> hours, List<Bucket> days) {
        standing.remember(hours, days);
        services.journal().changed();
    }

    /** Reads the figures under the lock. */
    synchronized <T> T figures(Function<Standing, T> reader) {
        return reader.apply(standing);
    }

    synchronized @Nullable Run currentRun() {
        return current;
    }

    private @Nullable Instant nextAt() {
        if (!started || closed || !integration.enabled()) {
            return null;
        }
        Moment moment = services.now();
        return standing.afterPause(timetable.dueAt(moment), moment);
    }

    /** Is called by the alarm. */
    @Override
    public void ring(long moment) {
        Run expired = null;
        Run launched = null;
        boolean recorded = false;
        synchronized (this) {
            alarm.rang(moment);
            if (closed) {
                return;
            }
            Moment now = services.now();
            try {
                boolean due = goesOn(now);
                expired = expire(now);
                reportStuck(now);
                if (due) {
                    recorded = expired == null && recordInstead(now);
                    launched = recorded ? null : launchable();
                }
            } finally {
                armForNext(now);
            }
        }
        if (launched != null) {
            services.launcher().launch(launched);
        }
        if (expired != null) {
            expired.expire();
        } else if (recorded) {
            services.launcher().handOff(services.journal()::settle);
        }
    }

    /** Returns whether a run is due, and goes on to the next due moment if so. */
    private boolean goesOn(Moment now) {
        boolean due = started && integration.enabled() && !standing.paused(now) && timetable.isDue(now);
        if (due) {
            services.journal().due(now, timetable.advance(now, standing.pausedUntil));
        }
        return due;
    }

    private @Nullable Run launchable() {
        long epoch = services.epoch(integration);
        return current == null && epoch != Ownership.NOT_OURS ? newRun(epoch) : null;
    }

    private Run newRun(long epoch) {
        Run run = new Run(services, this, check, CheckContext.of(integration, services.instant()), epoch);
        current = run;
        return run;
    }

    private void take(Run run, CheckResult result, Moment now) {
        Duration elapsed = Duration.ofNanos(now.nanos() - run.begunAt);
        // why: a scheduler that comes late must not make a result good that came after the time limit
        boolean late = now.nanos() - run.deadline(integration) >= 0;
        take(run.epoch, late ? CheckFailure.timeout(integration.timeout()) : result, elapsed, now);
    }

    private @Nullable Run expire(Moment now) {
        Run run = current;
        if (run == null || run.phase != Phase.RUNNING || now.nanos() - run.deadline(integration) < 0) {
            return null;
        }
        run.phase = Phase.EXPIRED;
        take(run.epoch, CheckFailure.timeout(integration.timeout()), integration.timeout(), now);
        return run;
    }

    /** Records passive evidence in place of a due run or, while an earlier run is long out of time, a further failure. */
    private boolean recordInstead(Moment now) {
        Run run = current;
        boolean expired = run != null && run.phase == Phase.EXPIRED;
        CheckResult instead = run == null ? standing.standIn(integration, now) : CheckFailure.stillRunning();
        long epoch = run == null ? services.epoch(integration) : run.epoch;
        if (instead == null || epoch == Ownership.NOT_OURS || (run != null && !expired)) {
            return false;
        }
        take(epoch, instead, integration.timeout(), now);
        return true;
    }

    private void reportStuck(Moment now) {
        Run run = current;
        if (run != null
                && run.phase == Phase.EXPIRED
                && !standing.stuck
                && now.nanos() - run.deadline(integration) >= GRACE) {
            standing.stuck = true;
            services.journal().event(new CheckStuck(integration, now.instant()));
        }
    }

    private void take(long epoch, CheckResult result, Duration elapsed, Moment now) {
        HealthState before = standing.state();
        CheckResult judged = services.network().judge(standing.site(), result, now);
        Entry entry = standing.take(integration, judged, elapsed, now, epoch, services.policy());
        services.journal().result(integration, before, entry, now);
        if (started) {
            timetable.adapt(entry.state(), integration, judged, now);
            armForNext(now);
        }
    }

    private void armForNext(Moment now) {
        if (closed) {
            return;
        }
        Run run = current;
        if (run != null && run.phase == Phase.RUNNING) {
            alarm.at(run.deadline(integration));
        } else if (run != null && run.phase == Phase.EXPIRED && !standing.stuck) {
            alarm.at(run.deadline(integration) + GRACE);
        }
        if (started && integration.enabled()) {
            Instant pauseEnd = standing.pauseEnd(now);
            alarm.at(pauseEnd != null ? Timetable.lookAt(now, pauseEnd) : timetable.lookAt(now));
        }
    }
}
