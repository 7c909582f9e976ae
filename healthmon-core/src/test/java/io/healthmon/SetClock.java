package io.healthmon;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that somebody sets while the running time goes on. */
final class SetClock extends Clock {

    private final Clock right;
    private volatile Duration ahead = Duration.ZERO;

    SetClock(Clock right) {
        this.right = right;
    }

    void set(Duration by) {
        ahead = ahead.plus(by);
    }

    @Override
    public Instant instant() {
        return right.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return right.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
