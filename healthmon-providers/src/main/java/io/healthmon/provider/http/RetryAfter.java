package io.healthmon.provider.http;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
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
        return headers.firstValue("Retry-After").flatMap(text -> read(text.trim(), headers));
    }

    private static Optional<Integer> read(String text, HttpHeaders headers) {
        if (text.matches("\\d{1,9}(\\.\\d{1,9})?")) {
            return Optional.of(bounded(new BigDecimal(text)));
        }
        return headers.firstValue("Date")
                .flatMap(now -> between(now.trim(), text))
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
