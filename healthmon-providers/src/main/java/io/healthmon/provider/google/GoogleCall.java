package io.healthmon.provider.google;

import io.healthmon.provider.http.HttpCheckBuilder;
import io.healthmon.provider.http.Route;
import io.healthmon.provider.service.Credential;
import io.healthmon.provider.service.CredentialSetting;
import io.healthmon.provider.service.ServiceCheck;
import io.healthmon.provider.service.ServiceReader;
import io.healthmon.secret.Secret;
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
 */
record GoogleCall(
        ServiceReader reader,
        Route route,
        String path,
        String shown,
        UnaryOperator<HttpCheckBuilder> more,
        ScopeNeeds needs) {

    private static final CredentialSetting ACCESS_TOKEN =
            new CredentialSetting("accessToken", "access token", "GOOGLE_ACCESS_TOKEN");

    /** Returns the call with a token. */
    ServiceCheck with(Secret token) {
        return ServiceCheck.bearer(reader, Credential.of(ACCESS_TOKEN, token), route, path, more);
    }

    /** Returns the address as it may be shown. */
    String endpoint() {
        return route.begin(reader.service().home(), shown).build().endpoint();
    }
}
