package io.healthmon.provider.google;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Problem;
import io.healthmon.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The access token that was given last, and what went wrong since. Not safe for use by multiple threads. */
final class KeptToken {

    private static final Duration PAUSE = Duration.ofSeconds(3);
    private static final Duration LONG_PAUSE = Duration.ofSeconds(50);

    private Grant.@Nullable Issued given;

    /** Whether Google refused what was given. */
    private boolean refused;

    /** The last attempt, if it failed. */
    private Grant.@Nullable Outcome failed;

    /** Takes note of how an attempt ended. Once a refresh token was replaced, nothing that is given counts any more. */
    void note(Grant.Outcome ended) {
        Grant.Issued issued = ended.issued();
        if (issued == null) {
            failed = ended;
        } else if (given == null || !given.rotated()) {
            given = issued;
            refused = false;
            failed = null;
        }
    }

    /** Takes note that Google refused a token, if it is still the one that is kept, and if another may be asked for. */
    void refuse(Secret token) {
        if (given != null && given.token().equals(token) && !given.rotated()) {
            refused = true;
        }
    }

    /** Returns what there is without a refresh; empty when it is time for one. */
    Optional<TokenState> known(Instant now) {
        Grant.Issued last = given;
        if (last != null && last.rotated()) {
            return Optional.of(rotated(now));
        }
        if (last != null && age(last.at(), now).compareTo(freshFor(last)) < 0) {
            return Optional.of(new TokenState(last.token(), last.scopes(), null));
        }
        Grant.Outcome failure = failed;
        return failure != null && age(failure.at(), now).compareTo(pause(failure.result())) < 0
                ? Optional.of(withToken(now, told(failure.result())))
                : Optional.empty();
    }

    /** Returns what there is after an attempt. */
    TokenState after(Grant.Outcome ended, Instant now) {
        Grant.Issued issued = ended.issued();
        return known(now)
                .orElseGet(() -> issued == null
                        ? withToken(now, told(ended.result()))
                        : new TokenState(issued.token(), issued.scopes(), null));
    }

    /** Returns the token if it is still good, with what is wrong. */
    TokenState withToken(Instant now, CheckResult failure) {
        Grant.Issued last = given;
        return last != null && good(now)
                ? new TokenState(last.token(), last.scopes(), failure)
                : TokenState.none(failure);
    }

    /** Returns whether there is a token that can still be used. */
    boolean good(Instant now) {
        Grant.Issued last = given;
        return last != null && !refused && age(last.at(), now).compareTo(last.lifetime()) < 0;
    }

    /** One that was refused is sent again for a while, so that a service that refuses all is not asked for more and more. */
    private Duration freshFor(Grant.Issued last) {
        return refused && LONG_PAUSE.compareTo(last.freshFor()) < 0 ? LONG_PAUSE : last.freshFor();
    }

    private TokenState rotated(Instant now) {
        return withToken(
                now,
                CheckResult.unknown(new Problem(
                        Cause.CONFIGURATION,
                        "The token service gave a new refresh token in place of the configured one, which may no longer be"
                                + " good: healthmon does not keep the new one and refreshes no more.",
                        "Have the check look at the application's own access tokens (AccessTokens) instead of"
                                + " \"refreshToken\"; if the application is logged out, let the user connect again.",
                        "https://www.rfc-editor.org/rfc/rfc6749#section-6")));
    }

    /** A clock that was set back makes what is there old rather than new for ever. */
    private static Duration age(Instant at, Instant now) {
        return Duration.between(at, now).abs();
    }

    private static Duration pause(CheckResult failure) {
        Problem problem = failure.problem();
        if (problem != null && TokenState.definite(problem)) {
            return LONG_PAUSE;
        }
        String wait = failure.details().get("retryAfter");
        return wait == null ? PAUSE : Duration.ofSeconds(Long.parseLong(wait));
    }

    /** Returns a failure without what is true of the one attempt alone, such as its phases. */
    private static CheckResult told(CheckResult failure) {
        Problem attempt = failure.problem();
        if (attempt == null) {
            return failure;
        }
        // why: what all services have in common speaks of the setting that all others have.
        String resolution = attempt.resolution();
        Problem problem = new Problem(
                attempt.cause(),
                attempt.message(),
                resolution == null ? null : resolution.replace("\"baseUrl\"", "\"tokenUrl\""),
                attempt.documentation());
        CheckResult told = failure.status() == HealthStatus.DEGRADED
                ? CheckResult.degraded(problem)
                : failure.status() == HealthStatus.DOWN ? CheckResult.down(problem) : CheckResult.unknown(problem);
        String wait = failure.details().get("retryAfter");
        return wait == null ? told : told.withDetail("retryAfter", Long.parseLong(wait));
    }
}
