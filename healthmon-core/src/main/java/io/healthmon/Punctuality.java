package io.healthmon;

import java.time.Duration;

/**
 * How punctual the schedule is: how late due runs are noticed, and how many were never run because of that. Its time is the
 * running time. Safe for use by multiple threads; its lock is held for a moment only.
 */
final class Punctuality {

    private static final long A_MINUTE = Duration.ofMinutes(1).toNanos();

    private long minuteBegan = Long.MIN_VALUE;
    private long present;
    private long before;
    private long due;
    private long missed;

    /** Is told that a run was due, and how late that was noticed. */
    synchronized void due(long nanoTime, Timetable.Late late) {
        goOn(nanoTime);
        present = Math.max(present, late.nanos());
        due++;
        missed += late.missed();
    }

    /** Returns the longest that a due run had to wait to be noticed in the last one to two minutes. */
    synchronized Duration lag(long nanoTime) {
        goOn(nanoTime);
        return Duration.ofNanos(Math.max(present, before));
    }

    /** Returns how many runs were due and noticed. */
    synchronized long due() {
        return due;
    }

    /** Returns how many runs were due and left out, because the next one was due already when they were noticed. */
    synchronized long missed() {
        return missed;
    }

    private void goOn(long nanoTime) {
        long passed = nanoTime - minuteBegan;
        if (minuteBegan == Long.MIN_VALUE || passed >= 2 * A_MINUTE) {
            before = 0;
            present = 0;
            minuteBegan = nanoTime;
        } else if (passed >= A_MINUTE) {
            before = present;
            present = 0;
            minuteBegan += A_MINUTE;
        }
    }
}
