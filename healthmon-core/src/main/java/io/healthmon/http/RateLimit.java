package io.healthmon.http;

import io.healthmon.http.TokenBucket.Pace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Lets something happen as often as a pace allows, for each key by itself. Safe for use by multiple threads.
 *
 * <p>At most 10,000 keys are known at a time. A key is forgotten when its bucket is full again, so that to forget it changes
 * nothing, and never before: whoever makes up keys cannot get rid of his own. Keys that come while there is no room share
 * one bucket.
 */
final class RateLimit {

    static final int MOST_KEYS = 10_000;

    private static final int LONGEST_KEY = 300;
    private static final String OTHERS = "\n";
    private static final Duration BETWEEN_CLEARINGS = Duration.ofSeconds(1);

    private final Pace pace;
    private final InstantSource clock;
    private final Map<String, TokenBucket> buckets = new HashMap<>();
    private Instant clearedAt = Instant.MIN;

    RateLimit(Pace pace, InstantSource clock) {
        this.pace = pace;
        this.clock = clock;
    }

    /**
     * Returns zero when it may happen, which then counts, or how long it has to wait: never more than until an empty bucket
     * has one, not even when the clock was set back.
     */
    synchronized Duration tryOnce(String key) {
        Instant now = clock.instant(); // under the lock, so that nobody comes with a time before the last one's
        String known = known(key, now);
        TokenBucket bucket = buckets.getOrDefault(known, TokenBucket.FULL).asOf(pace, now);
        Duration wait = bucket.wait(pace, now);
        buckets.put(known, wait.isZero() ? bucket.take(pace, now) : bucket);
        return wait;
    }

    /** Returns how long it has to wait, without counting anything. */
    synchronized Duration wait(String key) {
        Instant now = clock.instant();
        return buckets.getOrDefault(known(key, now), TokenBucket.FULL)
                .asOf(pace, now)
                .wait(pace, now);
    }

    /** Says that what {@link #tryOnce} allowed did not happen. */
    synchronized void giveBack(String key) {
        buckets.computeIfPresent(shortened(key), (same, bucket) -> bucket.giveBack(pace));
    }

    /** Returns how many keys are known. */
    synchronized int keys() {
        return buckets.size();
    }

    private String known(String key, Instant now) {
        String known = shortened(key);
        if (buckets.size() < MOST_KEYS || buckets.containsKey(known)) {
            return known;
        }
        if (now.isBefore(clearedAt) || !now.isBefore(clearedAt.plus(BETWEEN_CLEARINGS))) {
            clearedAt = now;
            buckets.replaceAll((same, bucket) -> bucket.asOf(pace, now));
            buckets.values().removeIf(bucket -> bucket.isFullSince(now));
        }
        return buckets.size() < MOST_KEYS ? known : OTHERS;
    }

    private static String shortened(String key) {
        return key.length() <= LONGEST_KEY ? key : key.substring(0, LONGEST_KEY);
    }
}
