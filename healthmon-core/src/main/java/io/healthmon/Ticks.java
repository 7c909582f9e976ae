package io.healthmon;

import io.healthmon.schedule.Scheduler;
import java.time.Duration;

/** Calls something back within a time, once for all who ask meanwhile. Safe for use by multiple threads. */
final class Ticks {

    private final Scheduler scheduler;
    private final Runnable task;
    private boolean ticking;
    private long next;

    Ticks(Scheduler scheduler, Runnable task) {
        this.scheduler = scheduler;
        this.task = task;
    }

    /** Sees to it that there is a call within a time; one that was to come later is left out. */
    void within(Duration time) {
        long at;
        synchronized (this) {
            at = scheduler.nanoTime() + time.toNanos();
            if (ticking && next - at <= 0) {
                return;
            }
            ticking = true;
            next = at;
        }
        scheduler.schedule(() -> tick(at), at);
    }

    private void tick(long at) {
        synchronized (this) {
            if (!ticking || at != next) {
                return;
            }
            ticking = false;
        }
        task.run();
    }
}
