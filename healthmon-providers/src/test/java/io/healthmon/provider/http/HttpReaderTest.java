package io.healthmon.provider.http;

import static io.healthmon.provider.http.Runs.ok;
import static io.healthmon.provider.http.Runs.run;
import static io.healthmon.provider.http.Runs.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.json.JsonException;
import io.healthmon.secret.Secret;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class HttpReaderTest {

    @Test
    void itSeesTheWholeAnswer() throws Exception {
        String answer = ok("{\"depth\":[1,{\"x\":null}]}", "Content-Type: application/json", "X-Queue:  orders ");
        CheckResult result = read(answer, said -> {
            assertThat(said.status()).isEqualTo(200);
            assertThat(said.succeeded()).isTrue();
            assertThat(said.place()).startsWith("http://127.0.0.1:");
            assertThat(said.header("x-queue")).contains("orders");
            assertThat(said.text()).startsWith("{\"depth\"");
            assertThat(said.json()).isEqualTo(Map.of("depth", List.of(1, mapOfNull())));
            assertThat(said.isHtml()).isFalse();
            assertThat(said.cut()).isFalse();
            assertThat(said.encoding()).isEmpty();
            assertThat(said.refusal()).isEmpty();
            return CheckResult.healthy().withDetail("depth", 1);
        });

        assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(result.details()).containsEntry("depth", "1").containsEntry("http.status", "200");
    }

    private static Map<String, Object> mapOfNull() {
        Map<String, Object> map = new HashMap<>();
        map.put("x", null);
        return map;
    }

    @Test
    void itSaysWhatAnyStatusMeans() throws Exception {
        AnswerReader reader = said -> CheckResult.degraded(Cause.QUOTA, "Said " + said.status());

        assertThat(read(status(418), reader).problem().message()).isEqualTo("Said 418");
        assertThat(read(status(429), reader).problem().message()).isEqualTo("Said 429");
    }

    @Test
    void itCanLeaveAStatusToTheCheck() throws Exception {
        CheckResult result = read(status(429, "Retry-After: 7"), said -> {
            assertThat(said.retryAfter()).contains(Duration.ofSeconds(7));
            return said.refusal().orElseThrow();
        });

        assertThat(result.problem().cause()).isEqualTo(Cause.RATE_LIMITED);
        assertThat(result.details()).containsEntry("retryAfter", "7");
    }

    @Test
    void aStatusCanBeSaidOfSomebodyWithAName() throws Exception {
        CheckResult result =
                read(status(503), said -> said.refusal("The $1 shop").orElseThrow());

        assertThat(result.problem().message()).isEqualTo("The $1 shop answers 503: it is not available at the moment.");
    }

    @Test
    void itSaysWhyABodyIsNoJson() throws Exception {
        AnswerReader reader = said ->
                CheckResult.healthy().withDetail("why", said.unreadable().orElse("it is"));

        assertThat(read(ok("{}"), reader).details()).containsEntry("why", "it is");
        assertThat(read(ok("[1"), reader).details())
                .containsEntry("why", "is not JSON that can be read; perhaps it broke off");
        assertThat(read(ok(" "), reader).details()).containsEntry("why", "has no body");
        assertThat(read(ok("<html>"), reader).details()).containsEntry("why", "is a web page");
        assertThat(read(ok("{}", "Content-Encoding: br"), reader).details())
                .containsEntry("why", "is encoded as br, which was not asked for, and is not unpacked");
        assertThat(read(ok("x".repeat(70_000)), reader).details())
                .containsEntry("why", "is longer than 64 KiB, and no more is read");
    }

    @ParameterizedTest
    @CsvSource({"3145728, 3 MiB", "2048, 2 KiB", "1000, 1000 bytes"})
    void itSaysHowMuchIsRead(int most, String said) throws Exception {
        AnswerReader reader = new AnswerReader() {
            @Override
            public CheckResult read(HttpAnswer answer) {
                return CheckResult.healthy()
                        .withDetail("why", answer.unreadable().orElseThrow());
            }

            @Override
            public int mostBytes() {
                return most;
            }
        };

        assertThat(read(ok("x".repeat(most + 1)), reader).details())
                .containsEntry("why", "is longer than " + said + ", and no more is read");
    }

    @Test
    void whatWasSentIsNotShown() throws Exception {
        CheckResult result = asked(
                ok("token is abcdefgh12"),
                check -> check.header("X-Token", Secret.of("abcdefgh12"))
                        .readBy(said -> CheckResult.down(Cause.ASSERTION, said.safe(said.text()))));

        assertThat(result.problem().message()).isEqualTo("token is ***");
    }

    @Test
    void jsonThatIsNoneIsSaidSo() throws Exception {
        CheckResult result = read(ok("<p>"), said -> {
            assertThat(said.isHtml()).isTrue();
            assertThatThrownBy(said::json).isInstanceOf(JsonException.class);
            return CheckResult.healthy();
        });

        assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void aBodyOfVeryManyValuesIsNotTakenApart() throws Exception {
        String flood = "[" + "{\"a\":1},".repeat(400_000) + "{}]";
        CheckResult result = read(ok(flood), wanting(4 << 20, said -> {
            assertThat(said.cut()).isFalse();
            assertThatThrownBy(said::json)
                    .isInstanceOf(JsonException.class)
                    .hasMessageEndingWith("holds too many values; at most 100000 are read");
            assertThat(said.unreadable()).contains("holds more than 100000 values of JSON, and no more are read");
            return CheckResult.healthy();
        }));

        assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void aLongListOfIncidentsIsRead() throws Exception {
        String incident =
                "{\"id\":\"a1b2c3\",\"begin\":\"2026-03-15T10:30:00+00:00\",\"updates\":[{\"text\":\"Fixed\"}]},";
        String list = "[" + incident.repeat(5_000) + "{}]";
        CheckResult result = read(ok(list), wanting(4 << 20, said -> {
            assertThat(said.json()).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(5_001);
            return CheckResult.healthy();
        }));

        assertThat(list.length()).isGreaterThan(400_000);
        assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
    }

    private static AnswerReader wanting(int bytes, AnswerReader reader) {
        return new AnswerReader() {
            @Override
            public CheckResult read(HttpAnswer answer) {
                return reader.read(answer);
            }

            @Override
            public int mostBytes() {
                return bytes;
            }
        };
    }

    @Test
    void whatTheReaderThrowsIsAFailureOfTheCheck() {
        assertThatThrownBy(() -> read(ok(""), said -> {
                    throw new IllegalStateException("broken reader");
                }))
                .hasMessage("broken reader");
    }

    @Test
    void aReaderThatReturnsNothingIsAFailureOfTheCheck() {
        assertThatThrownBy(() -> read(ok(""), said -> null)).hasMessage("what reads the answer returned nothing");
    }

    @Test
    void aRedirectThatIsNotFollowedIsSaidByTheCheck() throws Exception {
        CheckResult result = asked(
                status(302, "Location: http://elsewhere.example.com/"),
                check -> check.redirects(RedirectPolicy.NEVER).readBy(said -> CheckResult.healthy()));

        assertThat(result.problem().cause()).isEqualTo(Cause.CONFIGURATION);
        assertThat(result.problem().message()).contains("http://elsewhere.example.com/");
    }

    @Test
    void anAnswerThatComesTooLateIsDownAlthoughItMeansHealthy() throws Exception {
        try (RawServer server = RawServer.start(connection -> {
            connection.readRequest();
            long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(50);
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            connection.write(ok("fine"));
        })) {
            CheckResult result = run(HttpCheck.to(server.url())
                    .readBy(said -> CheckResult.healthy())
                    .downAfter(Duration.ofMillis(20))
                    .build());

            assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
            assertThat(result.problem().message()).contains("at most 20ms");
        }
    }

    @Test
    void itDoesNotStandBesideExpectations() {
        HttpCheckBuilder both = HttpCheck.to("https://example.com")
                .readBy(said -> CheckResult.healthy())
                .expectBodyContains("x");
        HttpCheckBuilder status =
                HttpCheck.to("https://example.com").expectStatus("404").readBy(said -> CheckResult.healthy());

        assertThatThrownBy(both::build).hasMessageContaining("expect stands beside readBy");
        assertThatThrownBy(status::build).hasMessageContaining("keep one of the two");
    }

    private static CheckResult read(String answer, AnswerReader reader) throws Exception {
        return asked(answer, check -> check.readBy(reader));
    }

    private static CheckResult asked(String answer, UnaryOperator<HttpCheckBuilder> how) throws Exception {
        try (RawServer server = RawServer.answering(answer)) {
            return run(how.apply(HttpCheck.to(server.url())).build());
        }
    }
}
