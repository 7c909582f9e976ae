package io.healthmon.report;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Percentages as the API writes them: two decimals, and 0 and 100 only when they are exact.
 *
 * @since 0.1
 */
public final class RoundedPercentage {

    private RoundedPercentage() {}

    /** Returns the percentage as it is written, or null when nothing is known. */
    public static @Nullable Double of(OptionalDouble percentage) {
        return percentage.isEmpty() ? null : Double.valueOf(rounded(percentage.getAsDouble()));
    }

    private static double rounded(double exact) {
        double rounded = Math.round(exact * 100) / 100.0;
        if (rounded == 100 && exact < 100) {
            return 99.99;
        }
        return rounded == 0 && exact > 0 ? 0.01 : rounded;
    }
}
