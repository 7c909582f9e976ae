package io.healthmon.provider.http;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long a service asks to be left alone: seconds, also with decimals, or a date beside the answer's own. Of several
 * headers the first that can be read counts, and of a list the first number.
 */
final class RetryAfter {

    private static final Pattern SECONDS = Pattern.compile("0*+(\\d*+)(?:\\.(\\d*+))?\\s*(?:,.*)?");
    private static final Pattern DIGITS = Pattern.compile("\\d.*");
    private static final int SHORTEST = 1;
    private static final int LONGEST = 3_600;
    private static final int MOST_DIGITS = 9;

    /** Near which year a date of two digits is when nothing tells what year it is. */
    private static final int SOME_YEAR = 2_030;

    private RetryAfter() {}

    /**
     * Returns the whole seconds asked for, from 1 s to 1 h; empty when the answer does not say.
     *
     * @param now what counts as the answer's date where it has none, or null
     */
    static Optional<Integer> seconds(HttpHeaders headers, @Nullable Instant now) {
        Optional<Instant> date = headers.firstValue("Date")
                .flatMap(text -> HttpDate.read(text, now == null ? SOME_YEAR : year(now)))
                .or(() -> Optional.ofNullable(now))
                // why: a date of HTTP has whole seconds.
                .map(moment -> moment.truncatedTo(ChronoUnit.SECONDS));
        return headers.allValues("Retry-After").stream()
                .map(text -> read(text.trim(), date))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Integer> read(String text, Optional<Instant> date) {
        Matcher seconds = SECONDS.matcher(text);
        if (DIGITS.matcher(text).matches() && seconds.matches()) {
            return Optional.of(seconds(seconds));
        }
        return date.flatMap(now -> HttpDate.read(text, year(now))
                .map(then -> bounded(Duration.between(now, then).toSeconds())));
    }

    private static int seconds(Matcher number) {
        String whole = number.group(1);
        if (whole.length() > MOST_DIGITS) {
            return LONGEST;
        }
        String fraction = number.group(2);
        boolean more = fraction != null && !fraction.replace("0", "").isEmpty();
        return bounded((whole.isEmpty() ? 0 : Long.parseLong(whole)) + (more ? 1 : 0));
    }

    private static int bounded(long seconds) {
        return (int) Math.max(SHORTEST, Math.min(LONGEST, seconds));
    }

    private static int year(Instant date) {
        return date.atOffset(ZoneOffset.UTC).getYear();
    }
}
