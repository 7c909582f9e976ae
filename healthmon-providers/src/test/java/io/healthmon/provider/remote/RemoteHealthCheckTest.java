package io.healthmon.provider.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.egress.TargetGuard;
import io.healthmon.provider.service.StandIn;
import io.healthmon.provider.service.StandIn.Answer;
import io.healthmon.secret.Secret;
import io.healthmon.secret.SecretHosts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class RemoteHealthCheckTest {

    private static final String TOKEN = "tok_51abcdefghijklmnop";

    @ParameterizedTest
    @CsvSource({
        "200, healthy, HEALTHY", "200, degraded, DEGRADED", "200, down, DOWN", "503, down, DOWN",
                "200, unknown, UNKNOWN",
        "200, UP, HEALTHY", "200, DOWN, DOWN", "503, DOWN, DOWN", "503, OUT_OF_SERVICE, DOWN", "200, UNKNOWN, UNKNOWN",
        "200, pass, HEALTHY", "200, warn, DEGRADED", "200, fail, DOWN", "500, fail, DOWN", "503, degraded, DEGRADED"
    })
    void itIsAsTheApplicationSays(int status, String word, HealthStatus expected) throws Exception {
        assertThat(ask(Answer.of(status, "{\"status\":\"" + word + "\"}")).status())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"healthy", "UP", "pass"})
    void goodWordsWithABadStatusContradictEachOther(String word) throws Exception {
        CheckResult result = ask(Answer.of(503, "{\"status\":\"" + word + "\"}"));

        assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(result.problem().cause()).isEqualTo(Cause.ASSERTION);
        assertThat(result.problem().message()).contains("answers 503 although it says " + word);
    }

    @Test
    void theOwnFormIsToldByItsParts() throws Exception {
        CheckResult result = ask(Answer.of(
                200,
                "{\"status\":\"degraded\",\"timestamp\":\"2026-03-15T10:30:00Z\",\"checks\":{"
                        + "\"database\":{\"status\":\"healthy\",\"responseTime\":12},"
                        + "\"mail\":{\"status\":\"down\",\"responseTime\":null},\"new\":7}}"));

        assertThat(result.problem().cause()).isEqualTo(Cause.SERVER_ERROR);
        assertThat(result.problem().message()).endsWith(" says that it is degraded: mail (down).");
        assertThat(result.problem().resolution()).contains("what is wrong with mail");
        assertThat(result.details())
                .containsEntry("format", "healthmon")
                .containsEntry("parts", "2")
                .containsEntry("part.mail", "down")
                .containsEntry("part.database", "healthy");
    }

    @Test
    void anotherHealthmonHasWeighedItsParts() throws Exception {
        Answer answer = Answer.of(200, "{\"status\":\"healthy\",\"checks\":{\"shadow\":{\"status\":\"down\"}}}");

        assertThat(ask(answer).status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(ask(answer).details()).containsEntry("part.shadow", "down");
    }

    @Test
    void theFormOfActuatorIsToldByItsParts() throws Exception {
        CheckResult result = ask(fixture(503, "actuator.json", "application/vnd.spring-boot.actuator.v3+json"));

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().message()).endsWith(" says that it is down: broker.us2 (down), db (down).");
        assertThat(result.details())
                .containsEntry("format", "actuator")
                .containsEntry("part.broker.us1", "healthy")
                .containsEntry("part.broker.us2", "down")
                .containsEntry("part.discoveryComposite", "unknown")
                .containsEntry("part.ours", "unknown")
                .doesNotContainKey("part.broker");
    }

    @Test
    void theFormOfActuatorBefore22IsReadToo() throws Exception {
        assertThat(ask(fixture(503, "actuator-2.0.json", "application/json"))
                        .problem()
                        .message())
                .endsWith(" says that it is down: redis (down).");
    }

    @Test
    void theFormOfTheDraftIsToldByTheWorstOfEachList() throws Exception {
        CheckResult result = ask(fixture(200, "health-json.json", "application/health+json"));

        assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(result.problem().message()).endsWith(" says that it is degraded: cpu:utilization (degraded).");
        assertThat(result.details())
                .containsEntry("format", "health-json")
                .containsEntry("parts", "2")
                .containsEntry("part.cassandra:responseTime", "healthy");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"UP\",\"components\":{\"db\":{\"status\":\"DOWN\"}}}",
                "{\"status\":\"pass\",\"checks\":{\"db:connections\":[{\"status\":\"pass\"},{\"status\":\"fail\"}]}}"
            })
    void healthyWithAPartThatFailsIsDegraded(String body) throws Exception {
        CheckResult result = ask(Answer.of(200, body));

        assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(result.problem().message())
                .contains(" although a part of it is not well: db")
                .contains("(down)");
    }

    @Test
    void theOtherWordsOfTheDraftCountWhereItIsNamed() throws Exception {
        Answer answer = Answer.of(200, "{\"status\":\"ok\"}");

        assertThat(ask(answer).problem().cause()).isEqualTo(Cause.ASSERTION);
        assertThat(ask(answer.header("Content-Type", "application/health+json")).status())
                .isEqualTo(HealthStatus.HEALTHY);
        assertThat(ask(answer, Map.of("format", "health-json")).status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void itNamesAtMostFivePartsAndKeepsTwenty() throws Exception {
        String parts = IntStream.range(10, 50)
                .mapToObj(number -> "\"p" + number + "\":{\"status\":\"DOWN\"}")
                .collect(Collectors.joining(","));
        CheckResult result = ask(Answer.of(503, "{\"status\":\"DOWN\",\"components\":{" + parts + "}}"));

        assertThat(result.problem().message())
                .endsWith(": p10 (down), p11 (down), p12 (down), p13 (down), p14 (down) and 35 more.");
        assertThat(result.details())
                .containsEntry("parts", "40")
                .containsKeys("part.p29", "phase.total", "http.status");
        assertThat(result.details()).doesNotContainKey("part.p30").doesNotContainKey("omitted");
    }

    @Test
    void whereNoPartIsNamedItSaysHowToSeeThem() throws Exception {
        CheckResult result = ask(Answer.of(503, "{\"status\":\"DOWN\"}"));

        assertThat(result.problem().message()).endsWith(" says that it is down, and names no part that is.");
        assertThat(result.problem().resolution()).contains("\"token\"");
    }

    @Test
    void namesOfPartsAreBoundedAndShowNoSecret() throws Exception {
        String name = TOKEN + "x".repeat(500);
        CheckResult result = ask(
                Answer.of(503, "{\"status\":\"DOWN\",\"components\":{\"" + name + "\":{\"status\":\"DOWN\"}}}"),
                Map.of("token", TOKEN));

        assertThat(result.problem().message()).contains("***").hasSizeLessThan(200);
        assertThat(result + " " + result.problem() + result.details()).doesNotContain(TOKEN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<html><body>Log in</body></html> | is a web page.",
                "''                               | has no body.",
                "{\"status\":\"UP\",\"compone         | is not JSON that can be read; perhaps it broke off.",
                "{\"state\":\"fine\"}                 | is JSON, but not health as healthmon, Spring Boot Actuator or application/health+json tell it.",
                "{\"status\":200}                   | is JSON, but not health as healthmon, Spring Boot Actuator or application/health+json tell it.",
                "{\"status\":\"FATAL\"}               | is JSON, but not health as healthmon, Spring Boot Actuator or application/health+json tell it.",
                "[\"UP\"]                           | is JSON, but not health as healthmon, Spring Boot Actuator or application/health+json tell it."
            })
    void whatIsNoHealthIsSaidSo(String body, String end) throws Exception {
        CheckResult result = ask(Answer.of(200, body));

        assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(result.problem().cause()).isEqualTo(Cause.ASSERTION);
        assertThat(result.problem().message()).endsWith(end);
        assertThat(result.problem().resolution()).contains("\"url\"", "/actuator/health");
    }

    @Test
    void tenMegabytesAreNotReadToTheirEnd() throws Exception {
        CheckResult result = ask(Answer.of(200, "{\"status\":\"UP\",\"x\":\"" + "x".repeat(10 << 20) + "\"}"));

        assertThat(result.problem().message()).endsWith(" is longer than 512 KiB, and no more is read.");
    }

    @Test
    void aHundredKilobytesAreRead() throws Exception {
        assertThat(ask(Answer.of(200, "{\"status\":\"UP\",\"x\":\"" + "x".repeat(100 << 10) + "\"}"))
                        .status())
                .isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void anotherFormThanTheOneThatIsSetIsSaidSo() throws Exception {
        CheckResult result = ask(Answer.of(200, "{\"status\":\"UP\"}"), Map.of("format", "healthmon"));

        assertThat(result.problem().message())
                .endsWith(" is JSON, but not of the form healthmon, which is set as \"format\".");
    }

    @ParameterizedTest
    @CsvSource({
        "401, CREDENTIALS_INVALID, DOWN, \"token\"",
        "403, PERMISSION, DOWN, \"token\"",
        "404, CONFIGURATION, DOWN, \"url\"",
        "429, RATE_LIMITED, DEGRADED, less often",
        "500, SERVER_ERROR, DOWN, log",
        "502, SERVER_ERROR, DOWN, log"
    })
    void aStatusWithoutHealthMeansWhatItMeansEverywhere(
            int status, Cause cause, HealthStatus expected, String resolution) throws Exception {
        CheckResult result = ask(Answer.of(status, "{\"status\":" + status + ",\"error\":\"x\"}"));

        assertThat(result.status()).isEqualTo(expected);
        assertThat(result.problem().cause()).isEqualTo(cause);
        assertThat(result.problem().message()).startsWith("The application at http://127.0.0.1:");
        assertThat(result.problem().resolution()).contains(resolution).doesNotContain("\"headers\"");
    }

    @ParameterizedTest
    @CsvSource({"429, {}", "502, {}", "503, {\"status\":\"DOWN\"}", "504, {\"status\":\"DOWN\"}"})
    void aWaitThatIsAskedForIsKept(int status, String body) throws Exception {
        assertThat(ask(Answer.of(status, body).header("Retry-After", "7")).details())
                .containsEntry("retryAfter", "7");
    }

    @Test
    void theTokenGoesAlongAndIsBoundToTheHost() throws Exception {
        try (StandIn application = StandIn.answering(Answer.of(200, "{\"status\":\"UP\"}"))) {
            HealthCheck check = RemoteHealthCheck.to(application.url() + "/health")
                    .token(Secret.of(TOKEN))
                    .build();
            StandIn.run(check);

            assertThat(application.requests().get(0).line()).isEqualTo("GET /health");
            assertThat(application.requests().get(0).header("Authorization")).isEqualTo("Bearer " + TOKEN);
            assertThatThrownBy(() -> ((HealthCheck.Movable) check).withEndpoint("https://evil.example.com/health"))
                    .hasMessageContaining("bound to " + application.url())
                    .hasMessageNotContaining(TOKEN);
        }
    }

    @Test
    void aTokenThatIsBoundToOtherHostsIsNotSent() {
        Secret bound = Secret.of(TOKEN).boundTo(SecretHosts.of(List.of("crm.example.com")));
        RemoteHealthCheck check =
                RemoteHealthCheck.to("https://portal.example.com/health").token(bound);

        assertThatThrownBy(check::build)
                .hasMessageContaining("bound to")
                .hasMessageContaining("https://portal.example.com")
                .hasMessageNotContaining(TOKEN);
    }

    @Test
    void withoutATokenNoneIsSent() throws Exception {
        try (StandIn application = StandIn.answering(Answer.of(200, "{\"status\":\"UP\"}"))) {
            StandIn.run(RemoteHealthCheck.get(application.url()));
            StandIn.run(StandIn.make(new RemoteHealthChecks(), Map.of("url", application.url(), "token", " \n")));

            assertThat(application.requests())
                    .hasSize(2)
                    .allSatisfy(request ->
                            assertThat(request.header("Authorization")).isEmpty());
        }
    }

    @Test
    void aGuardIsHeard() {
        HealthCheck.Guardable check = (HealthCheck.Guardable) RemoteHealthCheck.get("http://localhost:1/health");

        assertThatThrownBy(() -> check.guardedBy(TargetGuard.publicOnly()))
                .hasMessageContaining("is this machine itself");
    }

    @Test
    void settingsMakeTheEndpointKnown() {
        IntegrationBuilder draft = Integration.named("CRM");
        StandIn.make(new RemoteHealthChecks(), Map.of("url", "https://crm.example.com/health?all=1"), draft);

        assertThat(draft.build().endpoint()).isEqualTo("https://crm.example.com/health");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url    | ftp://crm.example.com | integrations[0].url: url \"ftp://crm.example.com\" does not begin with http:// or https://",
                "token  | two words             | integrations[0].token: token holds white space",
                "format | xml                   | integrations[0].format: \"xml\"",
                "proxy  | http://proxy:80       | integrations[0].proxy"
            })
    void aWrongSettingIsNamed(String name, String value, String message) {
        Map<String, Object> settings = new LinkedHashMap<>(Map.of("url", "https://crm.example.com/health"));
        settings.put(name, value);

        assertThatThrownBy(() -> StandIn.make(new RemoteHealthChecks(), settings))
                .hasMessageStartingWith(message);
    }

    private static Answer fixture(int status, String name, String type) throws Exception {
        return Answer.of(status, StandIn.fixture(RemoteHealthCheckTest.class, name))
                .header("Content-Type", type);
    }

    private static CheckResult ask(Answer answer) throws Exception {
        return ask(answer, Map.of());
    }

    private static CheckResult ask(Answer answer, Map<String, ?> more) throws Exception {
        try (StandIn application = StandIn.answering(answer)) {
            Map<String, Object> settings = new LinkedHashMap<>(more);
            settings.put("url", application.url() + "/health");
            return StandIn.run(StandIn.make(new RemoteHealthChecks(), settings));
        }
    }
}
