package io.healthmon;

import io.healthmon.schedule.Stopwatch;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Counts what goes on, so that somebody can wait until nothing does. Safe for use by multiple threads. */
final class InFlight {

    private int busy;

    synchronized void begin() {
        busy++;
    }

    synchronized void end() {
        busy--;
        notifyAll();
    }

    /** Waits until nothing goes on, or the time is over, or the thread is interrupted. */
    synchronized void awaitNone(Duration patience) {
        Stopwatch waited = Stopwatch.started();
        try {
            while (busy > 0 && !waited.leftOf(patience).isZero()) {
                TimeUnit.NANOSECONDS.timedWait(this, waited.leftOf(patience).toNanos());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
