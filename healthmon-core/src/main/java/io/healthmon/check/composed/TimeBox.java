package io.healthmon.check.composed;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Problem;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs a part of a check within a part of its time, on the thread that asks, which it interrupts when that is over.
 *
 * <p>The monitor's own time limit ends a whole run; this one ends a part of it early enough that the rest still has time.
 */
final class TimeBox {

    private final Thread thread = Thread.currentThread();
    private final CompletableFuture<Void> timer = new CompletableFuture<>();
    private boolean over;
    private boolean ended;

    private TimeBox() {}

    /**
     * Returns what the part says, or what an exception, a null or the end of its time is worth.
     *
     * @param limit after which it is interrupted, at once if it is not positive; one that is healthy all the same is taken
     *     at its word
     * @throws InterruptedException if somebody else interrupted it: the whole run is to end
     */
    static CheckResult run(Duration limit, Callable<CheckResult> part) throws InterruptedException {
        TimeBox box = begin(limit);
        boolean over = false;
        InterruptedException told = null;
        CheckResult result;
        try {
            result = PartFailure.orResult(part.call());
        } catch (InterruptedException interrupted) {
            told = interrupted;
            result = CheckResult.down(PartFailure.timeOver(limit));
        } catch (Exception | LinkageError | AssertionError | StackOverflowError failure) {
            result = CheckResult.down(PartFailure.of(failure));
        } finally {
            over = box.end();
        }
        if (told != null && !over) {
            throw told;
        }
        Problem problem = result.problem();
        boolean ownWords = problem == null || problem.cause() == Cause.TIMEOUT;
        return over && !ownWords ? CheckResult.down(PartFailure.timeOver(limit)) : result;
    }

    private static TimeBox begin(Duration limit) {
        TimeBox box = new TimeBox();
        var unused = box.timer
                .orTimeout(Math.max(0, limit.toNanos()), TimeUnit.NANOSECONDS)
                .whenComplete((none, timeOver) -> box.fire(timeOver));
        return box;
    }

    private synchronized void fire(@Nullable Throwable timeOver) {
        if (timeOver != null && !ended) {
            over = true;
            thread.interrupt();
        }
    }

    /** Ends it and takes its interrupt back, so that it meets nothing that follows; returns whether its time was over. */
    private boolean end() {
        boolean interrupted;
        synchronized (this) {
            ended = true;
            interrupted = over;
        }
        timer.complete(null);
        if (interrupted) {
            Thread.interrupted();
        }
        return interrupted;
    }
}
