package io.healthmon;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
        byProvider.forEach((provider, most) -> check("maxConcurrentChecks of provider \"" + provider + "\"", most));
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
        return byProvider.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> new Permits(entry.getValue())));
    }

    private static void check(String name, int value) {
        if (value < 1 || value > VIRTUAL) {
            throw new IllegalArgumentException(name + " " + value + " is not allowed; use from 1 to " + VIRTUAL);
        }
    }
}
