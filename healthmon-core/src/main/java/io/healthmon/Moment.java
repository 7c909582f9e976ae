package io.healthmon;

import io.healthmon.schedule.Scheduler;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Now, on both scales. The running time is read at once, the wall clock when it is first asked for, since most alarms
 * need only the former. Confined to the thread that asks what time it is.
 */
final class Moment {

    private final long nanos;
    private final Clock clock;
    private @Nullable Instant instant;

    Moment(long nanos, Clock clock) {
        this.nanos = nanos;
        this.clock = clock;
    }

    static Moment now(Scheduler scheduler, Clock clock) {
        return new Moment(scheduler.nanoTime(), clock);
    }

    /** Returns the scheduler's running time. */
    long nanos() {
        return nanos;
    }

    /** Returns the date, to the microsecond, which every database keeps. */
    Instant instant() {
        Instant read = instant;
        if (read == null) {
            read = clock.instant().truncatedTo(ChronoUnit.MICROS);
            instant = read;
        }
        return read;
    }
}
