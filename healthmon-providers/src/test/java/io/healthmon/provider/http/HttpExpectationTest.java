package io.healthmon.provider.http;

import static io.healthmon.provider.http.Runs.ok;
import static io.healthmon.provider.http.Runs.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.secret.Secret;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HttpExpectationTest {

    private static final String BODY =
            "{\"status\":\"healthy\",\"count\":1.0,\"big\":12345678901234567890,\"on\":true,\"none\":null,"
                    + "\"checks\":[{\"a/b\":1},{\"m~n\":\"x\"}]}";

    @ParameterizedTest
    @CsvSource({
        "/status,healthy",
        "/count,1",
        "/count,1.00",
        "/big,12345678901234567890",
        "/on,true",
        "/none,null",
        "/checks/0/a~1b,1",
        "/checks/1/m~0n,x"
    })
    void jsonThatFitsIsHealthy(String pointer, String value) throws Exception {
        assertThat(asked(ok(BODY), check -> check.expectJson(pointer, value)).status())
                .isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void jsonIsComparedByValueWhateverTheTypeOfTheNumber() throws Exception {
        assertThat(asked(
                                ok(BODY),
                                check -> check.expectJson("/count", 1)
                                        .expectJson("/on", true)
                                        .expectJson("/none", null))
                        .status())
                .isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void jsonMayBeAnArray() throws Exception {
        assertThat(asked(ok("[\"up\"]"), check -> check.expectJson("/0", "up")).status())
                .isEqualTo(HealthStatus.HEALTHY);
    }

    @ParameterizedTest
    @CsvSource({
        "/status,ill,has \"healthy\" at /status",
        "/nothing,x,has nothing at /nothing",
        "/checks/2,x,has nothing",
        "/on,false,has true at /on",
        "/checks/00,x,has nothing"
    })
    void jsonThatDoesNotFitIsDownAndSaysWhatThereIs(String pointer, String value, String said) throws Exception {
        CheckResult result = asked(ok(BODY), check -> check.expectJson(pointer, value));

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.ASSERTION);
        assertThat(result.problem().message()).contains(said);
    }

    @ParameterizedTest
    @CsvSource({"'',no body", "'<html><body>Login</body></html>',web page", "'{\"status\":',not JSON"})
    void whatIsNotJsonIsSaidSo(String body, String said) throws Exception {
        CheckResult result = asked(ok(body), check -> check.expectJson("/status", "healthy"));

        assertThat(result.problem().cause()).isEqualTo(Cause.ASSERTION);
        assertThat(result.problem().message()).contains(said);
    }

    @Test
    void aCutBodyIsSaidToBeCut() throws Exception {
        CheckResult result =
                asked(ok("\"" + "x".repeat(70_000) + "\""), check -> check.expectJson("/status", "healthy"));

        assertThat(result.problem().message()).contains("longer than 64 KiB");
    }

    @Test
    void aTextIsFoundInItsCharacterSet() throws Exception {
        CheckResult result = asked(
                ok("gr\u00fcn", "Content-Type: text/plain; charset=ISO-8859-1"),
                check -> check.expectBodyContains("grün"));

        assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void anUnknownCharacterSetCountsAsUtf8() throws Exception {
        CheckResult result = asked(
                ok("fine", "Content-Type: text/plain; charset=klingon-1"), check -> check.expectBodyContains("fine"));

        assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void aMissingTextIsDown() throws Exception {
        assertThat(asked(ok("fine"), check -> check.expectBodyContains("ok"))
                        .problem()
                        .message())
                .isEqualTo("The body does not contain the expected text \"ok\".");
    }

    @Test
    void aRegularExpressionMatchesAnywhere() throws Exception {
        assertThat(asked(ok("version 12.3 up"), check -> check.expectBodyMatches("\\d+\\.\\d+"))
                        .status())
                .isEqualTo(HealthStatus.HEALTHY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+$", "(a|b)*c", "(.*a){25}"})
    void aRegularExpressionWithoutEndIsStopped(String expression) throws Exception {
        long begin = System.nanoTime();
        CheckResult result = asked(ok("a".repeat(60_000) + "!"), check -> check.expectBodyMatches(expression));

        assertThat(result.problem().cause()).isEqualTo(Cause.ASSERTION);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void aHeaderContainsATextInAnyCase() throws Exception {
        assertThat(asked(
                                ok("{}", "Content-Type: Application/JSON; charset=utf-8"),
                                check -> check.expectHeader("content-type", "application/json"))
                        .status())
                .isEqualTo(HealthStatus.HEALTHY);
    }

    @ParameterizedTest
    @CsvSource({"Content-Type,is \"text/html\"", "X-Missing,is missing"})
    void aHeaderThatDoesNotFitIsSaid(String name, String said) throws Exception {
        assertThat(asked(ok("{}", "Content-Type: text/html"), check -> check.expectHeader(name, "json"))
                        .problem()
                        .message())
                .contains(said);
    }

    @Test
    void aBodyThatIsCompressedUnaskedIsSaidSo() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(BODY.getBytes(StandardCharsets.UTF_8));
        }
        String answer = ok(packed.toString(StandardCharsets.ISO_8859_1), "Content-Encoding: gzip");

        assertThat(asked(answer, check -> check.expectJson("/status", "healthy"))
                        .problem()
                        .message())
                .contains("gzip", "not asked for");
        assertThat(asked(answer, check -> check).status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void anAnswerSlowerThanAllowedIsDown() throws Exception {
        try (RawServer server = RawServer.start(connection -> {
            connection.readRequest();
            long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(50);
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            connection.write(ok("fine"));
        })) {
            CheckResult result = run(
                    HttpCheck.to(server.url()).downAfter(Duration.ofMillis(20)).build());

            assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
            assertThat(result.problem().cause()).isEqualTo(Cause.ASSERTION);
            assertThat(result.problem().message()).contains("at most 20ms is allowed");
        }
    }

    @Test
    void aSecretThatTheServiceSendsBackIsNotShown() throws Exception {
        CheckResult result = asked(
                ok("{\"you\":\"hunter2-hunter2\"}"),
                check -> check.header("X-Key", Secret.of("hunter2-hunter2")).expectJson("/you", "me"));

        assertThat(result.problem().message()).contains("***").doesNotContain("hunter2");
    }

    @Test
    void theTokenOfAHeaderIsNotShownWithoutItsSchemeEither() throws Exception {
        CheckResult result = asked(
                ok("{\"you\":\"token abcdefgh12\"}"),
                check -> check.header("Authorization", Secret.of("Bearer abcdefgh12"))
                        .expectJson("/you", "me"));

        assertThat(result.problem().message()).contains("***").doesNotContain("abcdefgh12");
    }

    @Test
    void aSecretOfThreeLettersDoesNotBlackenTheMessage() throws Exception {
        CheckResult result = asked(
                ok("{\"count\":1}"),
                check -> check.header("X-Probe", Secret.of("1")).expectJson("/count", 2));

        assertThat(result.problem().message()).contains("has 1 at /count");
    }

    @Test
    void expectationsDoNotPrintSecrets() {
        Expectations expectations =
                new Expectations(ExpectedStatus.of(List.of("2xx")), List.of(), null, List.of(Secret.of("hunter2")));

        assertThat(expectations.toString()).contains("2xx").doesNotContain("hunter2");
    }

    @Test
    void thePhasesAreMeasured() throws Exception {
        CheckResult result = asked(ok("fine"), check -> check);

        assertThat(result.details())
                .containsKeys("phase.dns", "phase.connect", "phase.firstByte", "phase.total", "http.status");
        assertThat(result.responseTime()).isPositive();
    }

    @Test
    void aRequestNamesItsSenderAndSendsWhatWasSet() throws Exception {
        try (RawServer server = RawServer.answering(ok("fine"))) {
            run(HttpCheck.to(server.url().replace("//", "//user:pass@") + "path?query=1")
                    .method("post")
                    .header("X-Probe", "1")
                    .body("{\"a\":1}")
                    .build());

            assertThat(server.requests().get(0))
                    .startsWith("POST /path?query=1 HTTP/1.1")
                    .contains("User-Agent: healthmon/", "Accept: application/json", "X-Probe: 1")
                    .contains("Authorization: Basic dXNlcjpwYXNz", "Content-Type: application/json")
                    .endsWith("{\"a\":1}")
                    .doesNotContain("Upgrade:");
        }
    }

    private static CheckResult asked(String answer, UnaryOperator<HttpCheckBuilder> how) throws Exception {
        try (RawServer server = RawServer.answering(answer)) {
            return run(how.apply(HttpCheck.to(server.url())).build());
        }
    }
}
