package io.healthmon;

import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import io.healthmon.schedule.Schedule;
import io.healthmon.state.HealthState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

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

    /** So many runs of a cron expression that were left out are counted at a time, at most. */
    private static final int MOST_COUNTED = 1_000;

    private final Schedule schedule;

    /** When an interval is due; a cron expression does not use it. */
    private long dueNanos;

    /** When a cron expression is due; an interval does not use it. */
    private Instant dueAt = Instant.MAX;

    /** Whether the service has asked to be left alone, and until when. */
    private boolean waiting;

    private long notBefore;

    Timetable(Schedule schedule) {
        this.schedule = schedule;
    }

    /**
     * Returns the timetable of another schedule, under way: an interval counts from the last run, and ends one interval from
     * now at most; a suspect is checked again as soon as it would be anyway, and a service that asked to be left alone still
     * is.
     */
    Timetable retimed(HealthState state, Integration integration, Moment now) {
        Schedule other = integration.schedule();
        Timetable timetable = new Timetable(other);
        Instant lastRun = state.lastCheckAt();
        Instant atMost = other.next(now.instant());
        Instant due = lastRun == null ? now.instant() : other.next(lastRun);
        Duration delay = Duration.between(now.instant(), due.isBefore(atMost) ? due : atMost);
        timetable.begin(now, Math.max(0, delay.toNanos()));
        timetable.adapt(state, integration, null, now);
        if (waits(now)) {
            timetable.postpone(now, Duration.ofNanos(notBefore - now.nanos()));
        }
        return timetable;
    }

    /** Returns whether the service wants to be left alone now. */
    boolean waits(Moment now) {
        return waiting && notBefore - now.nanos() > 0;
    }

    /** Makes the first run due: an interval's after the delay, a cron expression's when it says. */
    void begin(Moment now, long delayNanos) {
        dueNanos = now.nanos() + delayNanos;
        if (isCron()) {
            dueAt = schedule.next(now.instant());
        }
    }

    boolean isDue(Moment now) {
        return isCron() ? !now.instant().isBefore(dueAt) : now.nanos() - dueNanos >= 0;
    }

    /**
     * Goes on to the next due moment after now.
     *
     * @param pausedUntil when the last pause ended, or null; nothing was late before
     * @return how late that was
     */
    Late advance(Moment now, @Nullable Instant pausedUntil) {
        if (schedule instanceof Schedule.Every every) {
            long interval = every.interval().toNanos();
            long late = Math.max(0, now.nanos() - dueNanos);
            dueNanos += interval * (1 + late / interval);
            if (pausedUntil != null && late > 0) {
                late = Math.min(late, nanos(Duration.between(pausedUntil, now.instant())));
            }
            return new Late(late, late / interval);
        }
        Late late = late(pausedUntil != null && pausedUntil.isAfter(dueAt) ? pausedUntil : dueAt, now.instant());
        dueAt = schedule.next(now.instant());
        return late;
    }

    private Late late(Instant due, Instant now) {
        long missed = 0;
        Instant next = schedule.next(due);
        while (missed < MOST_COUNTED && !next.isAfter(now)) {
            missed++;
            next = schedule.next(next);
        }
        return new Late(nanos(Duration.between(due, now)), missed);
    }

    private static long nanos(Duration late) {
        return late.isNegative()
                ? 0
                : late.compareTo(Schedule.LONGEST) > 0 ? Schedule.LONGEST.toNanos() : late.toNanos();
    }

    /** Makes it due at this moment, whether it is due later or was due before. */
    void dueNow(Moment now) {
        waiting = false;
        dueNanos = now.nanos();
        dueAt = isCron() ? now.instant() : dueAt;
    }

    /**
     * Makes it due as a result wants it: soon where it is suspect, at the moment to which it holds, and not before the service
     * wants to be asked again.
     *
     * @param result null for one of an earlier process, of which its state alone is known
     */
    void adapt(HealthState state, Integration integration, @Nullable CheckResult result, Moment now) {
        if (waiting) {
            waiting = false;
            hasten(now, schedule.next(now.instant()));
        }
        if (state.suspect() && !integration.recheckAfter().isZero()) {
            hasten(now, integration.recheckAfter());
        }
        if (result != null && result.validUntil() != null) {
            hasten(now, result.validUntil());
        }
        if (result != null && result.retryAfter() != null) {
            postpone(now, state.suspect() ? atMostOneInterval(result.retryAfter(), now) : result.retryAfter());
        }
    }

    /** An outage is confirmed before its end is waited for, however far off the service says that is. */
    private Duration atMostOneInterval(Duration wait, Moment now) {
        Duration interval = Duration.between(now.instant(), schedule.next(now.instant()));
        return wait.compareTo(interval) < 0 ? wait : interval;
    }

    private void postpone(Moment now, Duration wait) {
        waiting = true;
        notBefore = now.nanos() + wait.toNanos();
        if (isCron()) {
            Instant earliest = earliest(now);
            dueAt = dueAt.isBefore(earliest) ? schedule.next(earliest) : dueAt;
        } else {
            dueNanos = notBefore - dueNanos > 0 ? notBefore : dueNanos;
        }
    }

    /** Returns now, or when the service wants to be asked again. */
    private Instant earliest(Moment now) {
        return waiting ? now.instant().plusNanos(Math.max(0, notBefore - now.nanos())) : now.instant();
    }

    /** Makes it due after the delay, if it is not due before. */
    void hasten(Moment now, Duration delay) {
        if (isCron()) {
            Instant sooner = now.instant().plus(delay);
            dueAt = sooner.isBefore(dueAt) ? sooner : dueAt;
        } else {
            long sooner = now.nanos() + delay.toNanos();
            dueNanos = sooner - dueNanos < 0 ? sooner : dueNanos;
        }
    }

    /** Makes it due at the moment, soon if that is over, unless it is due before. */
    void hasten(Moment now, Instant moment) {
        Duration left = Duration.between(now.instant(), moment);
        boolean over = left.isNegative() || left.isZero();
        boolean far = left.compareTo(Schedule.LONGEST) > 0;
        hasten(now, over ? Schedule.SHORTEST : far ? Schedule.LONGEST : left);
    }

    /** Returns the running time at which to look again. */
    long lookAt(Moment now) {
        if (!isCron()) {
            return dueNanos;
        }
        Instant next = schedule.next(earliest(now));
        dueAt = next.isBefore(dueAt) ? next : dueAt;
        return lookAt(now, dueAt);
    }

    /** Returns the running time at which to see whether the wall clock has come to the moment. */
    static long lookAt(Moment now, Instant moment) {
        Duration wait = Duration.between(now.instant(), moment);
        boolean soon = wait.compareTo(LONGEST_WAIT) < 0;
        return now.nanos() + (soon ? Math.max(0, wait.toNanos()) : LONGEST_WAIT.toNanos());
    }

    /** Returns the date at which it is due, for people. */
    Instant dueAt(Moment now) {
        return isCron() ? dueAt : now.instant().plusNanos(dueNanos - now.nanos());
    }

    private boolean isCron() {
        return schedule instanceof Schedule.Cron;
    }

    /**
     * How late it was noticed that a run was due.
     *
     * @param nanos by how much
     * @param missed how many further runs were due meanwhile, and are left out
     */
    record Late(long nanos, long missed) {}
}
