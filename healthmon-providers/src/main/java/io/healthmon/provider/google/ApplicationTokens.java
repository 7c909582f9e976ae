package io.healthmon.provider.google;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Problem;
import io.healthmon.provider.service.Service;
import io.healthmon.settings.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The application's own tokens, which are looked at and never refreshed.
 *
 * @param service for whom they are
 * @param tokens the application's
 */
record ApplicationTokens(Service service, AccessTokens tokens) implements TokenSource {

    @Override
    public CompletableFuture<TokenState> ask(CheckContext context) {
        try {
            return CompletableFuture.completedFuture(state(tokens.current(), context.now()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return CompletableFuture.failedFuture(interrupted);
        } catch (Exception failed) {
            return CompletableFuture.completedFuture(TokenState.none(failed(failed)));
        }
    }

    private TokenState state(@Nullable AccessToken token, Instant now) {
        if (token == null) {
            return TokenState.none(missing());
        }
        CheckResult refresh = token.refreshError() == null ? null : TokenErrors.ofApplication(token.refreshError());
        if (token.value() == null) {
            return TokenState.none(refresh == null ? missing() : refresh);
        }
        Instant expiresAt = token.expiresAt();
        if (expiresAt != null && !now.isBefore(expiresAt)) {
            return TokenState.none(refresh == null ? expired(Duration.between(expiresAt, now)) : refresh);
        }
        return new TokenState(token.value(), token.scopes(), refresh);
    }

    private CheckResult failed(Exception failure) {
        Cause cause = Cause.of(failure);
        Problem problem = new Problem(
                cause,
                "The application's source of access tokens for " + service.name() + " failed ("
                        + failure.getClass().getSimpleName() + ").",
                "See the log of the application for why it has no token.",
                service.documentation());
        return cause == Cause.CHECK_ERROR ? CheckResult.unknown(problem) : CheckResult.down(problem);
    }

    private CheckResult missing() {
        return CheckResult.unknown(new Problem(
                Cause.CREDENTIALS_MISSING,
                "The application has no access token for " + service.name() + ".",
                "Let a user connect; until then there is nothing to check. It needs: " + service.right() + ".",
                service.documentation()));
    }

    private CheckResult expired(Duration ago) {
        return CheckResult.down(new Problem(
                Cause.CREDENTIALS_EXPIRED,
                "The application's access token for " + service.name() + " expired "
                        + DurationText.format(Duration.ofSeconds(ago.toSeconds()))
                        + " ago and was not refreshed.",
                "See why the application no longer refreshes it; if its source of tokens refreshes only when it is used,"
                        + " let it do so for the check too.",
                TokenErrors.OAUTH));
    }
}
