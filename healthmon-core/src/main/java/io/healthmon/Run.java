package io.healthmon;

import io.healthmon.check.AsyncHealthCheck;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.Integration;
import io.healthmon.schedule.Scheduler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a check, on whatever thread it is given.
 *
 * <p>Its phase and who waits for it belong to its {@link Watch} and are guarded by the watch's lock; the thread it runs
 * on is guarded by its own, so that an interrupt meets this run and never the next one on the same thread.
 */
final class Run implements Runnable {

    /** Where a run stands. */
    enum Phase {
        /** It waits for a permit or a thread. */
        WAITING,
        /** Its check is at work. */
        RUNNING,
        /** Its time is over and its result is recorded, but its check is still at work. */
        EXPIRED,
        /** Its check is done, or will never be asked. */
        ENDED
    }

    /** The epoch of ownership under which it runs. */
    final long epoch;

    /** Written under the watch's lock; read without it where an old value does no harm. */
    volatile Phase phase = Phase.WAITING;

    /** Whether a thread was asked for; written before the thread starts. */
    volatile boolean started;

    /** The rescue that it waits for or runs in, if virtual threads do not begin. */
    volatile @Nullable Rescue rescue;

    long begunAt;

    /** How long who waits for a run waits for the store as well. */
    private static final long PATIENCE_WITH_STORE = Duration.ofSeconds(1).toNanos();

    private final Services services;
    private final Watch watch;
    private final HealthCheck check;
    private final CheckContext context;

    /** Completed with the health after the run, if anybody asked for it; set under the watch's lock. */
    private @Nullable CompletableFuture<IntegrationHealth> waiter;

    private @Nullable Thread thread;
    private @Nullable CompletableFuture<CheckResult> answer;
    private boolean aborted;
    private boolean permitTaken;
    private boolean placeGivenUp;

    Run(Services services, Watch watch, HealthCheck check, CheckContext context, long epoch) {
        this.services = services;
        this.watch = watch;
        this.check = check;
        this.context = context;
        this.epoch = epoch;
    }

    /** Returns when its time is over, by the time limit as it is now. */
    long deadline(Integration now) {
        return begunAt + now.timeout().toNanos();
    }

    /** Ends it if it has not begun, under the watch's lock; returns whether it did. */
    boolean endBeforeItBegins() {
        boolean waits = phase == Phase.WAITING;
        phase = waits ? Phase.ENDED : phase;
        return waits;
    }

    Integration integration() {
        return context.integration();
    }

    /** Returns whether this run asks the check. */
    boolean asks(HealthCheck other) {
        return check == other;
    }

    /** Returns true the first time: whoever asks first gives the permit back. */
    synchronized boolean takePermit() {
        boolean first = !permitTaken;
        permitTaken = true;
        return first;
    }

    /** Returns a future of its own for one more who waits for the health after the run; under the watch's lock. */
    CompletableFuture<IntegrationHealth> answerTo() {
        CompletableFuture<IntegrationHealth> shared = waiter;
        if (shared == null) {
            shared = new CompletableFuture<>();
            waiter = shared;
        }
        CompletableFuture<IntegrationHealth> own = new CompletableFuture<>();
        // why: a copy() of a cancelled future has failed, but is not cancelled itself
        var unused = shared.whenComplete((health, cancelled) -> {
            if (cancelled == null) {
                own.complete(health);
            } else {
                own.cancel(false);
            }
        });
        return own;
    }

    /** Runs the check, unless another thread has begun to. */
    @Override
    public void run() {
        if (!watch.begin(this)) {
            if (phase == Phase.ENDED) {
                giveUpPlace();
            }
            return;
        }
        HealthCheck judging = services.network().judgingParts(check, services::now);
        HealthCheck asked = Retrying.of(judging, integration(), services);
        if (asked instanceof AsyncHealthCheck async) {
            runAsync(async);
        } else if (ended(runBlocking(asked))) {
            settle(Runnable::run);
        }
    }

    /** Records that no thread could be had for it. */
    void fail(Throwable failure) {
        if (watch.begin(this)) {
            endElsewhere(CheckFailure.notStarted(failure));
        }
    }

    /** Follows the time limit: others may run, the check is told, and the result is settled. */
    void expire() {
        services.launcher().expired(this);
        services.launcher().handOff(() -> {
            abort();
            settle(services.launcher()::apart);
        });
    }

    /** Gives the run up, and who waits for it. */
    void cancel() {
        abort();
        CompletableFuture<IntegrationHealth> cancelled = waiter;
        if (cancelled != null) {
            services.launcher().apart(() -> cancelled.cancel(false));
        }
    }

    /** Tells the check to give up; whether it listens is its own affair. */
    private void abort() {
        CompletableFuture<CheckResult> pending;
        synchronized (this) {
            aborted = true;
            if (thread != null) {
                thread.interrupt();
            }
            pending = answer;
        }
        if (pending != null) {
            services.launcher().apart(() -> pending.cancel(true));
        }
    }

    private boolean ended(CheckResult result) {
        try {
            return watch.end(this, redacted(result));
        } finally {
            giveUpPlace();
        }
    }

    /** A result that cannot be redacted, for want of memory or stack, is not recorded; but the run ends. */
    private CheckResult redacted(CheckResult result) {
        try {
            return result.redactedBy(services.redactor());
        } catch (Throwable failure) {
            return CheckFailure.of(failure);
        }
    }

    private void giveUpPlace() {
        boolean first;
        synchronized (this) {
            first = !placeGivenUp;
            placeGivenUp = true;
        }
        if (first) {
            services.launcher().ended(this);
        }
    }

    /** Ends the run on somebody else's thread, which is not to be held up. */
    private void endElsewhere(CheckResult result) {
        if (ended(result)) {
            services.launcher().handOff(() -> settle(services.launcher()::apart));
        }
    }

    /** Brings results to the store and tells who waits for this run, even if the store hangs. */
    private void settle(Executor tellers) {
        CompletableFuture<IntegrationHealth> told = waiter;
        if (told == null) {
            services.journal().settle();
            return;
        }
        Runnable tell = () -> told.complete(watch.health(services.instant()));
        Scheduler scheduler = services.scheduler();
        Runnable tellIfStillWaiting = () -> {
            if (!told.isDone()) {
                services.launcher().apart(tell);
            }
        };
        scheduler.schedule(tellIfStillWaiting, scheduler.nanoTime() + PATIENCE_WITH_STORE);
        services.journal().settleNow();
        tellers.execute(tell);
    }

    private CheckResult runBlocking(HealthCheck asked) {
        enter();
        try {
            return returned(asked.check(context));
        } catch (Throwable failure) {
            return thrown(failure);
        } finally {
            leave();
        }
    }

    private void runAsync(AsyncHealthCheck async) {
        try {
            CompletableFuture<CheckResult> pending = begun(async);
            var unused = pending.whenComplete((result, failure) -> endElsewhere(resultOf(result, failure)));
        } catch (Throwable failure) {
            endElsewhere(thrown(failure));
        }
    }

    private CompletableFuture<CheckResult> begun(AsyncHealthCheck async) {
        CompletableFuture<CheckResult> pending;
        enter();
        try {
            pending = async.checkAsync(context);
        } finally {
            leave();
        }
        if (pending == null) {
            return CompletableFuture.completedFuture(CheckFailure.orResult(null));
        }
        boolean late;
        synchronized (this) {
            answer = pending;
            late = aborted;
        }
        if (late) {
            pending.cancel(true);
        }
        return pending;
    }

    /** A time limit may be over before the thread is there: then the check meets the interrupt when it begins. */
    private synchronized void enter() {
        thread = Thread.currentThread();
        if (aborted) {
            thread.interrupt();
        }
    }

    /** An interrupt that was meant for this run must not reach the next one on the same thread. */
    private synchronized void leave() {
        thread = null;
        Thread.interrupted();
    }

    private CheckResult resultOf(@Nullable CheckResult result, @Nullable Throwable failure) {
        if (failure == null) {
            return returned(result);
        }
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
        return thrown(cause == null ? failure : cause);
    }

    private CheckResult returned(@Nullable CheckResult result) {
        services.faults().over(integration());
        return CheckFailure.orResult(result);
    }

    /** What a check throws once it was told to give up is no fault of its own. */
    private CheckResult thrown(Throwable failure) {
        boolean toldToGiveUp;
        synchronized (this) {
            toldToGiveUp = aborted;
        }
        try {
            if (!toldToGiveUp) {
                services.faults().thrown(integration(), failure);
            }
        } catch (Throwable unlogged) {
            // why: who throws here, for want of memory perhaps, would leave a run that never ends, and none after it.
            return CheckFailure.of(unlogged);
        }
        return CheckFailure.of(failure);
    }
}
