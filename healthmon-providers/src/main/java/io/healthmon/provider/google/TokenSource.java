package io.healthmon.provider.google;

import io.healthmon.check.CheckContext;
import io.healthmon.egress.TargetGuard;
import io.healthmon.secret.Secret;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where a check has its access token from. Safe for use by multiple threads. */
@FunctionalInterface
interface TokenSource {

    /** Returns what there is for a run; whoever cancels it disturbs nobody else. */
    CompletableFuture<TokenState> ask(CheckContext context);

    /** Is told that Google refused a token before its time. The application's own source gets to know that by itself. */
    default void refused(Secret token) {}

    /** Returns what it gets tokens by, which no text may show; the tokens themselves come and go. */
    default List<Secret> secrets() {
        return List.of();
    }

    /**
     * Returns the same, asking nobody that a guard refuses. The application's own source is trusted with whom it asks.
     *
     * @throws IllegalArgumentException if who is asked is refused; the message begins with the setting
     */
    default TokenSource guardedBy(TargetGuard guard) {
        return this;
    }
}
