package io.healthmon.metric;

/**
 * The two percentages that stand beside every status.
 *
 * @param successRate24h the percentage of the last 24 hours' results that were no failure, or {@code NaN} without results
 * @param uptime30d the same of the last 30 days
 * @since 0.1
 */
public record Rates(double successRate24h, double uptime30d) {

    /** Those of an integration without results. */
    public static final Rates NONE = new Rates(Double.NaN, Double.NaN);
}
