package io.healthmon.provider.http;

import static io.healthmon.provider.http.Runs.ok;
import static io.healthmon.provider.http.Runs.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.healthmon.check.HealthStatus;
import io.healthmon.secret.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials stay with the host that they were declared for, whatever address an operator sets. */
@Timeout(30)
class HttpMoveTest {

    private static final String DECLARED = "https://crm.example.com/api/health?key=S3cr3t";

    @Test
    void aMovedCheckAsksTheOtherAddress() throws Exception {
        try (RawServer server = RawServer.answering(ok("here"))) {
            HttpCheck check = HttpCheck.get("http://127.0.0.1:1/").withEndpoint(server.url());

            assertThat(run(check).status()).isEqualTo(HealthStatus.HEALTHY);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "X-Api-Key", "X-Probe", "Cookie"})
    void withAHeaderOnlyThePathMayChange(String header) {
        HttpCheck check = HttpCheck.to(DECLARED)
                .header(header, Secret.of("TOPSECRET8841ab"))
                .build();

        assertThat(check.withEndpoint("https://crm.example.com/other").endpoint())
                .isEqualTo("https://crm.example.com/other");
        assertThat(check.withEndpoint("https://CRM.example.com:443/other").endpoint())
                .isEqualTo("https://crm.example.com/other");
        assertBound(check);
    }

    @Test
    void withALoginOrABodyOnlyThePathMayChange() {
        assertBound(HttpCheck.get("https://me:TOPSECRET8841ab@crm.example.com/"));
        assertBound(
                HttpCheck.to(DECLARED).method("POST").body("TOPSECRET8841ab").build());
    }

    @Test
    void withoutThemAnotherHostIsAllowed() {
        HttpCheck check = HttpCheck.to(DECLARED).header("User-Agent", "probe").build();

        assertThat(check.withEndpoint("http://other.example.com:81/x").endpoint())
                .isEqualTo("http://other.example.com:81/x");
    }

    @Test
    void tlsMayBeAddedOnTheSameHostButNotTakenAway() {
        HttpCheck check =
                HttpCheck.to("http://crm.example.com/").header("X-Key", "k").build();

        assertThat(check.withEndpoint("https://crm.example.com/").endpoint()).isEqualTo("https://crm.example.com/");
        assertBound(HttpCheck.to(DECLARED).header("X-Key", "k").build());
    }

    @Test
    void theDeclaredAddressAsItIsShownKeepsItsQuery() throws Exception {
        try (RawServer server = RawServer.answering(ok("{\"a\":\"S3cr3t-Query\"}"))) {
            HttpCheck check = HttpCheck.to(server.url() + "?key=S3cr3t-Query")
                    .expectJson("/a", "b")
                    .build();
            HttpCheck moved = check.withEndpoint(check.endpoint());

            assertThat(moved).isNotSameAs(check);
            assertThat(run(moved).problem().message()).doesNotContain("S3cr3t-Query");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"crm.example.com", "ftp://crm.example.com/", "https://me:S3cr3t@crm.example.com/", "", "https://"
            })
    void whatIsNoAddressOrBringsALoginIsRefused(String endpoint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpCheck.get(DECLARED).withEndpoint(endpoint))
                .withMessageNotContaining("S3cr3t");
    }

    private static void assertBound(HttpCheck check) {
        for (String elsewhere : new String[] {
            "https://evil.example.com/api/health",
            "https://crm.example.com:8443/api/health",
            "http://crm.example.com/api/health",
            "https://crm.example.com.evil.example/"
        }) {
            assertThatIllegalArgumentException()
                    .as(elsewhere)
                    .isThrownBy(() -> check.withEndpoint(elsewhere))
                    .withMessageContaining("bound to https://crm.example.com")
                    .withMessageNotContaining("SECRET");
        }
    }
}
