package io.healthmon.provider.google;

import io.healthmon.provider.http.Route;
import io.healthmon.provider.service.Service;
import io.healthmon.provider.service.ServiceSettings;
import io.healthmon.provider.tls.RefusedSettingException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the tokens of a check come from, before it is known what for.
 *
 * @param maker makes their source
 * @param account the service account whose they are; null where they are of a user who connected
 */
record Origin(Maker maker, @Nullable ServiceAccount account) {

    /** Makes the source of tokens for a service. */
    @FunctionalInterface
    interface Maker {

        /**
         * Returns the source.
         *
         * @param route how to get to the service
         * @param scopes what they have to be allowed, where that can be asked for
         */
        TokenSource tokens(Service service, Route route, Set<String> scopes);
    }

    static Origin of(AccessTokens tokens) {
        return new Origin((service, route, scopes) -> new ApplicationTokens(service, tokens), null);
    }

    static Origin of(RefreshToken token) {
        return new Origin((service, route, scopes) -> token.tokens(service, route), null);
    }

    static Origin of(ServiceAccount account) {
        return new Origin(account::tokens, account);
    }

    static Origin of(ServiceSettings settings) {
        RefreshToken token = RefreshToken.of(settings);
        Optional<ServiceAccount> account = ServiceAccount.of(settings);
        if (account.isPresent() && (account.get().known() || !token.any())) {
            if (token.any()) {
                throw new RefusedSettingException(
                        ServiceAccount.KEY.name(),
                        "serviceAccount stands beside refreshToken, clientId or clientSecret, which are of a user; keep"
                                + " one of the two ways to a token",
                        null);
            }
            return of(account.get());
        }
        return of(token);
    }

    /** Returns the service as its messages name the credential. */
    Service service(Service plain) {
        return account == null ? plain : plain.with(ServiceAccount.KEY);
    }

    /** Returns what to do where a token is allowed too little. */
    String wayOut() {
        return account == null
                ? "Let the user connect again and tick all permissions."
                : "Name one that is enough in \"scopes\", and let the administrator allow it to the service account.";
    }

    /**
     * Returns the tokens for a check.
     *
     * @param required what they have to be allowed in any case
     * @param oneOf what is enough for the call, the least first
     */
    TokenSource tokens(Service service, Route route, Set<String> required, List<String> oneOf) {
        return maker.tokens(service, route, required.isEmpty() ? Set.of(oneOf.get(0)) : required);
    }
}
