package io.healthmon.provider.quota;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the forms in which services tell what is left of an allowance. */
final class QuotaHeaders {

    private static final List<String> FAMILIES = List.of("RateLimit-", "X-RateLimit-", "X-Rate-Limit-");
    private static final Pattern NUMBER = Pattern.compile("\\s*\"?(\\d{1,18})(\\.\\d+)?\"?\\s*(?:[,;].*)?");

    /** Later than that nobody renews anything; it is a date. */
    private static final long LONGEST_SECONDS = 946_080_000L;

    private static final long MILLIS_FROM = 100_000_000_000L;

    private QuotaHeaders() {}

    static Optional<QuotaHeadroom> read(HttpHeaders headers) {
        Instant now = date(headers);
        Optional<QuotaHeadroom> structured = structured(headers, now);
        if (structured.isPresent()) {
            return structured;
        }
        for (String family : FAMILIES) {
            OptionalLong remaining = number(headers, family + "Remaining");
            if (remaining.isPresent()) {
                return Optional.of(
                        headroom(number(headers, family + "Limit"), remaining, number(headers, family + "Reset"), now));
            }
        }
        return Optional.empty();
    }

    /** {@code "day";r=50;t=30}, or, of an older draft, {@code limit=100, remaining=50, reset=30}; the first policy counts. */
    private static Optional<QuotaHeadroom> structured(HttpHeaders headers, @Nullable Instant now) {
        String text = bounded(headers.firstValue("RateLimit").orElse(""));
        OptionalLong older = parameter(text, "remaining");
        if (older.isPresent()) {
            return Optional.of(headroom(parameter(text, "limit"), older, parameter(text, "reset"), now));
        }
        String first = text.split(",", 2)[0];
        OptionalLong remaining = parameter(first, "r");
        if (remaining.isEmpty()) {
            return Optional.empty();
        }
        String policy = policy(headers, first.split(";", 2)[0].trim());
        return Optional.of(headroom(parameter(policy, "q"), remaining, parameter(first, "t"), now));
    }

    private static String policy(HttpHeaders headers, String name) {
        String text = bounded(headers.firstValue("RateLimit-Policy").orElse(""));
        for (String policy : text.split(",", -1)) {
            if (policy.split(";", 2)[0].trim().equals(name)) {
                return policy;
            }
        }
        return "";
    }

    private static String bounded(String text) {
        return text.length() <= 500 ? text : "";
    }

    private static QuotaHeadroom headroom(
            OptionalLong limit, OptionalLong remaining, OptionalLong reset, @Nullable Instant now) {
        return new QuotaHeadroom(
                limit.isPresent() ? limit.getAsLong() : null,
                remaining.orElse(0),
                reset.isPresent() ? after(reset.getAsLong(), now) : null);
    }

    private static @Nullable Duration after(long reset, @Nullable Instant now) {
        if (reset <= LONGEST_SECONDS) {
            return Duration.ofSeconds(reset);
        }
        if (now == null) {
            return null;
        }
        Instant at = reset >= MILLIS_FROM
                ? Instant.ofEpochMilli(Math.min(reset, Long.MAX_VALUE / 1_000_000))
                : Instant.ofEpochSecond(reset);
        Duration left = Duration.between(now, at);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static @Nullable Instant date(HttpHeaders headers) {
        try {
            return headers.firstValue("Date")
                    .map(text -> ZonedDateTime.parse(text.trim(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant())
                    .orElse(null);
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    private static OptionalLong parameter(String text, String name) {
        Matcher found = Pattern.compile("(?:^|[;,\\s])" + name + "=(\\d{1,18})(?=$|[;,\\s])")
                .matcher(text);
        return found.find() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
    }

    private static OptionalLong number(HttpHeaders headers, String name) {
        Matcher text = NUMBER.matcher(bounded(headers.firstValue(name).orElse("")));
        return text.matches() ? OptionalLong.of(Long.parseLong(text.group(1))) : OptionalLong.empty();
    }
}
