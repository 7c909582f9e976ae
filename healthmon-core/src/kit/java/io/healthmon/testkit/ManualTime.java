package io.healthmon.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * A time that a test moves by hand: its clock and its scheduler go together, and stand still otherwise.
 *
 * <p>Safe for use by multiple threads; due tasks run on the thread that moves the time.
 */
public final class ManualTime {

    private final ManualScheduler scheduler;
    private final ManualClock clock;

    /** Makes a time that begins at a moment. */
    public ManualTime(Instant start) {
        this.scheduler = new ManualScheduler();
        this.clock = new ManualClock(start, scheduler, ZoneOffset.UTC);
    }

    /** Returns the scheduler of this time. */
    public ManualScheduler scheduler() {
        return scheduler;
    }

    /** Returns the clock of this time, in UTC. */
    public Clock clock() {
        return clock;
    }

    /** Returns the moment it is now. */
    public Instant now() {
        return clock.instant();
    }

    /** Lets time go on; tasks that are or become due run in order, each at its own moment. Zero runs what is due now. */
    public void advance(Duration duration) {
        scheduler.advance(duration);
    }

    /** From now on time passes but no task runs, as with a scheduler that hangs. */
    public void freezeScheduler() {
        scheduler.freeze(true);
    }

    /** Ends {@link #freezeScheduler()}; what fell due meanwhile runs with the next {@link #advance}. */
    public void thawScheduler() {
        scheduler.freeze(false);
    }
}
