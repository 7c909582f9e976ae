package io.healthmon;

import io.healthmon.check.AsyncHealthCheck;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.Integration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a check, on whatever thread it is given.
 *
 * <p>Its phase belongs to its {@link Watch} and is guarded by the watch's lock; the thread it runs on is guarded by its
 * own, so that an interrupt meets this run and never the next one on the same thread.
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
        /** Its check is done. */
        ENDED
    }

    /** The epoch of ownership under which it runs. */
    final long epoch;

    /** Written under the watch's lock; read without it where an old value does no harm. */
    volatile Phase phase = Phase.WAITING;

    /** Whether a thread was asked for; written before the thread starts. */
    volatile boolean started;

    long begunAt;

    /** Completed with the health after the run, if anybody asked for it. */
    @Nullable CompletableFuture<IntegrationHealth> waiter;

    private final Watch watch;
    private final HealthCheck check;
    private final CheckContext context;
    private @Nullable Thread thread;
    private @Nullable CompletableFuture<CheckResult> answer;
    private boolean aborted;
    private boolean permitTaken;

    Run(Watch watch, HealthCheck check, CheckContext context, long epoch) {
        this.watch = watch;
        this.check = check;
        this.context = context;
        this.epoch = epoch;
    }

    /** Returns a future of its own for one more who waits for the health after the run; under the watch's lock. */
    CompletableFuture<IntegrationHealth> answerTo() {
        CompletableFuture<IntegrationHealth> shared = waiter;
        if (shared == null) {
            shared = new CompletableFuture<>();
            waiter = shared;
        }
        return shared.copy();
    }

    /** Returns the running time at which its time is over, once it has begun. */
    long deadline() {
        return begunAt + context.timeout().toNanos();
    }

    Integration integration() {
        return context.integration();
    }

    /** Returns true the first time: whoever asks first gives the permit back. */
    synchronized boolean takePermit() {
        boolean first = !permitTaken;
        permitTaken = true;
        return first;
    }

    /** Runs the check, unless another thread has begun to. */
    @Override
    public void run() {
        if (!watch.begin(this)) {
            watch.neverBegun(this);
            return;
        }
        if (check instanceof AsyncHealthCheck async) {
            runAsync(async);
        } else {
            watch.end(this, runBlocking());
        }
    }

    /** Ends this run as one for which there was no thread. */
    void failToStart(Throwable reason) {
        watch.failToStart(this, reason);
    }

    /** Tells the check, once its time is over, to give up; whether it listens is its own affair. */
    void abort() {
        CompletableFuture<CheckResult> pending;
        synchronized (this) {
            aborted = true;
            if (thread != null) {
                thread.interrupt();
            }
            pending = answer;
        }
        if (pending != null) {
            pending.cancel(true);
        }
    }

    private CheckResult runBlocking() {
        enter();
        try {
            return CheckFailure.orResult(check.check(context));
        } catch (Throwable failure) {
            return CheckFailure.of(failure);
        } finally {
            leave();
        }
    }

    private void runAsync(AsyncHealthCheck async) {
        enter();
        CompletableFuture<CheckResult> pending;
        try {
            pending = async.checkAsync(context);
        } catch (Throwable failure) {
            pending = CompletableFuture.failedFuture(failure);
        }
        boolean late;
        synchronized (this) {
            leave();
            answer = pending;
            late = aborted;
        }
        if (pending == null) {
            watch.end(this, CheckFailure.orResult(null));
            return;
        }
        if (late) {
            pending.cancel(true);
        }
        var unused = pending.whenComplete((result, failure) -> watch.end(this, resultOf(result, failure)));
    }

    private synchronized void enter() {
        thread = Thread.currentThread();
    }

    /** An interrupt that was meant for this run must not reach the next one on the same thread. */
    private synchronized void leave() {
        thread = null;
        Thread.interrupted();
    }

    private static CheckResult resultOf(@Nullable CheckResult result, @Nullable Throwable failure) {
        if (failure == null) {
            return CheckFailure.orResult(result);
        }
        Throwable cause = failure.getCause();
        return CheckFailure.of(failure instanceof CompletionException && cause != null ? cause : failure);
    }
}
