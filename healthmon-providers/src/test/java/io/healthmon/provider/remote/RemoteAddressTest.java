package io.healthmon.provider.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.provider.http.Route;
import io.healthmon.provider.service.StandIn;
import io.healthmon.secret.Secret;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a check of remote health may go. */
class RemoteAddressTest {

    private static final String TOKEN = "crm_51abcdefghijklmnop";

    @ParameterizedTest
    @ValueSource(strings = {"http://crm.example.com/health?full=1", "http://10.0.0.1/health"})
    void aTokenIsNotSentInTheClear(String url) {
        RemoteHealthCheck check = RemoteHealthCheck.to(url).token(Secret.of(TOKEN));
        String origin = url.substring(0, url.indexOf("/health"));
        String message = "url \"" + origin
                + "\" would send the credential in the clear; begin with https://, or let a stand-in be";

        assertThat(RemoteHealthCheck.get(url)).isNotNull();
        assertThatThrownBy(check::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
        assertThatThrownBy(() -> StandIn.make(new RemoteHealthChecks(), Map.of("url", url, "token", TOKEN)))
                .hasMessageStartingWith("integrations[0].url: " + message);
    }

    @Test
    void aRouteThatLeadsElsewhereIsRefused() {
        RemoteHealthCheck check = RemoteHealthCheck.to("https://crm.example.com/health");
        Route elsewhere = Route.to("http://localhost:8080");

        assertThatThrownBy(() -> check.via(elsewhere)).hasMessageContaining("has an address of its own");
    }
}
