package io.healthmon.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Lets something happen once in a while for each key. Safe for use by multiple threads. */
final class RateLimit {

    private static final int CROWDED = 1_000;

    private final Duration pause;
    private final InstantSource clock;
    private final Map<String, Instant> last = new HashMap<>();

    RateLimit(Duration pause, InstantSource clock) {
        this.pause = pause;
        this.clock = clock;
    }

    /**
     * Returns zero when it may happen, which then counts, or how long it has to wait: never more than the pause, not
     * even when the clock was set back.
     */
    synchronized Duration tryOnce(String key) {
        Instant now = clock.instant(); // under the lock, so that nobody comes with a time before the last one's
        if (last.size() > CROWDED) {
            last.values().removeIf(then -> rest(then, now).isZero());
        }
        Instant then = last.computeIfPresent(key, (same, past) -> past.isAfter(now) ? now : past);
        Duration rest = then == null ? Duration.ZERO : rest(then, now);
        if (rest.isZero()) {
            last.put(key, now);
        }
        return rest;
    }

    /** Says that what {@link #tryOnce} allowed did not happen. */
    synchronized void giveBack(String key) {
        last.remove(key);
    }

    private Duration rest(Instant then, Instant now) {
        Duration passed = Duration.between(then, now);
        return passed.compareTo(pause) >= 0 ? Duration.ZERO : pause.minus(passed);
    }
}
