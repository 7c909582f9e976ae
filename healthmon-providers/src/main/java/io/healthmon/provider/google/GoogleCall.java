package io.healthmon.provider.google;

import io.healthmon.provider.http.HttpCheckBuilder;
import io.healthmon.provider.http.Route;
import io.healthmon.provider.service.Credential;
import io.healthmon.provider.service.CredentialSetting;
import io.healthmon.provider.service.ServiceCheck;
import io.healthmon.provider.service.ServiceReader;
import io.healthmon.secret.Secret;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The call that a check makes, but for its token.
 *
 * @param reader judges the answer
 * @param route how to get there
 * @param path what is asked for
 * @param shown the part of it that names nobody
 * @param more what the request has beside
 * @param needs what the token has to be allowed
 * @param place where the call goes instead, and who judges that
 */
record GoogleCall(
        ServiceReader reader,
        Route route,
        String path,
        String shown,
        UnaryOperator<HttpCheckBuilder> more,
        ScopeNeeds needs,
        UnaryOperator<ServiceCheck> place) {

    private static final CredentialSetting ACCESS_TOKEN =
            new CredentialSetting("accessToken", "access token", "GOOGLE_ACCESS_TOKEN");

    /** Stands for the tokens to come, so that what must not be is known before there is one; never sent. */
    private static final Secret ANY = Secret.of("any-access-token");

    GoogleCall(
            ServiceReader reader,
            Route route,
            String path,
            String shown,
            UnaryOperator<HttpCheckBuilder> more,
            ScopeNeeds needs) {
        this(reader, route, path, shown, more, needs, check -> check);
    }

    /**
     * Returns the call at another place.
     *
     * @throws IllegalArgumentException if no token may be sent there
     */
    GoogleCall placed(UnaryOperator<ServiceCheck> next) {
        GoogleCall placed =
                new GoogleCall(reader, route, path, shown, more, needs, check -> next.apply(place.apply(check)));
        placed.withAny().close();
        return placed;
    }

    /** Returns the call with a token, which goes with it to no other host. */
    ServiceCheck with(Secret token) {
        return place.apply(ServiceCheck.bearer(reader, Credential.of(ACCESS_TOKEN, token), route, path, more));
    }

    /** Returns the call as it is whatever the token. */
    ServiceCheck withAny() {
        return with(ANY);
    }

    /** Returns what it holds beside its tokens, such as the password of a key store. */
    List<Secret> secrets() {
        return withAny().secrets().stream()
                .filter(secret -> !secret.reveal().endsWith(ANY.reveal()))
                .toList();
    }

    /** Returns the address that was declared, as it may be shown. */
    String endpoint() {
        return route.begin(reader.service().home(), shown).build().endpoint();
    }
}
