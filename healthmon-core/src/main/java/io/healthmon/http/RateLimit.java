package io.healthmon.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Lets something happen once in a while for each key. */
final class RateLimit {

    private static final int CROWDED = 1_000;

    private final Duration pause;
    private final Map<String, Instant> last = new ConcurrentHashMap<>();

    RateLimit(Duration pause) {
        this.pause = pause;
    }

    /** Returns zero when it may happen, which then counts, or how long it has to wait. */
    Duration tryOnce(String key, Instant now) {
        if (last.size() > CROWDED) {
            last.values().removeIf(then -> rest(then, now).isZero());
        }
        AtomicReference<Duration> wait = new AtomicReference<>(Duration.ZERO);
        last.compute(key, (same, then) -> {
            Duration rest = then == null ? Duration.ZERO : rest(then, now);
            wait.set(rest);
            return then == null || rest.isZero() ? now : then;
        });
        return wait.get();
    }

    /** Returns how long to wait yet; a clock that was set back lets nobody wait. */
    private Duration rest(Instant then, Instant now) {
        Duration passed = Duration.between(then, now);
        return passed.isNegative() || passed.compareTo(pause) >= 0 ? Duration.ZERO : pause.minus(passed);
    }
}
