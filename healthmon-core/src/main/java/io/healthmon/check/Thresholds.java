package io.healthmon.check;

/**
 * How many equal results in a row decide a status.
 *
 * @param failure results that are down, until the integration is down; default 3
 * @param degraded results that are slow or degraded, until it is degraded; default 2
 * @param success results that are healthy, until it is healthy; default 1
 * @since 0.1
 */
public record Thresholds(int failure, int degraded, int success) {

    /** The most that is allowed for each: 1,000. */
    public static final int MOST = 1_000;

    /** The defaults: 3 failures, 2 degraded results, 1 success. */
    public static final Thresholds DEFAULT = new Thresholds(3, 2, 1);

    /** Refuses thresholds outside 1 to {@link #MOST}. */
    public Thresholds {
        check("failureThreshold", failure);
        check("degradedThreshold", degraded);
        check("successThreshold", success);
    }

    /** Returns how many results of the status in a row decide it; one is enough for unknown. */
    public int of(HealthStatus observed) {
        return switch (observed) {
            case DOWN -> failure;
            case DEGRADED -> degraded;
            case HEALTHY -> success;
            case UNKNOWN -> 1;
        };
    }

    private static void check(String name, int value) {
        if (value < 1 || value > MOST) {
            throw new IllegalArgumentException(name + " " + value + " is not allowed; use from 1 to " + MOST);
        }
    }
}
