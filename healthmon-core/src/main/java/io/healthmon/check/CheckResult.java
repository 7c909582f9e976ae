package io.healthmon.check;

import io.healthmon.secret.Redactor;
import java.time.Duration;
import java.time.Instant;
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

    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final CheckResult HEALTHY =
            new CheckResult(HealthStatus.HEALTHY, null, null, Details.NONE, null, null);

    private final HealthStatus status;
    private final @Nullable Problem problem;
    private final @Nullable Duration responseTime;
    private final Details details;
    private final @Nullable Instant validUntil;
    private final @Nullable Duration retryAfter;

    private CheckResult(
            HealthStatus status,
            @Nullable Problem problem,
            @Nullable Duration responseTime,
            Details details,
            @Nullable Instant validUntil,
            @Nullable Duration retryAfter) {
        this.status = status;
        this.problem = problem;
        this.responseTime = responseTime;
        this.details = details;
        this.validUntil = validUntil;
        this.retryAfter = retryAfter;
    }

    /** Returns the result of a check that found its service working. */
    public static CheckResult healthy() {
        return HEALTHY;
    }

    /** Returns the result of a check whose service works slowly or in part. */
    public static CheckResult degraded(Problem problem) {
        return of(HealthStatus.DEGRADED, Objects.requireNonNull(problem, "problem"));
    }

    /** Returns the result of a check whose service works slowly or in part. */
    public static CheckResult degraded(Cause cause, String message) {
        return degraded(Problem.of(cause, message));
    }

    /** Returns the result of a check whose service does not work. */
    public static CheckResult down(Problem problem) {
        return of(HealthStatus.DOWN, Objects.requireNonNull(problem, "problem"));
    }

    /** Returns the result of a check whose service does not work. */
    public static CheckResult down(Cause cause, String message) {
        return down(Problem.of(cause, message));
    }

    /** Returns the result of a check that could not tell: neither success nor failure. */
    public static CheckResult unknown(Problem problem) {
        return of(HealthStatus.UNKNOWN, Objects.requireNonNull(problem, "problem"));
    }

    /** Returns the result of a check that could not tell: neither success nor failure. */
    public static CheckResult unknown(Cause cause, String message) {
        return unknown(Problem.of(cause, message));
    }

    /**
     * Returns the result of a check that has its status as a value.
     *
     * @param problem what is wrong; null where the status is healthy, and nowhere else
     * @throws IllegalArgumentException if there is a problem with a healthy status, or none with another
     */
    public static CheckResult of(HealthStatus status, @Nullable Problem problem) {
        return HEALTHY.with(status, problem);
    }

    /**
     * Returns this result with another status and another account of what is wrong; its times, its details and what it asks
     * of the schedule stay.
     *
     * @param other the status
     * @param account what is wrong; null where the status is healthy, and nowhere else
     * @throws IllegalArgumentException if there is a problem with a healthy status, or none with another
     */
    public CheckResult with(HealthStatus other, @Nullable Problem account) {
        boolean well = Objects.requireNonNull(other, "other") == HealthStatus.HEALTHY;
        if (well && account != null) {
            throw new IllegalArgumentException("a healthy result has no problem; leave it out, or use another status");
        }
        if (!well && account == null) {
            throw new IllegalArgumentException(
                    "a result that is " + other.label() + " needs a problem; give one that says what is wrong");
        }
        return new CheckResult(other, account, responseTime, details, validUntil, retryAfter);
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
        return new CheckResult(status, problem, time, details, validUntil, retryAfter);
    }

    /**
     * Returns this result with a moment from which it no longer holds, such as the deadline of a heartbeat: the check is
     * run again then, if its schedule does not say so before. If it is not given, the schedule alone counts.
     */
    public CheckResult withValidUntil(Instant moment) {
        return new CheckResult(status, problem, responseTime, details, moment, retryAfter);
    }

    /**
     * Returns this result with how long the service asks to be left alone, at most 1 h, which stands in the detail
     * {@code retryAfter} too, in seconds. So long no check of the schedule is made, whatever the application's own calls show
     * and whatever interval is set meanwhile, nor is the result stale. A check by hand is made, and ends the wait if its own
     * result has none. If it is not given, the schedule alone counts.
     *
     * @throws IllegalArgumentException if the time is negative
     */
    public CheckResult withRetryAfter(Duration wait) {
        if (wait.isNegative()) {
            throw new IllegalArgumentException("the time " + wait + " after which to retry is negative");
        }
        Duration bounded = wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
        Details more = details.with("retryAfter", bounded.toSeconds());
        return new CheckResult(status, problem, responseTime, more, validUntil, bounded);
    }

    /**
     * Returns this result with another account of what is wrong; its status, times and details stay.
     *
     * @throws IllegalStateException if it is healthy, so that nothing is wrong
     */
    public CheckResult withProblem(Problem other) {
        if (status == HealthStatus.HEALTHY) {
            throw new IllegalStateException("a healthy result has no problem");
        }
        return with(status, Objects.requireNonNull(other, "other"));
    }

    /**
     * Returns this result with one more detail: a fact worth keeping beside the status, such as a server's version.
     *
     * @param name what it is, cut to 64 characters
     * @param value its value, redacted and cut to {@link #MAX_TEXT} characters; where the name itself says that it is
     *     secret, such as {@code password}, nothing of it is kept
     */
    public CheckResult withDetail(String name, Object value) {
        return new CheckResult(status, problem, responseTime, details.with(name, value), validUntil, retryAfter);
    }

    /**
     * Returns this result without the values that a redactor knows by heart; the same one when there are none. They are
     * looked for before texts are cut, so that none is left in half.
     */
    public CheckResult redactedBy(Redactor redactor) {
        Problem told = problem == null ? null : problem.redactedBy(redactor);
        Details clean = details.redactedBy(redactor);
        return Objects.equals(told, problem) && clean.equals(details)
                ? this
                : new CheckResult(status, told, responseTime, clean, validUntil, retryAfter);
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

    /** Returns how long the service asks to be left alone, or null when it does not. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** Returns the details in the order given; an unmodifiable map. */
    public Map<String, String> details() {
        return details.asMap();
    }

    @Override
    public String toString() {
        return status.label()
                + (problem == null ? "" : " (" + problem.cause().label() + ": " + problem.message() + ")");
    }
}
