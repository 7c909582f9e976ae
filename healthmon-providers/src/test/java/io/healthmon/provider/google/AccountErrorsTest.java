package io.healthmon.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.CheckType;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthCheckProvider;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.provider.http.Route;
import io.healthmon.provider.service.Expected;
import io.healthmon.provider.service.StandIn;
import io.healthmon.provider.service.StandIn.Answer;
import io.healthmon.secret.Secret;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes wrong for a service account, of which no user has to connect again. */
@Timeout(30)
class AccountErrorsTest {

    private static final String TOKEN = "ya29.of-the-account";
    private static final String SKEWED =
            "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat"
                    + " and exp values and use a clock with skew to account for clock differences between systems.";

    private StandIn oauth;

    @BeforeEach
    void setUp() throws Exception {
        oauth = StandIn.answering(Answer.of(200, "{\"access_token\":\"" + TOKEN + "\",\"expires_in\":3599}"));
    }

    @AfterEach
    void tearDown() {
        oauth.close();
    }

    static Stream<Expected> tokenRows() throws IOException {
        return rows("assertion-errors.txt");
    }

    static Stream<Expected> apiRows() throws IOException {
        return rows("account-errors.txt");
    }

    static Stream<Expected> calendarRows() throws IOException {
        return Stream.concat(rows("account-errors.txt"), rows("account-calendar-errors.txt"));
    }

    private static Stream<Expected> rows(String file) throws IOException {
        return Expected.table(AccountErrorsTest.class, file);
    }

    @ParameterizedTest
    @MethodSource("tokenRows")
    void anErrorOfTheTokenServiceIsSaidInWordsThatHelp(Expected row) throws Exception {
        HealthCheckProvider provider = () -> List.of(new CheckType(
                "gmail",
                (settings, integration) ->
                        gmail(account(settings.text("baseUrl").orElseThrow()))));

        row.check(provider, Map.of(), "the-assertion");
    }

    @ParameterizedTest
    @MethodSource("apiRows")
    void anErrorOfGmailIsSaidInWordsThatHelp(Expected row) throws Exception {
        row.check(
                provider(route ->
                        GmailCheck.with(account(oauth.url())).via(route).build()),
                Map.of(),
                TOKEN);
    }

    @ParameterizedTest
    @MethodSource("calendarRows")
    void anErrorOfTheCalendarIsSaidInWordsThatHelp(Expected row) throws Exception {
        row.check(
                provider(route ->
                        CalendarCheck.with(account(oauth.url())).via(route).build()),
                Map.of(),
                TOKEN);
    }

    @ParameterizedTest
    @CsvSource({"-120,2h behind", "45,45m ahead of"})
    void aClockThatIsWrongIsToldWithByHowMuch(long minutes, String skew) throws Exception {
        CheckResult result = atMinutes(minutes);

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.CONFIGURATION);
        assertThat(result.problem().message())
                .isEqualTo("The clock of this machine is wrong: it is " + skew
                        + " Google's, so Google does not believe the service account.");
        assertThat(result.problem().resolution()).isEqualTo("Let the machine set its clock by NTP.");
        assertThat(result.problem().documentation())
                .isEqualTo("https://developers.google.com/identity/protocols/oauth2/service-account");
    }

    @Test
    void howWrongTheClockIsIsNotToldWhereItLooksRight() throws Exception {
        assertThat(atMinutes(0).problem().message())
                .isEqualTo("The clock of this machine is wrong, so Google does not believe the service account.");
    }

    private CheckResult atMinutes(long minutes) throws Exception {
        oauth.answer(Answer.of(400, "{\"error\":\"invalid_grant\",\"error_description\":\"" + SKEWED + "\"}"));
        Instant now = Instant.now().plus(Duration.ofMinutes(minutes));
        return gmail(account(oauth.url()))
                .check(new CheckContext(Integration.named("Tested").build(), Duration.ofSeconds(10), now));
    }

    private static HealthCheck gmail(ServiceAccount account) {
        return GmailCheck.with(account).via(Route.to("http://127.0.0.1:1")).build();
    }

    private static ServiceAccount account(String oauth) {
        return ServiceAccount.of(Secret.of(AccountKeys.json(AccountKeys.document())))
                .subject("orders@example.com")
                .tokenUrl(oauth + "/token");
    }

    private static HealthCheckProvider provider(Function<Route, HealthCheck> maker) {
        return Provided.gmail(maker);
    }
}
