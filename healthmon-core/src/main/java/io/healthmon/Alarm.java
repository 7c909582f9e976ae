package io.healthmon;

import io.healthmon.schedule.Scheduler;

/**
 * The one call that a watch waits for; set to the earliest moment asked for. Confined to its watch's lock.
 *
 * <p>The scheduler cannot cancel, so a call may come for a moment that was replaced by an earlier one; such a call finds
 * the alarm set to a later moment, or not at all, and is ignored.
 */
final class Alarm {

    private final Scheduler scheduler;
    private final Runnable task;
    private boolean set;
    private long at;

    Alarm(Scheduler scheduler, Runnable task) {
        this.scheduler = scheduler;
        this.task = task;
    }

    /** Sees to it that the task is called at the moment, or before. */
    void noLaterThan(long nanoTime) {
        if (!set || nanoTime - at < 0) {
            set = true;
            at = nanoTime;
            scheduler.schedule(task, nanoTime);
        }
    }

    /** Returns whether a call that comes now is the one that is waited for; then the alarm is no longer set. */
    boolean rings(long nanoTime) {
        boolean rings = set && nanoTime - at >= 0;
        if (rings) {
            set = false;
        }
        return rings;
    }
}
