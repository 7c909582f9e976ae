package io.healthmon;

import io.healthmon.schedule.Scheduler;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The calls that one watch has asked the scheduler for.
 *
 * <p>A call cannot be taken back, so none is asked for while an earlier one is still to come: few wait at any time,
 * however often a check is run by hand. Confined to its watch's lock.
 */
final class Alarm {

    private final Scheduler scheduler;
    /** Null once dropped; volatile, because the scheduler's thread reads it without the watch's lock. */
    private volatile @Nullable Task task;

    /** The moments asked for, the earliest first; each newcomer is earlier than all the others. */
    private final Deque<Long> moments = new ArrayDeque<>(2);

    Alarm(Scheduler scheduler, Task task) {
        this.scheduler = scheduler;
        this.task = task;
    }

    /** Sees to it that the task is called at the moment or before. */
    void at(long nanoTime) {
        Long earliest = moments.peekFirst();
        if (earliest == null || nanoTime - earliest < 0) {
            moments.addFirst(nanoTime);
            scheduler.schedule(() -> ring(nanoTime), nanoTime);
        }
    }

    /** Lets go of the task: calls that still come reach nobody, and keep nothing alive but themselves. */
    void drop() {
        task = null;
    }

    /** Is to be told by the task that the call of the moment has come. */
    void rang(long nanoTime) {
        moments.removeFirstOccurrence(nanoTime);
    }

    private void ring(long nanoTime) {
        Task present = task;
        if (present != null) {
            present.ring(nanoTime);
        }
    }

    /** What is called. */
    @FunctionalInterface
    interface Task {

        /**
         * Is called at the moment, or soon after.
         *
         * @param nanoTime the moment that was asked for
         */
        void ring(long nanoTime);
    }
}
