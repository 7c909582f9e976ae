package io.healthmon.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheckProvider;
import io.healthmon.check.HealthStatus;
import io.healthmon.provider.service.Expected;
import io.healthmon.provider.service.StandIn;
import io.healthmon.provider.service.StandIn.Answer;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class GoogleErrorsTest {

    static Stream<Expected> gmailRows() throws IOException {
        return Stream.concat(rows("errors.txt"), rows("gmail-errors.txt"));
    }

    static Stream<Expected> calendarRows() throws IOException {
        return Stream.concat(rows("errors.txt"), rows("calendar-errors.txt"));
    }

    static Stream<Expected> tokenRows() throws IOException {
        return rows("token-errors.txt");
    }

    private static Stream<Expected> rows(String file) throws IOException {
        return Expected.table(GoogleErrorsTest.class, file);
    }

    @ParameterizedTest
    @MethodSource("gmailRows")
    void anErrorOfGmailIsSaidInWordsThatHelp(Expected row) throws Exception {
        row.check(gmail(), Map.of(), Provided.TOKEN);
    }

    @ParameterizedTest
    @MethodSource("calendarRows")
    void anErrorOfTheCalendarIsSaidInWordsThatHelp(Expected row) throws Exception {
        HealthCheckProvider calendar = Provided.gmail(
                route -> CalendarCheck.with(Provided::token).via(route).build());

        row.check(calendar, Map.of(), Provided.TOKEN);
    }

    @ParameterizedTest
    @MethodSource("tokenRows")
    void anErrorOfTheTokenServiceIsSaidInWordsThatHelp(Expected row) throws Exception {
        row.check(Provided.refreshing(), Map.of(), Provided.REFRESH);
    }

    @ParameterizedTest
    @CsvSource({"20,20", "0.3,1", "86400,3600", "'Wed, 21 Oct 2015 07:29:00 GMT',1", "soon,"})
    void aRequestOfTheTokenServiceToWaitIsKeptForTheSchedule(String retryAfter, String seconds) throws Exception {
        CheckResult result = StandIn.ask(
                Provided.refreshing(), Map.of(), Answer.of(429, "{}").header("Retry-After", retryAfter));

        assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(result.details().get("retryAfter")).isEqualTo(seconds);
    }

    @ParameterizedTest
    @CsvSource({"20,20", "0.3,1", "86400,3600", "'Wed, 21 Oct 2015 07:29:00 GMT',1", "soon,"})
    void aRequestOfTheApiToWaitIsKeptForTheSchedule(String retryAfter, String seconds) throws Exception {
        Answer answer = Answer.of(403, StandIn.fixture(GoogleErrorsTest.class, "error_403_user_rate_limit.json"))
                .header("Retry-After", retryAfter);
        CheckResult result = StandIn.ask(gmail(), Map.of(), answer);

        assertThat(result.details().get("retryAfter")).isEqualTo(seconds);
    }

    @Test
    void aTokenServiceThatIsBusyIsForTheApplicationToAskAgain() throws Exception {
        CheckResult result =
                StandIn.run(GmailCheck.with(() -> AccessToken.missing().refreshFailed("server_error"))
                        .build());

        assertThat(result.problem().message()).isEqualTo("Google's token service is busy.");
        assertThat(result.problem().resolution())
                .isEqualTo("The application has to refresh again; see its log if this stays.");
    }

    private static HealthCheckProvider gmail() {
        return Provided.gmail(
                route -> GmailCheck.with(Provided::token).via(route).build());
    }
}
