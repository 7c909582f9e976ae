package io.healthmon.http;

import java.util.Optional;

/**
 * Finds out who asks.
 *
 * <p>Called on the thread of a request whose answer depends on who asks, and of no other: liveness, readiness, the page
 * and the cron routes, which have a secret of their own, go without it. It should answer from memory. Safe for use by
 * multiple threads. A thrown exception fails the request: nobody gets in by it. One that is a
 * {@link io.healthmon.secret.SecretHolder} has its secrets kept out of every text of the monitor.
 *
 * @since 0.1
 * @see BearerTokens
 */
@FunctionalInterface
public interface Authenticator {

    /** Returns who asks; empty for an anonymous caller and for one whose credential is not known. */
    Optional<Caller> authenticate(ApiRequest request);

    /** Returns an authenticator that asks this one, and another if this one knows nobody. */
    default Authenticator or(Authenticator other) {
        return new EitherAuthenticator(this, other);
    }
}
