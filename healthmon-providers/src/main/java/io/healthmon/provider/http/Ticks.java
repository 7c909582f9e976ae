package io.healthmon.provider.http;

import io.healthmon.schedule.Scheduler;

/** Elapsed time, from the one monotonic source of the library. */
final class Ticks {

    /** Only asked for the time; without a task it has no thread. */
    private static final Scheduler SOURCE = Scheduler.inProcess();

    private Ticks() {}

    /** Returns the running time in nanoseconds from an arbitrary origin, never 0. */
    static long now() {
        return SOURCE.nanoTime() | 1;
    }
}
