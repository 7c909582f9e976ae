package io.healthmon.check;

import io.healthmon.secret.Redactor;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one check saw.
 *
 * <p>Made by the factories and enriched by the {@code with} methods, each of which returns a new result. Everything is
 * bounded, so that a careless check cannot flood the history: texts to {@link #MAX_TEXT} characters, details to
 * {@link #MAX_DETAILS} entries of {@link #MAX_DETAILS_TEXT} characters together; what is beyond is left out and counted
 * in one more entry, {@code omitted}. Immutable; safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class CheckResult {

    /** The longest text that is kept: 1,000 characters. */
    public static final int MAX_TEXT = 1_000;

    /** The most details that are kept: 32. */
    public static final int MAX_DETAILS = 32;

    /** The most characters that all details of a result have together, names and values: 4,000. */
    public static final int MAX_DETAILS_TEXT = 4_000;

    private static final int MAX_KEY = 64;
    private static final String OMITTED = "omitted";
    private static final CheckResult HEALTHY = new CheckResult(HealthStatus.HEALTHY, null, null, Map.of(), 0, null);

    private final HealthStatus status;
    private final @Nullable Problem problem;
    private final @Nullable Duration responseTime;
    private final Map<String, String> details;
    private final int omitted;
    private final @Nullable Instant validUntil;

    private CheckResult(
            HealthStatus status,
            @Nullable Problem problem,
            @Nullable Duration responseTime,
            Map<String, String> details,
            int omitted,
            @Nullable Instant validUntil) {
        this.status = status;
        this.problem = problem;
        this.responseTime = responseTime;
        this.details = details;
        this.omitted = omitted;
        this.validUntil = validUntil;
    }

    /** Returns the result of a check that found its service working. */
    public static CheckResult healthy() {
        return HEALTHY;
    }

    /** Returns the result of a check whose service works slowly or in part. */
    public static CheckResult degraded(Problem problem) {
        return of(HealthStatus.DEGRADED, problem);
    }

    /** Returns the result of a check whose service works slowly or in part. */
    public static CheckResult degraded(Cause cause, String message) {
        return degraded(Problem.of(cause, message));
    }

    /** Returns the result of a check whose service does not work. */
    public static CheckResult down(Problem problem) {
        return of(HealthStatus.DOWN, problem);
    }

    /** Returns the result of a check whose service does not work. */
    public static CheckResult down(Cause cause, String message) {
        return down(Problem.of(cause, message));
    }

    /** Returns the result of a check that could not tell: neither success nor failure. */
    public static CheckResult unknown(Problem problem) {
        return of(HealthStatus.UNKNOWN, problem);
    }

    /** Returns the result of a check that could not tell: neither success nor failure. */
    public static CheckResult unknown(Cause cause, String message) {
        return unknown(Problem.of(cause, message));
    }

    private static CheckResult of(HealthStatus status, Problem problem) {
        return new CheckResult(status, Objects.requireNonNull(problem, "problem"), null, Map.of(), 0, null);
    }

    /**
     * Returns this result with the response time that the check measured itself. If it is not given, the time of the
     * whole check counts.
     *
     * @throws IllegalArgumentException if the time is negative
     */
    public CheckResult withResponseTime(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("response time " + time + " is negative");
        }
        return new CheckResult(status, problem, time, details, omitted, validUntil);
    }

    /**
     * Returns this result with a moment from which it no longer holds, such as the deadline of a heartbeat: the check is
     * run again then, if its schedule does not say so before. If it is not given, the schedule alone counts.
     */
    public CheckResult withValidUntil(Instant moment) {
        return new CheckResult(status, problem, responseTime, details, omitted, moment);
    }

    /**
     * Returns this result with one more detail: a fact worth keeping beside the status, such as a server's version.
     *
     * @param name what it is, cut to 64 characters
     * @param value its value, redacted and cut to {@link #MAX_TEXT} characters; where the name itself says that it is
     *     secret, such as {@code password}, nothing of it is kept
     */
    public CheckResult withDetail(String name, Object value) {
        String key = BoundedText.of(BoundedText.start(name, MAX_KEY));
        if (details.size() >= MAX_DETAILS && !details.containsKey(key)) {
            return withOneMoreOmitted();
        }
        String text = isPlainNumber(value) ? value.toString() : bounded(key, value.toString());
        Map<String, String> more = new LinkedHashMap<>(details);
        more.put(key, text);
        if (length(more) > MAX_DETAILS_TEXT) {
            return withOneMoreOmitted();
        }
        return new CheckResult(status, problem, responseTime, Collections.unmodifiableMap(more), omitted, validUntil);
    }

    /** Short and no secret; checks give several with each result, and redaction is not free. */
    private static boolean isPlainNumber(Object value) {
        return value instanceof Long || value instanceof Integer || value instanceof Double;
    }

    private CheckResult withOneMoreOmitted() {
        return new CheckResult(status, problem, responseTime, details, omitted + 1, validUntil);
    }

    private static int length(Map<String, String> details) {
        int length = 0;
        for (Map.Entry<String, String> detail : details.entrySet()) {
            length += detail.getKey().length() + detail.getValue().length();
        }
        return length;
    }

    /** Returns this result without the values that a redactor knows by heart; the same one when there are none. */
    public CheckResult redactedBy(Redactor redactor) {
        if (redactor.equals(Redactor.standard())) {
            // why: everything in a result has passed that one.
            return this;
        }
        Problem told = problem == null ? null : problem.redactedBy(redactor);
        Map<String, String> clean = new LinkedHashMap<>();
        details.forEach((name, value) -> clean.put(redactor.redact(name), redactor.redact(value)));
        boolean same = Objects.equals(told, problem) && clean.equals(details);
        return same
                ? this
                : new CheckResult(status, told, responseTime, Collections.unmodifiableMap(clean), omitted, validUntil);
    }

    /** Returns the value as it may be kept; nothing of it where its name alone says that it is secret. */
    private static String bounded(String key, String value) {
        boolean secret = !Redactor.standard().redact(key + "=?").endsWith("?");
        return secret ? "***" : BoundedText.of(value);
    }

    /** Returns what the check saw; not yet what the thresholds make of it. */
    public HealthStatus status() {
        return status;
    }

    /** Returns what is wrong, or null when the service is healthy. */
    public @Nullable Problem problem() {
        return problem;
    }

    /** Returns the response time that the check measured itself, or null. */
    public @Nullable Duration responseTime() {
        return responseTime;
    }

    /** Returns from when on it no longer holds, or null when it holds until the next one. */
    public @Nullable Instant validUntil() {
        return validUntil;
    }

    /** Returns the details in the order given; an unmodifiable map. */
    public Map<String, String> details() {
        if (omitted == 0) {
            return details;
        }
        Map<String, String> all = new LinkedHashMap<>(details);
        all.put(OMITTED, Integer.toString(omitted));
        return Collections.unmodifiableMap(all);
    }

    @Override
    public String toString() {
        return status.label()
                + (problem == null ? "" : " (" + problem.cause().label() + ": " + problem.message() + ")");
    }
}
