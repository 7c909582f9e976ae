package io.healthmon.provider.google;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Problem;
import io.healthmon.secret.Secret;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The access token of a run, what is wrong with getting the next one, or both.
 *
 * @param token what may be sent, or null
 * @param scopes what it is allowed, or null when that is not known
 * @param failure what is wrong; never null where there is no token
 */
record TokenState(
        @Nullable Secret token,
        @Nullable Set<String> scopes,
        @Nullable CheckResult failure) {

    /** Failures that do not go away by waiting. */
    private static final Set<Cause> DEFINITE = EnumSet.of(
            Cause.CREDENTIALS_MISSING,
            Cause.CREDENTIALS_INVALID,
            Cause.CREDENTIALS_EXPIRED,
            Cause.CREDENTIALS_REVOKED,
            Cause.PERMISSION,
            Cause.ACCOUNT,
            Cause.CONFIGURATION);

    static TokenState none(CheckResult failure) {
        return new TokenState(null, null, failure);
    }

    /** Returns a source that never has anything else. */
    static TokenSource always(TokenState state) {
        return context -> CompletableFuture.completedFuture(state);
    }

    /**
     * Returns what an answer to this token is worth: as long as the token is good, a refresh that may go well the next
     * time is no more than a detail, one that will not is a problem already.
     */
    CheckResult judge(CheckResult answer) {
        Problem problem = failure == null ? null : failure.problem();
        if (problem == null) {
            return answer;
        }
        if (answer.status() == HealthStatus.HEALTHY && definite(problem)) {
            return CheckResult.degraded(problem);
        }
        return answer.withDetail("refresh", problem.message());
    }

    /** Returns whether waiting alone does not help. */
    static boolean definite(Problem problem) {
        return DEFINITE.contains(problem.cause());
    }
}
