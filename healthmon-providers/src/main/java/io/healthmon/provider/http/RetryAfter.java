package io.healthmon.provider.http;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** How long a service asks to be left alone: seconds, also with decimals, or a date beside the answer's own. */
final class RetryAfter {

    private static final BigDecimal SHORTEST = BigDecimal.ONE;
    private static final BigDecimal LONGEST = BigDecimal.valueOf(3_600);

    private RetryAfter() {}

    /** Returns the whole seconds asked for, from 1 s to 1 h; empty when the answer does not say. */
    static Optional<Integer> seconds(HttpHeaders headers) {
        return headers.firstValue("Retry-After").flatMap(text -> read(text.trim(), headers.firstValue("Date")));
    }

    /**
     * Returns the whole seconds asked for, from 1 s to 1 h; empty when the answer does not say.
     *
     * @param now what counts as the answer's date where it has none
     */
    static Optional<Integer> seconds(HttpHeaders headers, Instant now) {
        String ours = DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC));
        Optional<String> date = Optional.of(headers.firstValue("Date").orElse(ours));
        return headers.firstValue("Retry-After").flatMap(text -> read(text.trim(), date));
    }

    private static Optional<Integer> read(String text, Optional<String> date) {
        if (text.matches("\\d{1,9}(\\.\\d{1,9})?")) {
            return Optional.of(bounded(new BigDecimal(text)));
        }
        return date.flatMap(now -> between(now.trim(), text))
                .map(wait -> bounded(BigDecimal.valueOf(wait.toSeconds())));
    }

    private static Optional<Duration> between(String now, String then) {
        try {
            return Optional.of(Duration.between(date(now), date(then)));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static ZonedDateTime date(String text) {
        return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
    }

    private static int bounded(BigDecimal seconds) {
        return seconds.max(SHORTEST).min(LONGEST).setScale(0, RoundingMode.UP).intValue();
    }
}
