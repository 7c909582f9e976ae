package io.healthmon.provider.resend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.provider.http.Route;
import io.healthmon.provider.service.StandIn;
import io.healthmon.provider.service.StandIn.Answer;
import io.healthmon.secret.Secret;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class ResendCheckTest {

    private static final String KEY = "re_abcdefgh_ijklmnopqrstuv";

    @Test
    void aVerifiedDomainIsHealthy() throws Exception {
        try (StandIn resend = StandIn.answering(fixture("domains_list_verified.json"))) {
            CheckResult result = StandIn.run(ResendCheck.with(Secret.of(KEY))
                    .domain("Example.COM")
                    .via(Route.to(resend.url()))
                    .build());

            StandIn.Request request = resend.requests().get(0);
            assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(result.details()).containsEntry("domainStatus", "verified");
            assertThat(request.line()).isEqualTo("GET /domains?limit=100");
            assertThat(request.header("Authorization")).isEqualTo("Bearer " + KEY);
            assertThat(request.header("User-Agent")).startsWith("healthmon/");
        }
    }

    @Test
    void withoutADomainTheKeyIsEnough() throws Exception {
        assertThat(ask(fixture("domains_list.json")).status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void aKeyThatMayOnlySendIsHealthyAndSaidToBeReduced() throws Exception {
        CheckResult result =
                asked(Answer.of(401, StandIn.fixture(ResendCheckTest.class, "error_401_restricted_api_key.json")));

        assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(result.problem()).isNull();
        assertThat(result.details().get("reduced"))
                .isEqualTo("The key is valid but may only send, so the status of domains cannot be read."
                        + " Use a key with full access for a deeper check.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "verified           |          | HEALTHY  |               |",
                "verified           | enabled  | HEALTHY  |               |",
                "verified           | disabled | DOWN     | CONFIGURATION | is verified, but sending is switched off.",
                "partially_verified | enabled  | DEGRADED | CONFIGURATION | is verified in part only.",
                "partially_failed   | enabled  | DEGRADED | CONFIGURATION | has failed in part.",
                "pending            | enabled  | DOWN     | CONFIGURATION | is not verified: Resend has not seen its DNS records yet (pending).",
                "not_started        | enabled  | DOWN     | CONFIGURATION | is not verified: Resend has not seen its DNS records yet (not_started).",
                "failed             | enabled  | DOWN     | CONFIGURATION | has failed its verification.",
                "moved_to_mars      | enabled  | DEGRADED | ASSERTION     | has the status moved_to_mars, which is not known here."
            })
    void theStatusOfTheDomainCounts(String status, String sending, HealthStatus expected, Cause cause, String said)
            throws Exception {
        String capabilities = sending == null ? "" : ",\"capabilities\":{\"sending\":\"" + sending + "\"}";
        CheckResult result = asked(list(
                false, "{\"name\":\"example.com\",\"status\":\"" + status + "\"" + capabilities + ",\"new\":[1]}"));

        assertThat(result.status()).isEqualTo(expected);
        if (cause != null) {
            assertThat(result.problem().cause()).isEqualTo(cause);
            assertThat(result.problem().message()).isEqualTo("The domain example.com " + said);
            assertThat(result.problem().resolution()).contains("https://resend.com/domains");
            assertThat(result.problem().documentation()).startsWith("https://resend.com/");
        }
    }

    @Test
    void aDomainThatTheTeamDoesNotHaveIsAProblemOfTheConfiguration() throws Exception {
        CheckResult result = asked(list(false, "{\"name\":\"other.example\"}"));

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.CONFIGURATION);
        assertThat(result.problem().message()).isEqualTo("The team of this key has no domain example.com.");
    }

    @Test
    void aDomainBeyondTheFirstHundredCannotBeTold() throws Exception {
        CheckResult result = asked(list(true, "{\"name\":\"other.example\"}"));

        assertThat(result.status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(result.problem().message()).contains("first 100");
    }

    @Test
    void aDomainWithoutAStatusNamesTheField() throws Exception {
        assertThat(asked(list(false, "{\"name\":\"example.com\"}")).problem().message())
                .contains("\"data[0].status\" is missing instead of a text");
    }

    /** Only Cloudflare's own words tell its page from another's: the colour of one may hold the number. */
    @Test
    void aPageThatHappensToHoldTheNumberIsSomebodyElses() throws Exception {
        Answer page = Answer.of(403, "<html><body style=\"color: #101010\">Blocked by the proxy, rule 1010</body>");

        assertThat(ask(page).problem().cause()).isEqualTo(Cause.LOCAL_NETWORK);
    }

    @Test
    void aWrongDomainIsNamed() {
        assertThatThrownBy(() -> StandIn.make(new ResendChecks(), Map.of("apiKey", KEY, "domain", "me@example.com")))
                .hasMessage("integrations[0].domain: domain \"me@example.com\" is not allowed; use the domain that mail"
                        + " is sent from, as example.com");
    }

    private static Answer list(boolean more, String domain) {
        return Answer.of(200, "{\"object\":\"list\",\"has_more\":" + more + ",\"data\":[" + domain + "]}");
    }

    private static Answer fixture(String name) throws Exception {
        return Answer.of(200, StandIn.fixture(ResendCheckTest.class, name));
    }

    private static CheckResult asked(Answer answer) throws Exception {
        return StandIn.ask(new ResendChecks(), Map.of("apiKey", KEY, "domain", "example.com"), answer);
    }

    private static CheckResult ask(Answer answer) throws Exception {
        return StandIn.ask(new ResendChecks(), Map.of("apiKey", KEY), answer);
    }
}
