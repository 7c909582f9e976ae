package io.healthmon.provider.google;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Problem;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
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

    /** The last attempt that brought a token, and the last one of all that did not since. */
    private Grant.@Nullable Outcome given;

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
            outcome = grant.refresh(context);
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
        if (ended.issued() == null) {
            failed = ended;
        } else {
            given = ended;
            failed = null;
        }
    }

    private synchronized TokenState state(Grant.Outcome ended, Instant now) {
        return known(now).orElseGet(() -> withToken(now, told(ended.result())));
    }

    /** Returns what there is without a refresh; empty when it is time for one. */
    private Optional<TokenState> known(Instant now) {
        Grant.Outcome last = given;
        Grant.Issued issued = last == null ? null : last.issued();
        if (last != null && issued != null) {
            if (issued.rotated()) {
                return Optional.of(rotated(now));
            }
            Duration freshFor = issued.lifetime().multipliedBy(4).dividedBy(5);
            if (age(last, now).compareTo(freshFor) < 0) {
                return Optional.of(withToken(now, null));
            }
        }
        Grant.Outcome failure = failed;
        boolean pauses = failure != null && age(failure, now).compareTo(pause(failure.result())) < 0;
        return pauses ? Optional.of(withToken(now, told(failure.result()))) : Optional.empty();
    }

    /** Returns the token if it is still good, with what is wrong. */
    private TokenState withToken(Instant now, @Nullable CheckResult failure) {
        Grant.Outcome last = given;
        Grant.Issued issued = last == null ? null : last.issued();
        boolean good = last != null && issued != null && age(last, now).compareTo(issued.lifetime()) < 0;
        return good
                ? new TokenState(issued.token(), issued.scopes(), failure)
                : TokenState.none(Objects.requireNonNull(failure, "failure"));
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
    private static Duration age(Grant.Outcome outcome, Instant now) {
        return Duration.between(outcome.at(), now).abs();
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
        Problem problem = failure.problem();
        if (problem == null) {
            return failure;
        }
        CheckResult told = failure.status() == HealthStatus.DEGRADED
                ? CheckResult.degraded(problem)
                : failure.status() == HealthStatus.DOWN ? CheckResult.down(problem) : CheckResult.unknown(problem);
        String wait = failure.details().get("retryAfter");
        return wait == null ? told : told.withDetail("retryAfter", Long.parseLong(wait));
    }
}
