package io.healthmon.provider.http;

import static io.healthmon.provider.http.Runs.ok;
import static io.healthmon.provider.http.Runs.run;
import static io.healthmon.provider.http.Runs.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.secret.NamedSecrets;
import io.healthmon.secret.Redactor;
import io.healthmon.secret.Secret;
import io.healthmon.secret.SecretHosts;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HttpSecretBindingTest {

    private static final String REFERENCE = "crm-token";

    private final IntegrationBuilder draft = Integration.named("CRM");

    private Settings outside(String url, Map<String, ?> headers, String... hosts) {
        NamedSecrets secrets =
                NamedSecrets.none().with(REFERENCE, Secret.of("Bearer the-token-itself"), List.of(hosts));
        return Settings.fromOutside(
                "", Map.of("url", url, "headers", headers, "redirects", "always"), secrets, Redactor.standard());
    }

    private HttpCheck check(String url, String... hosts) {
        Map<String, ?> headers = Map.of("Authorization", Map.of("secret", REFERENCE), "Accept", "text/plain");
        Settings settings = outside(url, headers, hosts);
        HealthCheck check = new HttpChecks().types().iterator().next().factory().create(settings, draft);
        settings.refuseUnknown();
        return (HttpCheck) check;
    }

    @Test
    void aNamedSecretIsSentToItsHost() throws Exception {
        try (RawServer server = RawServer.answering(ok("fine"));
                HttpCheck check = check(server.url(), "http://127.0.0.1:" + server.port())) {
            assertThat(run(check).status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(server.requests().get(0))
                    .contains("Authorization: Bearer the-token-itself\r\n", "Accept: text/plain\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example.com/",
                "https://crm.example.com.evil.example.com/",
                "https://x.crm.example.com/",
                "http://crm.example.com/",
                "https://crm.example.com:8444/"
            })
    void aSecretForAnotherPlaceIsRefusedWhenTheCheckIsMade(String url) {
        assertThatThrownBy(() -> check(url, "crm.example.com:8443"))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith(
                        "headers.Authorization: header \"Authorization\" names a secret that is bound to"
                                + " crm.example.com:8443 and is not sent to ")
                .hasMessageNotContaining("the-token-itself");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "X-Api-Key", "Cookie", "X-Tenant"})
    void aValueOfItsOwnIsNotTakenFromOutside(String header) {
        Settings settings = outside("https://crm.example.com/", Map.of(header, "abc"), "crm.example.com");

        assertThatThrownBy(() -> new HttpSettings(settings).check())
                .isInstanceOf(SettingException.class)
                .hasMessage("headers." + header + ": holds a value of its own, which is not taken from outside; name a"
                        + " configured secret: {\"secret\": \"name\"}");
    }

    @Test
    void aVariableIsNotExpandedFromOutside() {
        Settings settings =
                outside("https://crm.example.com/", Map.of("Authorization", "${CRM_TOKEN}"), "crm.example.com");

        assertThatThrownBy(() -> new HttpSettings(settings).check())
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("holds a value of its own");
    }

    @Test
    void anEditCannotSendItElsewhere() {
        HttpCheck check = check("https://crm.example.com/", "crm.example.com");

        assertThatIllegalArgumentException().isThrownBy(() -> check.withEndpoint("https://evil.example.com/"));
        assertThatIllegalArgumentException().isThrownBy(() -> check.withEndpoint("http://crm.example.com/"));
        assertThat(check.withEndpoint("https://crm.example.com/other").endpoint())
                .isEqualTo("https://crm.example.com/other");
    }

    @Test
    void aRedirectToAnotherHostDoesNotTakeItAlong() throws Exception {
        try (RawServer other = RawServer.answering(ok("fine"));
                RawServer server = RawServer.answering(status(302, "Location: " + other.url()));
                HttpCheck check = check(server.url(), "http://127.0.0.1:" + server.port())) {
            assertThat(run(check).status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(other.requests()).singleElement().asString().doesNotContain("the-token-itself");
        }
    }

    @Test
    void aRedirectToAPortOfTheSameHostThatItIsNotBoundToIsNotFollowed() throws Exception {
        try (RawServer server = RawServer.answering(status(302, "Location: https://127.0.0.1:1/"));
                HttpCheck check = check(server.url(), "http://127.0.0.1:" + server.port())) {
            assertThat(run(check).problem().message())
                    .endsWith("That is not followed, since a secret among the headers is not bound to it.");
        }
    }

    @Test
    void aRequestWithASecretForAnotherHostCannotEvenBeMade() {
        var request = java.net.http.HttpRequest.newBuilder(java.net.URI.create("https://evil.example.com/"))
                .header("X-Key", "hidden")
                .build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RequestTemplate(
                        request, new byte[0], null, List.of(SecretHosts.of(List.of("crm.example.com")))))
                .withMessageNotContaining("hidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://me:pw@crm.example.com/", "https://crm.example.com/?token=abc123"})
    void anAddressWithASecretIsNotTakenFromOutside(String url) {
        Settings settings = outside(url, Map.of(), "crm.example.com");

        assertThatThrownBy(() -> new HttpSettings(settings).check())
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("url: holds what looks like a secret");
    }

    @Test
    void aFileOfThisMachineIsNotTakenFromOutside() {
        Settings settings = Settings.fromOutside(
                "",
                Map.of("url", "https://crm.example.com/", "tls", Map.of("keystore", "/etc/passwd")),
                NamedSecrets.none(),
                Redactor.standard());

        assertThatThrownBy(() -> new HttpSettings(settings).check())
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("tls.keystore: names a file of this machine");
    }
}
