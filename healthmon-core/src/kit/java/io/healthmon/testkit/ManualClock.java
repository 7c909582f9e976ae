package io.healthmon.testkit;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** A wall clock that shows the time of a {@link ManualScheduler}. */
public final class ManualClock extends Clock {

    private final Instant start;
    private final ManualScheduler time;
    private final ZoneId zone;

    ManualClock(Instant start, ManualScheduler time, ZoneId zone) {
        this.start = start;
        this.time = time;
        this.zone = zone;
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new ManualClock(start, time, other);
    }

    @Override
    public Instant instant() {
        return start.plusNanos(time.nanoTime());
    }
}
