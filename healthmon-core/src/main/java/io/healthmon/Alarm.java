package io.healthmon;

import io.healthmon.schedule.Scheduler;

/**
 * The one call that a watch waits for; set to the earliest moment asked for. Confined to its watch's lock.
 *
 * <p>The scheduler cannot cancel, so a call may come for a moment that was replaced by an earlier one; such a call finds
 * the alarm set to a later moment, or not at all, and is ignored. When the alarm is set to just that moment again, as it
 * is after every run that ended before its time limit, the call on its way does, and the scheduler is left in peace.
 */
final class Alarm {

    private final Scheduler scheduler;
    private final Runnable task;
    private boolean set;
    private long at;

    /** Whether a call was asked for, for the moment below, before the alarm was set to an earlier one. */
    private boolean later;

    private long laterAt;

    Alarm(Scheduler scheduler, Runnable task) {
        this.scheduler = scheduler;
        this.task = task;
    }

    /** Sees to it that the task is called at the moment, or before. */
    void noLaterThan(long nanoTime) {
        if (set && nanoTime - at >= 0) {
            return;
        }
        boolean onItsWay = later && laterAt == nanoTime;
        if (set) {
            later = true;
            laterAt = at;
        }
        set = true;
        at = nanoTime;
        if (!onItsWay) {
            scheduler.schedule(task, nanoTime);
        }
    }

    /** Returns whether a call that comes now is the one that is waited for; then the alarm is no longer set. */
    boolean rings(long nanoTime) {
        later = later && nanoTime - laterAt < 0;
        boolean rings = set && nanoTime - at >= 0;
        if (rings) {
            set = false;
        }
        return rings;
    }
}
