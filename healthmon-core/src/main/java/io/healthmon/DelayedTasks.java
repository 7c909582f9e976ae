package io.healthmon;

import io.healthmon.schedule.Scheduler;
import java.util.concurrent.Executor;

/**
 * The running time, and what is to be done when some of it has passed.
 *
 * @param scheduler the running time
 * @param threads where it is done; what is done may block
 */
record DelayedTasks(Scheduler scheduler, Executor threads) {

    long nanoTime() {
        return scheduler.nanoTime();
    }

    /** Runs a task after a time; never blocks. */
    void after(long nanos, Runnable task) {
        scheduler.schedule(() -> threads.execute(task), scheduler.nanoTime() + nanos);
    }
}
