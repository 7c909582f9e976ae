package io.healthmon.provider.service;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Problem;
import java.util.function.UnaryOperator;

/**
 * One row of a table of errors. Its texts and its link may hold places such as {@code {needed|a scope}}: a fact of the answer, or what
 * stands there without it.
 *
 * @param signal by what it is known
 * @param status what it makes the service
 * @param cause why
 * @param message what happened; with status healthy, what is reduced
 * @param resolution what to do about it
 * @param link where it is explained
 */
public record ErrorRow(
        Signal signal, HealthStatus status, Cause cause, String message, String resolution, String link) {

    /** Makes a row with the status that its cause has of itself. */
    public static ErrorRow row(Signal signal, Cause cause, String message, String resolution, String link) {
        return new ErrorRow(signal, usual(cause), cause, message, resolution, link);
    }

    /** Returns the same with a status of its own. */
    public ErrorRow as(HealthStatus other) {
        return new ErrorRow(signal, other, cause, message, resolution, link);
    }

    /** Returns the status that a cause has unless a row says otherwise. */
    static HealthStatus usual(Cause cause) {
        return switch (cause) {
            case PERMISSION, RATE_LIMITED, QUOTA, ASSERTION -> HealthStatus.DEGRADED;
            case CREDENTIALS_MISSING, CHECK_ERROR -> HealthStatus.UNKNOWN;
            default -> HealthStatus.DOWN;
        };
    }

    /** Returns whether it is about too many calls, or too many in all. */
    boolean limits() {
        return cause == Cause.RATE_LIMITED || cause == Cause.QUOTA;
    }

    /** Makes the result, with the facts of an answer put into the texts. */
    CheckResult result(UnaryOperator<String> filling) {
        if (status == HealthStatus.HEALTHY) {
            return CheckResult.healthy().withDetail("reduced", filling.apply(message + " " + resolution));
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
