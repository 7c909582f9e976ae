package io.healthmon.provider.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;

/** A date of HTTP in one of its three forms, of which two are obsolete and still to be read. */
final class HttpDate {

    /** A year of two digits is at most so far ahead, else past. */
    private static final int FARTHEST_YEARS = 50;

    private static final int CENTURY = 100;

    private HttpDate() {}

    /**
     * Reads a date; the day of the week is not looked at.
     *
     * @param near a year that a year of two digits is near
     */
    static Optional<Instant> read(String text, int near) {
        String plain = text.trim().replaceAll("\\s+", " ");
        try {
            return Optional.of(ZonedDateTime.parse(plain, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException notTheUsualForm) {
            String date = plain.replaceFirst("^[A-Za-z]+,? ", "");
            return parsed(date, fixed()).or(() -> parsed(date, dashed(near))).or(() -> parsed(date, asctime()));
        }
    }

    private static Optional<Instant> parsed(String date, DateTimeFormatter form) {
        try {
            return Optional.of(LocalDateTime.parse(date, form).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException anotherForm) {
            return Optional.empty();
        }
    }

    private static DateTimeFormatterBuilder form() {
        return new DateTimeFormatterBuilder().parseCaseInsensitive();
    }

    private static DateTimeFormatter fixed() {
        return form().appendPattern("d MMM uuuu HH:mm:ss 'GMT'").toFormatter(Locale.ENGLISH);
    }

    private static DateTimeFormatter dashed(int near) {
        return form().appendPattern("d-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, near + FARTHEST_YEARS - CENTURY + 1)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.ENGLISH);
    }

    private static DateTimeFormatter asctime() {
        return form().appendPattern("MMM d HH:mm:ss uuuu").toFormatter(Locale.ENGLISH);
    }
}
