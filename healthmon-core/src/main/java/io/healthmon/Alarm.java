package io.healthmon;

import io.healthmon.schedule.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * The calls that one watch has asked the scheduler for.
 *
 * <p>A call cannot be taken back, so none is asked for while an earlier one is still to come: few wait at any time,
 * however often a check is run by hand. Confined to its watch's lock, but for what the scheduler calls.
 */
final class Alarm {

    private final Scheduler scheduler;

    /** Null once dropped; volatile, because the scheduler's thread reads it without the watch's lock. */
    private volatile @Nullable Task task;

    /** The calls asked for, the earliest first; each newcomer is earlier than all the others. */
    private @Nullable Call earliest;

    Alarm(Scheduler scheduler, Task task) {
        this.scheduler = scheduler;
        this.task = task;
    }

    /** Sees to it that the task is called at the moment or before. */
    void at(long nanoTime) {
        Call first = earliest;
        if (first == null || nanoTime - first.nanoTime < 0) {
            Call call = new Call(this, nanoTime, first);
            earliest = call;
            scheduler.schedule(call, nanoTime);
        }
    }

    /** Is to be told by the task that the call of the moment has come. */
    void rang(long nanoTime) {
        Call before = null;
        for (Call call = earliest; call != null; call = call.next) {
            if (call.nanoTime == nanoTime) {
                unlink(before, call);
                return;
            }
            before = call;
        }
    }

    /** Lets go of the task: calls that still come reach nobody, and keep nothing alive but themselves. */
    void drop() {
        task = null;
    }

    private void unlink(@Nullable Call before, Call call) {
        if (before == null) {
            earliest = call.next;
        } else {
            before.next = call.next;
        }
    }

    private void ring(long nanoTime) {
        Task present = task;
        if (present != null) {
            present.ring(nanoTime);
        }
    }

    /** A call on its way. */
    private static final class Call implements Runnable {

        private final Alarm alarm;
        private final long nanoTime;
        private @Nullable Call next;

        Call(Alarm alarm, long nanoTime, @Nullable Call next) {
            this.alarm = alarm;
            this.nanoTime = nanoTime;
            this.next = next;
        }

        @Override
        public void run() {
            alarm.ring(nanoTime);
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
