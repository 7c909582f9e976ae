package io.healthmon.settings;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h}, {@code 2d}, or ISO-8601
 * ({@code PT30S}).
 *
 * @since 0.1
 */
public final class DurationText {

    private static final Pattern SHORT_FORM = Pattern.compile("(\\d{1,15})\\s*(ms|s|m|h|d)");

    /** The longest duration that is written in the short form; beyond the year 30,000 nobody reads it. */
    private static final Duration LONGEST_SHORT = Duration.ofMillis(999_999_999_999_999L);

    private DurationText() {}

    /**
     * Reads a duration.
     *
     * @throws IllegalArgumentException if the text is in neither form; the message says what is allowed
     */
    public static Duration parse(String text) {
        String trimmed = text.trim().toLowerCase(Locale.ROOT);
        Matcher shortForm = SHORT_FORM.matcher(trimmed);
        try {
            return shortForm.matches()
                    ? of(Long.parseLong(shortForm.group(1)), shortForm.group(2))
                    : Duration.parse(trimmed);
        } catch (DateTimeException | ArithmeticException unreadable) {
            throw new IllegalArgumentException(
                    "is not a duration; write a number with a unit such as 500ms, 30s, 5m, 1h, 2d, or ISO-8601 such as PT30S",
                    unreadable);
        }
    }

    /** Writes a duration in the shortest form that {@link #parse} reads back as the same. */
    public static String format(Duration duration) {
        if (duration.isNegative() || duration.compareTo(LONGEST_SHORT) > 0 || duration.toNanosPart() % 1_000_000 != 0) {
            return duration.toString();
        }
        long millis = duration.toMillis();
        if (millis % 1_000 != 0 || millis == 0) {
            return millis + "ms";
        }
        if (millis % 86_400_000 == 0) {
            return millis / 86_400_000 + "d";
        }
        if (millis % 3_600_000 == 0) {
            return millis / 3_600_000 + "h";
        }
        return millis % 60_000 == 0 ? millis / 60_000 + "m" : millis / 1_000 + "s";
    }

    private static Duration of(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
