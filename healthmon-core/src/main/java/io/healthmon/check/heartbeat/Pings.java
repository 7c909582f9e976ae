package io.healthmon.check.heartbeat;

import io.healthmon.check.CheckResult;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a job's pings; they count in the order in which they come.
 *
 * @param watchedSince when it was first looked at, or null
 * @param last the last ping, or null
 * @param lastAt when it came, or null
 * @param succeededAt when the last success came, or null
 * @param failedAt when the last fail came, or null when a success came since
 * @param startedAt when the run under way began, or null
 * @param runTime how long the last run took, or null when nobody told
 * @param message what the job said last, or null
 */
record Pings(
        @Nullable Instant watchedSince,
        @Nullable Ping last,
        @Nullable Instant lastAt,
        @Nullable Instant succeededAt,
        @Nullable Instant failedAt,
        @Nullable Instant startedAt,
        @Nullable Duration runTime,
        @Nullable String message) {

    /** Nothing is known yet. */
    static final Pings NONE = new Pings(null, null, null, null, null, null, null, null);

    /** Begins to count at the first look. */
    Pings watchedFrom(Instant now) {
        return watchedSince != null
                ? this
                : new Pings(now, last, lastAt, succeededAt, failedAt, startedAt, runTime, message);
    }

    Pings after(Ping ping, Instant at, @Nullable String said) {
        String words = said == null ? message : said;
        return switch (ping) {
            case LOG -> new Pings(watchedSince, ping, at, succeededAt, failedAt, startedAt, runTime, words);
            case START -> new Pings(watchedSince, ping, at, succeededAt, failedAt, at, runTime, words);
            case SUCCESS -> new Pings(watchedSince, ping, at, at, null, null, runUntil(at), words);
            case FAIL -> new Pings(watchedSince, ping, at, succeededAt, at, null, runUntil(at), words);
        };
    }

    /** Fills in what was known before a restart, where nothing came since that says otherwise. */
    Pings over(Pings before) {
        boolean ended = succeededAt != null || failedAt != null;
        return new Pings(
                or(before.watchedSince, watchedSince),
                or(last, before.last),
                or(lastAt, before.lastAt),
                or(succeededAt, before.succeededAt),
                ended ? failedAt : before.failedAt,
                ended ? startedAt : or(startedAt, before.startedAt),
                ended ? runTime : before.runTime,
                or(message, before.message));
    }

    private static <T> @Nullable T or(@Nullable T value, @Nullable T otherwise) {
        return value != null ? value : otherwise;
    }

    private @Nullable Duration runUntil(Instant end) {
        Instant begin = startedAt;
        // why: where the clock was set back meanwhile nobody knows how long it took
        return begin == null || begin.isAfter(end) ? null : Duration.between(begin, end);
    }

    /** Returns the result with everything that {@link #from} needs. */
    CheckResult describe(CheckResult result) {
        CheckResult described = with(result, "lastPing", last == null ? null : last.label());
        described = with(described, "lastPingAt", lastAt);
        described = with(described, "lastSuccessAt", succeededAt);
        described = with(described, "failedAt", failedAt);
        described = with(described, "startedAt", startedAt);
        described = with(described, "runTime", runTime);
        described = with(described, "message", message);
        return with(described, "watchedSince", watchedSince);
    }

    private static CheckResult with(CheckResult result, String name, @Nullable Object value) {
        return value == null ? result : result.withDetail(name, value);
    }

    /** Reads what {@link #describe} wrote; what cannot be read counts as not known. */
    static Pings from(Map<String, String> details) {
        return new Pings(
                read(details, "watchedSince", Instant::parse),
                read(details, "lastPing", Pings::ping),
                read(details, "lastPingAt", Instant::parse),
                read(details, "lastSuccessAt", Instant::parse),
                read(details, "failedAt", Instant::parse),
                read(details, "startedAt", Instant::parse),
                read(details, "runTime", Duration::parse),
                details.get("message"));
    }

    private static Ping ping(String label) {
        for (Ping ping : Ping.values()) {
            if (ping.label().equals(label)) {
                return ping;
            }
        }
        throw new IllegalArgumentException("no ping is called so");
    }

    private static <T> @Nullable T read(Map<String, String> details, String name, Function<String, T> parser) {
        String text = details.get(name);
        try {
            return text == null ? null : parser.apply(text);
        } catch (DateTimeException | IllegalArgumentException unreadable) {
            return null;
        }
    }
}
