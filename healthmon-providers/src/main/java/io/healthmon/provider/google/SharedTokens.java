package io.healthmon.provider.google;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Problem;
import io.healthmon.egress.TargetGuard;
import io.healthmon.secret.Secret;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The access token of a grant, shared by all checks that have it: refreshed by one run while the others wait for it, and
 * not again before 80 % of its lifetime are over. Forgotten with the last check that uses it.
 *
 * <p>A refresh that failed is not tried again for 3 s or as long as the token service wants to be left alone, and for 50 s
 * where waiting alone does not help; the token that is there is used as long as it is good. Safe for use by multiple
 * threads.
 */
final class SharedTokens implements TokenSource {

    private static final Map<Grant, WeakReference<SharedTokens>> KNOWN = new HashMap<>();

    private static final Duration PAUSE = Duration.ofSeconds(3);
    private static final Duration LONG_PAUSE = Duration.ofSeconds(50);

    private final Grant grant;
    private @Nullable CompletableFuture<TokenState> underWay;

    /** What was given last. */
    private Grant.@Nullable Issued given;

    /** The last attempt, if it failed. */
    private Grant.@Nullable Outcome failed;

    private SharedTokens(Grant grant) {
        this.grant = grant;
    }

    /** Returns the tokens of a grant, which all that ask for an equal one share. */
    static SharedTokens of(Grant grant) {
        synchronized (KNOWN) {
            KNOWN.values().removeIf(reference -> reference.get() == null);
            WeakReference<SharedTokens> reference = KNOWN.get(grant);
            SharedTokens known = reference == null ? null : reference.get();
            if (known == null) {
                known = new SharedTokens(grant);
                KNOWN.put(grant, new WeakReference<>(known));
            }
            return known;
        }
    }

    @Override
    public List<Secret> secrets() {
        return grant.secrets();
    }

    @Override
    public TokenSource guardedBy(TargetGuard guard) {
        return of(grant.guardedBy(guard));
    }

    @Override
    public CompletableFuture<TokenState> ask(CheckContext context) {
        CompletableFuture<TokenState> begun;
        synchronized (this) {
            Optional<TokenState> known = known(context.now());
            if (known.isPresent()) {
                return CompletableFuture.completedFuture(known.get());
            }
            if (underWay != null) {
                return underWay.copy();
            }
            begun = new CompletableFuture<>();
            underWay = begun;
        }
        refresh(context, begun);
        return begun.copy();
    }

    private void refresh(CheckContext context, CompletableFuture<TokenState> begun) {
        CompletableFuture<Grant.Outcome> outcome;
        try {
            outcome = grant.ask(context);
        } catch (RuntimeException | Error broken) {
            outcome = CompletableFuture.failedFuture(broken);
        }
        var unused = outcome.whenComplete((ended, broken) -> {
            synchronized (this) {
                underWay = null;
                if (ended != null) {
                    note(ended);
                }
            }
            if (ended == null) {
                begun.completeExceptionally(Objects.requireNonNull(broken, "broken"));
            } else {
                begun.complete(state(ended, context.now()));
            }
        });
    }

    private void note(Grant.Outcome ended) {
        Grant.Issued issued = ended.issued();
        failed = issued == null ? ended : null;
        given = issued == null ? given : issued;
    }

    private synchronized TokenState state(Grant.Outcome ended, Instant now) {
        return known(now).orElseGet(() -> withToken(now, told(ended.result())));
    }

    /** Returns what there is without a refresh; empty when it is time for one. */
    private Optional<TokenState> known(Instant now) {
        Grant.Issued last = given;
        if (last != null && last.rotated()) {
            return Optional.of(rotated(now));
        }
        if (last != null && age(last.at(), now).compareTo(last.freshFor()) < 0) {
            return Optional.of(new TokenState(last.token(), last.scopes(), null));
        }
        Grant.Outcome failure = failed;
        return failure != null && age(failure.at(), now).compareTo(pause(failure.result())) < 0
                ? Optional.of(withToken(now, told(failure.result())))
                : Optional.empty();
    }

    /** Returns the token if it is still good, with what is wrong. */
    private TokenState withToken(Instant now, CheckResult failure) {
        Grant.Issued last = given;
        return last != null && age(last.at(), now).compareTo(last.lifetime()) < 0
                ? new TokenState(last.token(), last.scopes(), failure)
                : TokenState.none(failure);
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
