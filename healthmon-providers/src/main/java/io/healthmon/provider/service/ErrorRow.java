package io.healthmon.provider.service;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Problem;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One row of a table of errors. Its texts and its link may hold places such as {@code {needed|a scope}}, a fact of the answer
 * or what stands there without it, and {@code {wait? for *}}, which is left out without the fact and has it in place of the star.
 *
 * @param signal by what it is known
 * @param status what it makes the service
 * @param cause why; null for a row of no error
 * @param message what happened, or what is reduced where it is no error
 * @param resolution what to do about it
 * @param link where it is explained; empty where it is no error
 */
public record ErrorRow(
        Signal signal, HealthStatus status, @Nullable Cause cause, String message, String resolution, String link) {

    /** Makes a row with the status that its cause has of itself. */
    public static ErrorRow row(Signal signal, Cause cause, String message, String resolution, String link) {
        return new ErrorRow(signal, usual(cause), cause, message, resolution, link);
    }

    /** Makes a row of no error: the service is healthy, but less of it was seen than might be, as the text says. */
    public static ErrorRow reduced(Signal signal, String text) {
        return new ErrorRow(signal, HealthStatus.HEALTHY, null, text, "", "");
    }

    /** Returns the same with a status of its own; that of a failure. */
    public ErrorRow as(HealthStatus other) {
        return new ErrorRow(signal, other, cause, message, resolution, link);
    }

    /** Returns why it is so; what is no error has no cause. */
    @Override
    public Cause cause() {
        return Objects.requireNonNull(cause, "a row of no error has no cause");
    }

    /** Returns the status that a cause has unless a row says otherwise. */
    static HealthStatus usual(Cause cause) {
        return switch (cause) {
            case PERMISSION, RATE_LIMITED, QUOTA, ASSERTION -> HealthStatus.DEGRADED;
            case CREDENTIALS_MISSING, CHECK_ERROR -> HealthStatus.UNKNOWN;
            default -> HealthStatus.DOWN;
        };
    }

    /** Returns whether it is an error for this reason. */
    boolean isFor(Cause reason) {
        return cause == reason;
    }

    /** Returns whether it is about too many calls, or too many in all. */
    boolean limits() {
        return isFor(Cause.RATE_LIMITED) || isFor(Cause.QUOTA);
    }

    /** Makes the result, with the facts of an answer put into the texts. */
    CheckResult result(UnaryOperator<String> filling) {
        if (cause == null) {
            return CheckResult.healthy().withDetail("reduced", filling.apply(message));
        }
        return result(
                status, new Problem(cause, filling.apply(message), filling.apply(resolution), filling.apply(link)));
    }

    static CheckResult result(HealthStatus status, Problem problem) {
        return switch (status) {
            case DEGRADED -> CheckResult.degraded(problem);
            case DOWN -> CheckResult.down(problem);
            default -> CheckResult.unknown(problem);
        };
    }
}
