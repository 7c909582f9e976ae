package io.healthmon.provider.google;

import io.healthmon.check.CheckResult;
import io.healthmon.check.Problem;
import io.healthmon.egress.TargetGuard;
import io.healthmon.provider.http.Route;
import io.healthmon.provider.service.Credential;
import io.healthmon.provider.service.CredentialSetting;
import io.healthmon.provider.service.Service;
import io.healthmon.provider.service.ServiceSettings;
import io.healthmon.secret.Secret;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A refresh token with the client that it belongs to, by which checks get access tokens of their own.
 *
 * <p>To refresh is to write: use it only where the token service does not give a new refresh token with each answer, which
 * Google does not. Checks with equal values share one access token, kept in memory and refreshed by one of them once 80 %
 * of its lifetime are over or Google refused it, also when they belong to several monitors; none is bound to the time limit
 * of another. Where a new refresh token comes back all the same, it is neither kept nor used, the checks are degraded at once and nothing is refreshed any more: each further refresh
 * could log the application out. {@link AccessTokens} refresh nothing. Immutable; no text of it shows a value.
 *
 * @since 0.1
 */
public final class RefreshToken {

    static final CredentialSetting TOKEN =
            new CredentialSetting("refreshToken", "refresh token", "GOOGLE_REFRESH_TOKEN");
    private static final CredentialSetting ID = new CredentialSetting("clientId", "client id", "GOOGLE_CLIENT_ID");
    private static final CredentialSetting SECRET =
            new CredentialSetting("clientSecret", "client secret", "GOOGLE_CLIENT_SECRET");

    private final Credential token;
    private final Credential id;
    private final Credential secret;
    private final String tokenUrl;

    private RefreshToken(Credential token, Credential id, Credential secret, String tokenUrl) {
        this.token =
                token.refuse("ya29.", "an access token", "use the refresh token, which the user's consent gave once");
        this.id = id;
        this.secret = secret;
        this.tokenUrl = tokenUrl;
    }

    /**
     * Makes one of Google; a blank value counts as missing.
     *
     * @param clientId the OAuth client's id, {@code ….apps.googleusercontent.com}
     * @throws IllegalArgumentException if one has white space within, or the refresh token is an access token
     */
    public static RefreshToken of(Secret clientId, Secret clientSecret, Secret refreshToken) {
        return new RefreshToken(
                Credential.of(TOKEN, refreshToken),
                Credential.of(ID, clientId),
                Credential.of(SECRET, clientSecret),
                TokenService.URL);
    }

    static RefreshToken of(ServiceSettings settings) {
        RefreshToken token = new RefreshToken(
                settings.credential(TOKEN), settings.credential(ID), settings.credential(SECRET), TokenService.URL);
        return settings.read("tokenUrl", token::tokenUrl).orElse(token);
    }

    /**
     * Returns the same with another token service, such as a stand-in in tests. If not set,
     * {@code https://oauth2.googleapis.com/token}.
     *
     * @param url begins with {@code https://}; with {@code http://} only on this machine, or at a name without a dot
     * @throws IllegalArgumentException if it is no such address
     */
    public RefreshToken tokenUrl(String url) {
        Route.direct().elsewhere("tokenUrl", url);
        return new RefreshToken(token, id, secret, url);
    }

    /** Returns whether any of the three is there. */
    boolean any() {
        return Stream.of(token, id, secret).anyMatch(credential -> credential.value() != null);
    }

    /**
     * Returns the access tokens for a service; without a value that is needed, they only say which.
     *
     * @param route how to get to the service; by its proxy the token service is reached too
     * @throws io.healthmon.provider.tls.RefusedSettingException if a value is bound to other hosts
     */
    TokenSource tokens(Service service, Route route) {
        for (Credential needed : List.of(token, id, secret)) {
            Optional<Problem> missing = needed.missing(service);
            if (missing.isPresent()) {
                return TokenState.always(TokenState.none(CheckResult.unknown(missing.get())));
            }
            TokenService.requireAllowed(needed.setting(), value(needed).hosts(), tokenUrl, service, route);
        }
        TokenService asked = new TokenService(TOKEN, route.elsewhere("tokenUrl", tokenUrl), TargetGuard.none());
        return SharedTokens.of(new RefreshGrant(asked, value(id), value(secret), value(token)));
    }

    private static Secret value(Credential credential) {
        Secret value = credential.value();
        if (value == null) {
            throw new IllegalStateException(credential.place() + " is missing");
        }
        return value;
    }

    /** Returns where it is sent. */
    @Override
    public String toString() {
        return "refresh token for " + tokenUrl;
    }
}
