package io.healthmon.check.composed;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts the thread that made it when a time is over, unless it has ended before. Made and ended on one thread.
 *
 * <p>The monitor's own time limit ends a whole run; this one ends a part of it early enough that the rest still has time.
 */
final class TimeBox {

    private final Thread thread = Thread.currentThread();
    private final CompletableFuture<Void> timer = new CompletableFuture<>();
    private boolean over;
    private boolean ended;

    private TimeBox() {}

    /** Begins; a time that is not positive is over at once. */
    static TimeBox begin(Duration limit) {
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
    boolean end() {
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
