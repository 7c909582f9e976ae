package io.healthmon.check.process;

import io.healthmon.settings.Settings;
import java.util.Locale;

/** Shares in percent: limits from 0 to 100, and figures with one decimal for people. */
final class Percent {

    private Percent() {}

    static int limit(String name, int percent) {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException(name + " " + percent + " is not allowed; use from 0 to 100");
        }
        return percent;
    }

    static int limit(Settings settings, String name, int otherwise) {
        return (int) settings.number(name, 0, 100).orElse(otherwise);
    }

    static double of(long part, long whole) {
        return whole <= 0 ? 0 : 100.0 * part / whole;
    }

    static String text(double percent) {
        return String.format(Locale.ROOT, "%.1f", percent);
    }
}
