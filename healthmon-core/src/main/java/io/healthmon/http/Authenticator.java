package io.healthmon.http;

import java.util.Optional;

/**
 * Finds out who asks.
 *
 * <p>Called for every request that is not the same to everybody, on the thread of the request; it should answer from
 * memory. Safe for use by multiple threads. A thrown exception fails the request: nobody gets in by it.
 *
 * @since 0.1
 * @see BearerTokens
 */
@FunctionalInterface
public interface Authenticator {

    /** Returns who asks; empty for an anonymous caller and for one whose credential is not known. */
    Optional<Caller> authenticate(ApiRequest request);
}
