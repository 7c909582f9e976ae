package io.healthmon.provider.google;

/**
 * Where the application keeps the access token that it uses itself, so that checks look at that one and refresh nothing.
 *
 * <pre>{@code
 * AccessTokens tokens = () -> AccessToken.of(Secret.of(store.accessToken()))
 *         .expiring(store.expiry())
 *         .allowing(store.scopes())
 *         .refreshFailed(store.lastRefreshError());
 * }</pre>
 *
 * @since 0.1
 */
@FunctionalInterface
public interface AccessTokens {

    /**
     * Returns the token that the application would send now. Called once for each run, by several threads at a time; its
     * time counts to that of the run, and it is interrupted when that is over. Where the application refreshes only when
     * it calls Google, this has to refresh as that would: a token that has expired makes the check down.
     *
     * @return the token; {@link AccessToken#missing()} or null when there is none
     * @throws Exception if it cannot be had; an exception of the network makes the check down, any other unknown. No text of
     *     it is shown
     */
    AccessToken current() throws Exception;
}
