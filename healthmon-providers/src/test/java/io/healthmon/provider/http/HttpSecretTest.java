package io.healthmon.provider.http;

import static io.healthmon.provider.http.Runs.ok;
import static io.healthmon.provider.http.Runs.run;
import static io.healthmon.provider.http.Runs.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.secret.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Services that send back what they were sent, and addresses that hold what nobody shall see. */
@Timeout(30)
class HttpSecretTest {

    private static final String ECHO = "{\"you\":\"sent TOPSECRET8841ab\"}";

    @ParameterizedTest
    @CsvSource({
        "Authorization,Bearer TOPSECRET8841ab",
        "X-Api-Key,TOPSECRET8841ab",
        "Cookie,theme=dark; session=TOPSECRET8841ab",
        "Authorization,Basic dXNlcjpUT1BTRUNSRVQ4ODQxYWI="
    })
    void aHeaderThatTheServiceSendsBackIsNotShown(String name, String value) throws Exception {
        try (RawServer server = RawServer.answering(ok(ECHO))) {
            HttpCheckBuilder plain = HttpCheck.to(server.url()).header(name, value);
            HttpCheckBuilder secret = HttpCheck.to(server.url()).header(name, Secret.of(value));

            assertHidden(run(plain.expectJson("/you", "me").build()));
            assertHidden(run(secret.expectJson("/you", "me").build()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"user:TOPSECRET8841ab@", "TOPSECRET8841ab@", "TOPSECRET8841ab:@"})
    void aPasswordOfTheAddressThatTheServiceSendsBackIsNotShown(String login) throws Exception {
        try (RawServer server = RawServer.answering(ok(ECHO))) {
            String url = server.url().replace("//", "//" + login);

            assertHidden(run(HttpCheck.to(url).expectJson("/you", "me").build()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?a=1&key=TOPSECRET8841ab", "?TOPSECRET8841ab", "?key=TOPSECRET%38841ab"})
    void aQueryThatTheServiceSendsBackIsNotShown(String query) throws Exception {
        try (RawServer server = RawServer.answering(ok(ECHO))) {
            assertHidden(run(
                    HttpCheck.to(server.url() + query).expectJson("/you", "me").build()));
        }
    }

    @Test
    void aRedirectThatRepeatsASecretIsShownWithoutIt() throws Exception {
        String moved = "Location: http://other.example.com/login/TOPSECRET8841ab/next?key=TOPSECRET8841ab";
        try (RawServer server = RawServer.answering(status(302, moved))) {
            CheckResult result = run(HttpCheck.to(server.url())
                    .header("X-Api-Key", "TOPSECRET8841ab")
                    .build());

            assertHidden(result);
            assertThat(result.problem().message()).contains("http://other.example.com/login/***/next.");
        }
    }

    @Test
    void aLoopOfRedirectsThatRepeatsASecretIsShownWithoutIt() throws Exception {
        try (RawServer server = RawServer.answering(status(302, "Location: /again/TOPSECRET8841ab"))) {
            assertHidden(run(HttpCheck.to(server.url())
                    .header("X-Api-Key", "TOPSECRET8841ab")
                    .build()));
        }
    }

    @Test
    void ofAHeaderThatMayHoldASecretNeitherWhatIsExpectedNorWhatCameIsShown() throws Exception {
        try (RawServer server = RawServer.answering(ok("", "X-Session: TOPSECRET8841ab"))) {
            CheckResult result = run(HttpCheck.to(server.url())
                    .expectHeader("X-Session", "OTHERSECRET77")
                    .build());

            assertHidden(result);
            assertThat(result.problem().message()).isEqualTo("The header X-Session does not hold what is expected.");
        }
    }

    @Test
    void anExpectedHeaderThatTheServiceSendsElsewhereIsNotShown() throws Exception {
        try (RawServer server = RawServer.answering(ok(ECHO, "X-Key: TOPSECRET8841ab"))) {
            assertHidden(run(HttpCheck.to(server.url())
                    .expectHeader("X-Key", "TOPSECRET8841ab")
                    .expectJson("/you", "me")
                    .build()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user:TOPSECRET8841ab@host/path",
                "http://user:a/TOPSECRET8841ab@h/",
                "https:hooks.example.com/services/TOPSECRET8841ab",
                "https:/hooks.example.com/services/TOPSECRET8841ab",
                "https://hooks example.com/services/TOPSECRET8841ab",
                "https://hooks_example/services/TOPSECRET8841ab",
                "https://hooks.example.com:99999/services/TOPSECRET8841ab?TOPSECRET8841ab#TOPSECRET8841ab",
                "ftp://TOPSECRET8841ab:x@host/TOPSECRET8841ab",
                "TOPSECRET8841ab"
            })
    void anAddressThatCannotBeUsedIsNotShownBeyondItsHost(String url) {
        assertThatThrownBy(() -> HttpCheck.to(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageStartingWith("url ")
                .hasMessageContaining("use an address such as")
                .hasMessageNotContaining("SECRET");
    }

    @Test
    void ofAWrongPortSchemeAndHostAreShown() {
        assertThatThrownBy(() -> HttpCheck.to("https://crm.example.com:99999/x"))
                .hasMessageStartingWith("url \"https://crm.example.com\" has a port that is not from 1 to 65535");
    }

    private static void assertHidden(CheckResult result) {
        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().message() + result.problem().resolution() + result.details())
                .doesNotContain("SECRET");
    }
}
