package io.healthmon.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Lets something happen once in a while for each key. */
final class RateLimit {

    private static final int CROWDED = 1_000;

    private final long pauseNanos;
    private final Map<String, Long> last = new ConcurrentHashMap<>();

    RateLimit(Duration pause) {
        this.pauseNanos = pause.toNanos();
    }

    /** Returns 0 when it may happen, which then counts, or how many nanoseconds are to be waited. */
    long tryOnce(String key, long nowNanos) {
        if (last.size() > CROWDED) {
            last.values().removeIf(then -> nowNanos - then >= pauseNanos);
        }
        AtomicLong wait = new AtomicLong();
        last.compute(key, (same, then) -> {
            if (then == null || nowNanos - then >= pauseNanos) {
                return nowNanos;
            }
            wait.set(pauseNanos - (nowNanos - then));
            return then;
        });
        return wait.get();
    }
}
