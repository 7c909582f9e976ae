package io.healthmon.provider.http;

import static io.healthmon.provider.http.Runs.get;
import static io.healthmon.provider.http.Runs.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-10-21T07:28:00.9Z");

    private static HttpHeaders headers(String... waits) {
        return HttpHeaders.of(Map.of("Retry-After", List.of(waits)), (name, value) -> true);
    }

    @ParameterizedTest
    @CsvSource({
        "5, 5",
        "0, 1",
        "007, 7",
        "' 7 ', 7",
        "1.5, 2",
        "1.0, 1",
        "1., 1",
        "0.0000000001, 1",
        "59.00000000000000000001, 60",
        "3601, 3600",
        "9999999999, 3600",
        "99999999999999999999, 3600",
        "00000000000000000005, 5",
        "'7, 8', 7",
    })
    void anyNumberOfSecondsIsRead(String wait, int seconds) {
        assertThat(RetryAfter.seconds(headers(wait), null)).contains(seconds);
    }

    @ParameterizedTest
    @CsvSource({
        "'Wed, 21 Oct 2026 07:38:00 GMT', 600",
        "'Wed, 21 Oct 2026 07:00:00 GMT', 1",
        "'Wed, 21 Oct 2099 07:28:00 GMT', 3600",
        "'Mon, 21 Oct 2026 07:38:00 GMT', 600",
        "'Wednesday, 21-Oct-26 07:38:00 GMT', 600",
        "'Wednesday, 21-Oct-76 07:28:00 GMT', 3600",
        "'Thursday, 21-Oct-77 07:28:00 GMT', 1",
        "'Wed Oct 21 07:38:00 2026', 600",
        "'Sun Nov  1 07:38:00 2026', 3600",
        "'wed, 21 oct 2026 07:38:00 gmt', 600",
        "'Fri, 31 Dec 99999 23:59:59 GMT', 3600",
    })
    void eachOfTheThreeFormsOfADateIsRead(String date, int seconds) {
        assertThat(RetryAfter.seconds(headers(date), NOW)).contains(seconds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                ".",
                "+7",
                "-5",
                "7;x",
                "1e3",
                "5s",
                "PT5S",
                "٥",
                "Wed, 21 Oct 2026",
                "21-Oct-2026",
                "Wed, 31 Feb 2026 99:00:00 GMT"
            })
    void whatCannotBeReadIsNotThere(String wait) {
        assertThat(RetryAfter.seconds(headers(wait), NOW)).isEmpty();
    }

    @Test
    void ofSeveralTheFirstThatCanBeReadCounts() {
        assertThat(RetryAfter.seconds(headers("x", "", "-5", "3000", "2"), null))
                .contains(3_000);
    }

    @Test
    void aDateWithoutAnythingToHoldItAgainstIsNotThere() {
        assertThat(RetryAfter.seconds(headers("Wed, 21 Oct 2026 07:38:00 GMT"), null))
                .isEmpty();
    }

    @Test
    void theDateOfTheAnswerComesBeforeNow() {
        HttpHeaders dated = HttpHeaders.of(
                Map.of(
                        "Retry-After", List.of("Wednesday, 21-Oct-26 07:38:00 GMT"),
                        "Date", List.of("Wednesday, 21-Oct-26 07:37:00 GMT")),
                (name, value) -> true);

        assertThat(RetryAfter.seconds(dated, NOW)).contains(60);
    }

    @Test
    void aCheckHoldsADateAgainstTheMomentOfItsRun() throws Exception {
        try (RawServer server = RawServer.answering(status(503, "Retry-After: Wed, 21 Oct 2026 07:38:00 GMT"))) {
            CheckContext context = new CheckContext(Integration.named("Tested").build(), Duration.ofSeconds(10), NOW);
            CheckResult result = HttpCheck.get(server.url()).check(context);

            assertThat(result.retryAfter()).isEqualTo(Duration.ofMinutes(10));
            assertThat(get(server.url()).retryAfter()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504})
    void whoeverIsTooBusyOrIllIsLeftAloneForAsLongAsItAsks(int status) throws Exception {
        try (RawServer server = RawServer.answering(status(status, "Retry-After: 77"))) {
            assertThat(get(server.url()).retryAfter()).isEqualTo(Duration.ofSeconds(77));
        }
    }

    @ParameterizedTest
    @CsvSource({"429, RATE_LIMITED", "503, TIMEOUT"})
    void theHeadOfAnAnswerWhoseBodyStallsCounts(int status, Cause cause) throws Exception {
        try (RawServer server = RawServer.start(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 " + status + " Said\r\nRetry-After: 60\r\nContent-Length: 100\r\n\r\n{");
            connection.hold();
        })) {
            CheckResult result = HttpCheck.get(server.url()).check(Runs.within(Duration.ofMillis(300)));

            assertThat(result.problem().cause()).isEqualTo(cause);
            assertThat(result.retryAfter()).isEqualTo(Duration.ofSeconds(60));
        }
    }

    @Test
    void theHeadOfAnAnswerThatBreaksOffCounts() throws Exception {
        try (RawServer server = RawServer.start(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 429 Said\r\nRetry-After: 60\r\nContent-Length: 100\r\n\r\n{");
        })) {
            CheckResult result = get(server.url());

            assertThat(result.problem().cause()).isEqualTo(Cause.RATE_LIMITED);
            assertThat(result.retryAfter()).isEqualTo(Duration.ofSeconds(60));
        }
    }

    @Test
    void aStalledAnswerWhoseStatusIsExpectedIsOutOfTime() throws Exception {
        try (RawServer server = RawServer.start(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 429 Said\r\nContent-Length: 100\r\n\r\n{");
            connection.hold();
        })) {
            CheckResult result =
                    HttpCheck.to(server.url()).expectStatus("429").build().check(Runs.within(Duration.ofMillis(300)));

            assertThat(result.problem().cause()).isEqualTo(Cause.TIMEOUT);
        }
    }
}
