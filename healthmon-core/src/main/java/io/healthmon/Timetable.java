package io.healthmon;

import io.healthmon.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;

/**
 * When one integration is due next.
 *
 * <p>An interval is counted on the running time, so that no jump of the clock moves it, from one due moment to the next,
 * so that it does not drift; due moments that passed meanwhile are left out. A cron expression is held against the wall
 * clock, which is looked at once a minute at least and may have been set back. Confined to its watch's lock.
 */
final class Timetable {

    /** How long to wait at most before the wall clock is looked at again. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final Schedule schedule;
    private long dueNanos;
    private Instant dueAt = Instant.MAX;

    Timetable(Schedule schedule) {
        this.schedule = schedule;
    }

    /** Makes the first run due: an interval's after the delay, a cron expression's when it says. */
    void begin(Moment now, long delayNanos) {
        dueNanos = now.nanos() + delayNanos;
        dueAt = schedule instanceof Schedule.Cron
                ? schedule.next(now.instant())
                : now.instant().plusNanos(delayNanos);
    }

    boolean isDue(Moment now) {
        return schedule instanceof Schedule.Every
                ? now.nanos() - dueNanos >= 0
                : !now.instant().isBefore(dueAt);
    }

    /** Goes on to the next due moment after now. */
    void advance(Moment now) {
        if (schedule instanceof Schedule.Every every) {
            long interval = every.interval().toNanos();
            dueNanos += interval * (1 + Math.max(0, (now.nanos() - dueNanos) / interval));
            dueAt = now.instant().plusNanos(dueNanos - now.nanos());
        } else {
            dueAt = schedule.next(now.instant());
        }
    }

    /** Makes it due after the delay, if it is not due before. */
    void hasten(Moment now, Duration delay) {
        Instant sooner = now.instant().plus(delay);
        long soonerNanos = now.nanos() + delay.toNanos();
        boolean hastens = schedule instanceof Schedule.Every ? soonerNanos - dueNanos < 0 : sooner.isBefore(dueAt);
        if (hastens) {
            dueAt = sooner;
            dueNanos = soonerNanos;
        }
    }

    /** Returns the running time at which to look again. */
    long lookAt(Moment now) {
        if (schedule instanceof Schedule.Every) {
            return dueNanos;
        }
        Instant next = schedule.next(now.instant());
        dueAt = next.isBefore(dueAt) ? next : dueAt;
        return lookAt(now, dueAt);
    }

    /** Returns the running time at which to see whether the wall clock has come to the moment. */
    static long lookAt(Moment now, Instant moment) {
        Duration wait = Duration.between(now.instant(), moment);
        boolean soon = wait.compareTo(LONGEST_WAIT) < 0;
        return now.nanos() + (soon ? Math.max(0, wait.toNanos()) : LONGEST_WAIT.toNanos());
    }

    /** Returns the moment at which it is due, for people. */
    Instant dueAt() {
        return dueAt;
    }

    /**
     * One moment on both scales.
     *
     * @param nanos the scheduler's running time
     * @param instant the wall clock
     */
    record Moment(long nanos, Instant instant) {}
}
