package io.healthmon;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many checks run at once, and how many results wait for the store.
 *
 * @param checks how many in all, or null for the default of the JVM at hand
 * @param byProvider how many of each provider; one that is not named has no limit of its own
 * @param bufferedResults how many results wait for the store at most
 */
record Limits(@Nullable Integer checks, Map<String, Integer> byProvider, int bufferedResults) {

    /** The default on virtual threads, where a waiting check costs a few hundred bytes. */
    static final int VIRTUAL = 10_000;

    /** The default on platform threads. */
    static final int PLATFORM = 256;

    /** The fewest and the most results that may wait. */
    static final int FEWEST_RESULTS = 100;

    static final int MOST_RESULTS = 10_000_000;

    Limits {
        byProvider = Map.copyOf(byProvider);
        for (Map.Entry<String, Integer> limit : byProvider.entrySet()) {
            check("maxConcurrentChecks of provider \"" + limit.getKey() + "\"", limit.getValue());
        }
        if (checks != null) {
            check("maxConcurrentChecks", checks);
        }
        if (bufferedResults < FEWEST_RESULTS || bufferedResults > MOST_RESULTS) {
            throw new IllegalArgumentException("bufferedResults " + bufferedResults + " is not allowed; use from "
                    + FEWEST_RESULTS + " to " + MOST_RESULTS);
        }
    }

    static Limits defaults() {
        return new Limits(null, Map.of(), Recorder.CAPACITY);
    }

    Limits withChecks(int most) {
        return new Limits(most, byProvider, bufferedResults);
    }

    Limits withProvider(String provider, int most) {
        Map<String, Integer> more = new TreeMap<>(byProvider);
        more.put(provider, most);
        return new Limits(checks, more, bufferedResults);
    }

    Limits withBufferedResults(int most) {
        return new Limits(checks, byProvider, most);
    }

    int checks(boolean virtualThreads) {
        return checks != null ? checks : virtualThreads ? VIRTUAL : PLATFORM;
    }

    Map<String, Permits> permitsByProvider() {
        Map<String, Permits> permits = new HashMap<>();
        for (Map.Entry<String, Integer> limit : byProvider.entrySet()) {
            permits.put(limit.getKey(), new Permits(limit.getValue()));
        }
        return permits;
    }

    private static void check(String name, int value) {
        if (value < 1 || value > VIRTUAL) {
            throw new IllegalArgumentException(name + " " + value + " is not allowed; use from 1 to " + VIRTUAL);
        }
    }
}
