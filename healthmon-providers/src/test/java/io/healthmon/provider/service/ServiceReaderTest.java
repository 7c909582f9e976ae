package io.healthmon.provider.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.provider.http.RawServer;
import io.healthmon.provider.service.StandIn.Answer;
import io.healthmon.provider.stripe.StripeChecks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is alike for all services, shown by one. */
@Timeout(30)
class ServiceReaderTest {

    private static final String KEY = "rk_test_51abcdefghijklmnop";
    private static final String BALANCE = "{\"object\":\"balance\",\"livemode\":false}";
    private static final String PAGE = "<!doctype html><title>Log in to the network</title>";

    @ParameterizedTest
    @ValueSource(ints = {200, 401, 403, 404})
    void aWebPageBelow500IsSomebodyElses(int status) throws Exception {
        CheckResult result = ask(Answer.of(status, PAGE).header("CF-Ray", "8f1-FRA"));

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.LOCAL_NETWORK);
        assertThat(result.details()).containsEntry("cfRay", "8f1-FRA");
    }

    /** RFC 6585: no origin answers so, only what stands in the way to it. */
    @ParameterizedTest
    @ValueSource(strings = {PAGE, "", "{\"error\":{\"code\":\"api_key_expired\"}}"})
    void aNetworkThatAsksForALoginIsNotTheService(String body) throws Exception {
        CheckResult result = ask(Answer.of(511, body));

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.LOCAL_NETWORK);
        assertThat(result.problem().message())
                .contains("511", "asks for a login", "not an answer of Stripe")
                .doesNotContain("Stripe has a server problem");
    }

    @Test
    void aWebPageIsToldWithThePlaceThatSentIt() throws Exception {
        assertThat(ask(Answer.of(200, PAGE)).problem().message())
                .startsWith("A web page comes from http://127.0.0.1:")
                .contains("not an answer of Stripe", "proxy");
    }

    @Test
    void anErrorPageOfTheServiceIsItsOutage() throws Exception {
        assertThat(ask(Answer.of(502, PAGE)).problem().message()).isEqualTo("Stripe has a server problem.");
    }

    @Test
    void aPageThatSaysTooManyRequestsIsALimit() throws Exception {
        assertThat(ask(Answer.of(429, PAGE)).problem().cause()).isEqualTo(Cause.RATE_LIMITED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                      | The answer of Stripe has no body.",
                "{\"object\":\"balance\",\"livemo            | The answer of Stripe is not JSON that can be read; perhaps it broke off.",
                "[1]                                     | Stripe answers otherwise than expected: the whole is a list instead of an object.",
                "null                                    | Stripe answers otherwise than expected: the whole is the JSON value null instead of an object.",
                "{\"object\":\"balance\"}                    | Stripe answers otherwise than expected: \"livemode\" is missing instead of true or false.",
                "{\"object\":\"balance\",\"livemode\":\"no\"}  | Stripe answers otherwise than expected: \"livemode\" is a text instead of true or false."
            })
    void anAnswerThatIsNotAsExpectedNamesTheField(String body, String message) throws Exception {
        CheckResult result = ask(Answer.of(200, body));

        assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(result.problem().cause()).isEqualTo(Cause.ASSERTION);
        assertThat(result.problem().message()).isEqualTo(message);
        assertThat(result.problem().resolution()).contains("baseUrl", "https://www.stripestatus.com");
    }

    @Test
    void anAnswerOfTenMegabytesIsNotReadToItsEnd() throws Exception {
        CheckResult result = ask(Answer.of(200, BALANCE.replace("}", ",\"x\":\"" + "x".repeat(10 << 20) + "\"}")));

        assertThat(result.problem().message())
                .isEqualTo("The answer of Stripe is longer than 64 KiB, and no more is read.");
    }

    @Test
    void whatIsPackedIsNotUnpacked() throws Exception {
        CheckResult result = ask(Answer.of(200, packed(new byte[50 << 20])).header("Content-Encoding", "gzip"));

        assertThat(result.problem().cause()).isEqualTo(Cause.ASSERTION);
        assertThat(result.problem().message()).contains("encoded as gzip");
    }

    @Test
    void anotherCharacterSetIsRead() throws Exception {
        Answer answer = Answer.of(200, BALANCE.getBytes(StandardCharsets.UTF_16))
                .header("Content-Type", "application/json; charset=utf-16");

        assertThat(ask(answer).status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void aNewFieldBreaksNothing() throws Exception {
        Answer answer = Answer.of(200, "{\"livemode\":false,\"new\":{\"list\":[null,1]},\"object\":\"balance\"}");

        assertThat(ask(answer).status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @ParameterizedTest
    @CsvSource({
        "400,DOWN,CONFIGURATION", "404,DOWN,CONFIGURATION", "407,DOWN,CONFIGURATION", "408,DOWN,SERVER_ERROR",
        "410,DOWN,CONFIGURATION", "418,DOWN,CLIENT_ERROR", "451,DEGRADED,PERMISSION", "304,DEGRADED,ASSERTION"
    })
    void aStatusThatNoRowNamesIsJudgedByItsCause(int status, HealthStatus expected, Cause cause) throws Exception {
        CheckResult result = ask(Answer.of(status, ""));

        assertThat(result.status()).isEqualTo(expected);
        assertThat(result.problem().cause()).isEqualTo(cause);
        assertThat(result.problem().message()).startsWith("Stripe answers " + status);
        assertThat(result.problem().resolution()).isNotBlank();
    }

    @Test
    void whatTheLawForbidsIsNotMendedByTheKey() throws Exception {
        CheckResult result = ask(Answer.of(451, ""));

        assertThat(result.problem().message()).isEqualTo("Stripe answers 451: blocked for legal reasons.");
        assertThat(result.problem().resolution())
                .isEqualTo("Check from a place where it is allowed, or ask Stripe why it is not here.");
    }

    @ParameterizedTest
    @CsvSource({"120,120", "0.3,1", "86400,3600", "0,1", "'Wed, 21 Oct 2015 07:29:00 GMT',1"})
    void aRequestToWaitIsKeptForTheSchedule(String retryAfter, String seconds) throws Exception {
        CheckResult result = ask(Answer.of(429, "{}").header("Retry-After", retryAfter));

        assertThat(result.details()).containsEntry("retryAfter", seconds);
    }

    @Test
    void aDateToWaitForCountsFromThatOfTheAnswer() throws Exception {
        String answer = "HTTP/1.1 429 Too Many\r\nDate: Wed, 21 Oct 2026 07:28:00 GMT\r\n"
                + "Retry-After: Wed, 21 Oct 2026 07:29:00 GMT\r\nContent-Length: 0\r\n\r\n";
        try (RawServer server = RawServer.answering(answer)) {
            CheckResult result = StandIn.run(StandIn.make(
                    new StripeChecks(), Map.of("apiKey", KEY, "baseUrl", "http://127.0.0.1:" + server.port())));

            assertThat(result.details()).containsEntry("retryAfter", "60");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "", "-5", "NaN", "Wed, 99 Oct 2026 07:29:00 GMT"})
    void aRequestToWaitThatCannotBeReadIsLeftOut(String retryAfter) throws Exception {
        assertThat(ask(Answer.of(429, "{}").header("Retry-After", retryAfter)).details())
                .doesNotContainKey("retryAfter");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void aServiceThatFailsMaySayHowLong(int status) throws Exception {
        assertThat(ask(Answer.of(status, "{}").header("Retry-After", "120")).details())
                .containsEntry("retryAfter", "120");
    }

    @Test
    void theIdOfTheRequestIsKeptForTheSupport() throws Exception {
        assertThat(ask(Answer.of(500, "{}").header("Request-Id", "req_123")).details())
                .containsEntry("requestId", "req_123");
    }

    @Test
    void whatRepeatsTheKeyDoesNotShowIt() throws Exception {
        CheckResult result =
                ask(Answer.of(429, "{}").header("Request-Id", KEY).header("Stripe-Rate-Limited-Reason", "of " + KEY));

        assertThat(result.problem() + " " + result.details()).doesNotContain(KEY);
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        try (StandIn elsewhere = StandIn.answering(Answer.of(200, BALANCE))) {
            CheckResult result = ask(Answer.of(302, "").header("Location", elsewhere.url() + "/v1/balance"));

            assertThat(result.problem().cause()).isEqualTo(Cause.CONFIGURATION);
            assertThat(result.problem().message()).contains("moved to " + elsewhere.url());
            assertThat(result.problem().resolution()).doesNotContain("\"redirects\"");
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    private static CheckResult ask(Answer answer) throws Exception {
        return StandIn.ask(new StripeChecks(), Map.of("apiKey", KEY), answer);
    }

    private static byte[] packed(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(out)) {
            packing.write(plain);
        }
        return out.toByteArray();
    }
}
