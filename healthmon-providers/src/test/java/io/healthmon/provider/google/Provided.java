package io.healthmon.provider.google;

import io.healthmon.check.CheckType;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthCheckProvider;
import io.healthmon.provider.http.Route;
import io.healthmon.secret.Secret;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Checks made by code, as a provider; the stand-in is where the test says. */
final class Provided {

    static final String TOKEN = "ya29.application-token";
    static final String REFRESH = "1//0refresh-abcdefghij";
    static final String CLIENT_SECRET = "GOCSPX-client-secret";

    private static final AtomicInteger GRANTS = new AtomicInteger();

    private Provided() {}

    /** The application's own token, of which nothing else is known. */
    static AccessToken token() {
        return AccessToken.of(Secret.of(TOKEN));
    }

    /** A refresh token like no other, so that no test finds the tokens of another. */
    static RefreshToken refreshToken(String tokenUrl) {
        return RefreshToken.of(
                        Secret.of("id.apps.googleusercontent.com"),
                        Secret.of(CLIENT_SECRET),
                        Secret.of(REFRESH + GRANTS.incrementAndGet()))
                .tokenUrl(tokenUrl);
    }

    /** Checks of which the stand-in is the token service; nobody is asked behind it. */
    static HealthCheckProvider refreshing() {
        return () -> List.of(new CheckType("gmail", (settings, integration) -> {
            // why: an address like no other, as above.
            String url = settings.text("baseUrl").orElseThrow() + "/token" + GRANTS.incrementAndGet();
            RefreshToken token = RefreshToken.of(
                    Secret.of("id.apps.googleusercontent.com"), Secret.of(CLIENT_SECRET), Secret.of(REFRESH));
            return GmailCheck.with(token.tokenUrl(url))
                    .via(Route.to("http://127.0.0.1:1"))
                    .build();
        }));
    }

    static HealthCheckProvider gmail(Function<Route, HealthCheck> maker) {
        return () -> List.of(new CheckType("gmail", (settings, integration) -> maker.apply(Route.of(settings))));
    }
}
