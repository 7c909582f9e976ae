package io.healthmon;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many checks run at once.
 *
 * @param checks how many in all, or null for the default of the JVM at hand
 * @param byProvider how many of each provider; one that is not named has no limit of its own
 */
record Limits(@Nullable Integer checks, Map<String, Integer> byProvider) {

    /** The default on virtual threads, where a waiting check costs a few hundred bytes. */
    static final int VIRTUAL = 10_000;

    /** The default on platform threads. */
    static final int PLATFORM = 256;

    Limits {
        byProvider = Map.copyOf(byProvider);
        for (Map.Entry<String, Integer> limit : byProvider.entrySet()) {
            check("maxConcurrentChecks of provider \"" + limit.getKey() + "\"", limit.getValue());
        }
        if (checks != null) {
            check("maxConcurrentChecks", checks);
        }
    }

    static Limits defaults() {
        return new Limits(null, Map.of());
    }

    Limits withChecks(int most) {
        return new Limits(most, byProvider);
    }

    Limits withProvider(String provider, int most) {
        Map<String, Integer> more = new TreeMap<>(byProvider);
        more.put(provider, most);
        return new Limits(checks, more);
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
