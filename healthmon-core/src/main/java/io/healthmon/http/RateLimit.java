package io.healthmon.http;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Lets something happen once in a while for each key. */
final class RateLimit {

    private static final int CROWDED = 1_000;

    private final Duration pause;
    private final Map<String, Instant> last = new HashMap<>();

    RateLimit(Duration pause) {
        this.pause = pause;
    }

    /** Returns zero when it may happen, which then counts, or how long it has to wait. */
    synchronized Duration tryOnce(String key, Instant now) {
        if (last.size() > CROWDED) {
            last.values().removeIf(then -> rest(then, now).isZero());
        }
        Instant then = last.get(key);
        Duration rest = then == null ? Duration.ZERO : rest(then, now);
        if (rest.isZero()) {
            last.put(key, now);
        }
        return rest;
    }

    /** Returns how long to wait yet; a clock that was set back lets nobody wait. */
    private Duration rest(Instant then, Instant now) {
        Duration passed = Duration.between(then, now);
        return passed.isNegative() || passed.compareTo(pause) >= 0 ? Duration.ZERO : pause.minus(passed);
    }
}
