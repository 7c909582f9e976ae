package io.healthmon.check;

import java.time.Duration;
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
 * {@link #MAX_DETAILS} entries; what is beyond is left out and counted under the key {@code omitted}. Immutable; safe
 * for use by multiple threads.
 *
 * @since 0.1
 */
public final class CheckResult {

    /** The longest text that is kept: 1,000 characters. */
    public static final int MAX_TEXT = 1_000;

    /** The most details that are kept: 32. */
    public static final int MAX_DETAILS = 32;

    private static final int MAX_KEY = 64;
    private static final String OMITTED = "omitted";
    private static final CheckResult HEALTHY = new CheckResult(HealthStatus.HEALTHY, null, null, Map.of());

    private final HealthStatus status;
    private final @Nullable Problem problem;
    private final @Nullable Duration responseTime;
    private final Map<String, String> details;

    private CheckResult(
            HealthStatus status,
            @Nullable Problem problem,
            @Nullable Duration responseTime,
            Map<String, String> details) {
        this.status = status;
        this.problem = problem;
        this.responseTime = responseTime;
        this.details = details;
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
        return new CheckResult(status, Objects.requireNonNull(problem, "problem"), null, Map.of());
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
        return new CheckResult(status, problem, time, details);
    }

    /**
     * Returns this result with one more detail: a fact worth keeping beside the status, such as a server's version.
     *
     * @param name what it is, cut to 64 characters
     * @param value its value, redacted and cut to {@link #MAX_TEXT} characters
     */
    public CheckResult withDetail(String name, Object value) {
        Map<String, String> more = new LinkedHashMap<>(details);
        String key = BoundedText.of(name.length() <= MAX_KEY ? name : name.substring(0, MAX_KEY));
        if (more.size() < MAX_DETAILS || more.containsKey(key)) {
            more.put(key, BoundedText.of(value.toString()));
        } else {
            more.merge(OMITTED, "1", (count, one) -> String.valueOf(Long.parseLong(count) + 1));
        }
        return new CheckResult(status, problem, responseTime, Collections.unmodifiableMap(more));
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

    /** Returns the details in the order given; an unmodifiable map. */
    public Map<String, String> details() {
        return details;
    }

    @Override
    public String toString() {
        return status.label()
                + (problem == null ? "" : " (" + problem.cause().label() + ": " + problem.message() + ")");
    }
}
