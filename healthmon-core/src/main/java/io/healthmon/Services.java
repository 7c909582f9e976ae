package io.healthmon;

import io.healthmon.schedule.Ownership;
import io.healthmon.schedule.Scheduler;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What every watch needs of the engine.
 *
 * @param scheduler the running time
 * @param clock the dates
 * @param ownership what is ours to run
 * @param launcher starts runs
 * @param journal where what happened goes
 */
record Services(Scheduler scheduler, Clock clock, Ownership ownership, Launcher launcher, Journal journal) {

    /** Returns now on both scales; dates to the microsecond, which every database keeps. */
    Timetable.Moment now() {
        return new Timetable.Moment(scheduler.nanoTime(), instant());
    }

    Instant instant() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
