package io.healthmon.provider.quota;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the forms in which services tell what is left of an allowance. */
final class QuotaHeaders {

    private static final List<String> FAMILIES = List.of("RateLimit-", "X-RateLimit-", "X-Rate-Limit-");
    private static final Pattern NUMBER = Pattern.compile("\\s*\"?(-?\\d{1,18})(\\.\\d+)?\"?\\s*(?:;.*)?");

    /** Later than that nobody renews anything; it is a date. */
    private static final long LONGEST_SECONDS = 946_080_000L;

    private static final long MILLIS_FROM = 100_000_000_000L;

    /** Further away is no renewal that anybody waits for, but a mistake, or a unit that is not known. */
    private static final Duration FARTHEST = Duration.ofDays(400);

    private static final Comparator<QuotaHeadroom> TIGHTEST = Comparator.comparing(QuotaHeadroom::rate)
            .thenComparing(QuotaHeaders::share)
            .thenComparing(QuotaHeaders::renewal, Comparator.reverseOrder());

    private QuotaHeaders() {}

    static Optional<QuotaHeadroom> read(HttpHeaders headers, @Nullable Instant now) {
        Instant said = date(headers);
        Instant date = said == null ? now : said;
        List<QuotaHeadroom> all = new ArrayList<>();
        headers.allValues("RateLimit").forEach(line -> structured(bounded(line), headers, date, all));
        FAMILIES.forEach(family -> plain(headers, family, date, all));
        return all.stream().min(TIGHTEST);
    }

    private static double share(QuotaHeadroom headroom) {
        Long limit = headroom.limit();
        if (limit == null) {
            return headroom.remaining() == 0 ? 0 : 1;
        }
        return (double) headroom.remaining() / limit;
    }

    private static Duration renewal(QuotaHeadroom headroom) {
        return headroom.resetAfter() == null ? Duration.ZERO : headroom.resetAfter();
    }

    /** Each line is a list; of lists of one length, what stands at the same place belongs together. */
    private static void plain(HttpHeaders headers, String family, @Nullable Instant now, List<QuotaHeadroom> all) {
        List<OptionalLong> remaining = numbers(headers, family + "Remaining");
        List<OptionalLong> limits = numbers(headers, family + "Limit");
        List<OptionalLong> resets = numbers(headers, family + "Reset");
        for (int place = 0; place < remaining.size(); place++) {
            OptionalLong limit = at(limits, place, remaining.size());
            OptionalLong reset = at(resets, place, remaining.size());
            headroom(limit, remaining.get(place), reset, now).ifPresent(all::add);
        }
    }

    private static OptionalLong at(List<OptionalLong> numbers, int place, int places) {
        boolean there = numbers.size() == places || (place == 0 && !numbers.isEmpty());
        return there ? numbers.get(place) : OptionalLong.empty();
    }

    /** {@code "day";r=50;t=30}, or, of an older draft, {@code limit=100, remaining=50, reset=30}. */
    private static void structured(String line, HttpHeaders headers, @Nullable Instant now, List<QuotaHeadroom> all) {
        OptionalLong older = parameter(line, "remaining");
        if (older.isPresent()) {
            headroom(parameter(line, "limit"), older, parameter(line, "reset"), now)
                    .ifPresent(all::add);
            return;
        }
        for (String item : split(line, ',')) {
            String name = split(item, ';').get(0);
            String policy = policy(headers, name.trim());
            String told = item.substring(name.length());
            OptionalLong reset = parameter(told, "t");
            // why: without a time of renewal it is at most a window away.
            headroom(
                            parameter(policy, "q"),
                            parameter(told, "r"),
                            reset.isPresent() ? reset : parameter(policy, "w"),
                            now)
                    .ifPresent(all::add);
        }
    }

    private static String policy(HttpHeaders headers, String name) {
        return headers.allValues("RateLimit-Policy").stream()
                .flatMap(line -> split(bounded(line), ',').stream())
                .filter(policy -> split(policy, ';').get(0).trim().equals(name))
                .map(policy -> policy.substring(split(policy, ';').get(0).length()))
                .findFirst()
                .orElse("");
    }

    /** Splits where the separator is not within a quoted text. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int begin = 0;
        for (int index = 0; index < text.length(); index++) {
            char next = text.charAt(index);
            if (next == '"') {
                quoted = !quoted;
            } else if (quoted && next == '\\') {
                index++;
            } else if (!quoted && next == separator) {
                parts.add(text.substring(begin, index));
                begin = index + 1;
            }
        }
        parts.add(text.substring(begin));
        return parts;
    }

    private static String bounded(String text) {
        return text.length() <= 500 ? text : "";
    }

    /** Empty if nothing is told of what remains, or there is no limit: 0 and less stand for that. */
    private static Optional<QuotaHeadroom> headroom(
            OptionalLong limit, OptionalLong remaining, OptionalLong reset, @Nullable Instant now) {
        boolean unlimited = limit.isPresent() && limit.getAsLong() <= 0;
        if (unlimited || remaining.isEmpty() || (limit.isEmpty() && remaining.getAsLong() < 0)) {
            return Optional.empty();
        }
        return Optional.of(new QuotaHeadroom(
                limit.isPresent() ? limit.getAsLong() : null,
                Math.max(0, remaining.getAsLong()),
                reset.isPresent() ? after(reset.getAsLong(), now) : null));
    }

    private static @Nullable Duration after(long reset, @Nullable Instant now) {
        Duration left = left(reset, now);
        if (left == null || left.compareTo(FARTHEST) > 0) {
            return null;
        }
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static @Nullable Duration left(long reset, @Nullable Instant now) {
        if (reset <= LONGEST_SECONDS) {
            return reset < 0 ? null : Duration.ofSeconds(reset);
        }
        if (now == null) {
            return null;
        }
        Instant at = reset >= MILLIS_FROM
                ? Instant.ofEpochMilli(Math.min(reset, Long.MAX_VALUE / 1_000_000))
                : Instant.ofEpochSecond(reset);
        return Duration.between(now, at);
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
        Matcher found = Pattern.compile("(?:^|[;,\\s])" + name + "=(-?\\d{1,18})(?=$|[;,\\s])")
                .matcher(text);
        return found.find() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
    }

    private static List<OptionalLong> numbers(HttpHeaders headers, String name) {
        return headers.allValues(name).stream()
                .flatMap(line -> split(bounded(line), ',').stream())
                .map(QuotaHeaders::number)
                .toList();
    }

    private static OptionalLong number(String text) {
        Matcher number = NUMBER.matcher(text);
        return number.matches() ? OptionalLong.of(Long.parseLong(number.group(1))) : OptionalLong.empty();
    }
}
