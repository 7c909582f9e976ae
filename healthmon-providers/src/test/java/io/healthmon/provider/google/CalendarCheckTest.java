package io.healthmon.provider.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.provider.http.Route;
import io.healthmon.provider.service.StandIn;
import io.healthmon.provider.service.StandIn.Answer;
import io.healthmon.schedule.Schedule;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class CalendarCheckTest {

    private static final String TEAM = "team+a/b#1@group.calendar.google.com";
    private static final String TEAM_ENCODED = "team%2Ba%2Fb%231%40group.calendar.google.com";

    @Test
    void theCalendarOfTheUserIsHealthyAndTellsHisRole() throws Exception {
        try (StandIn google = StandIn.answering(fixture("calendar_list_entry_primary.json"))) {
            CheckResult result = run(CalendarCheck.with(Provided::token), google);

            assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(result.details()).containsEntry("accessRole", "owner");
            assertThat(result.details().toString()).doesNotContain("user@example.com");
            assertThat(google.requests().get(0).line()).isEqualTo("GET /calendar/v3/users/me/calendarList/primary");
            assertThat(google.requests().get(0).header("Authorization")).isEqualTo("Bearer " + Provided.TOKEN);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CALENDAR,/calendar/v3/users/me/calendarList/" + TEAM_ENCODED,
        "EVENTS,/calendar/v3/calendars/" + TEAM_ENCODED + "/events?maxResults=1&fields=accessRole%2CtimeZone%2Cupdated"
    })
    void theIdOfACalendarIsEncodedAndNotShown(CalendarCall call, String line) throws Exception {
        try (StandIn google = StandIn.answering(fixture("calendar_events_minimal.json"))) {
            HealthCheck check = CalendarCheck.with(Provided::token)
                    .call(call)
                    .calendarId(TEAM)
                    .via(Route.to(google.url()))
                    .build();

            assertThat(StandIn.run(check).status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(google.requests().get(0).line()).isEqualTo("GET " + line.replace("%2C", ","));
            assertThat(check.toString()).doesNotContain("team");

            google.answer(Answer.of(404, "{}"));
            CheckResult missing = StandIn.run(check);
            assertThat(missing + " " + missing.problem() + missing.details()).doesNotContain("team");
        }
    }

    @Test
    void freeAndBusyIsAskedForOneMinuteOfThePast() throws Exception {
        Answer answer = Answer.of(200, "{\"calendars\":{\"primary\":{\"busy\":[]}}}");
        try (StandIn google = StandIn.answering(answer)) {
            CheckResult result = run(CalendarCheck.with(Provided::token).call(CalendarCall.FREE_BUSY), google);

            StandIn.Request request = google.requests().get(0);
            assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(request.line()).isEqualTo("POST /calendar/v3/freeBusy");
            assertThat(request.header("Content-Type")).isEqualTo("application/json");
            assertThat(request.body())
                    .contains("\"timeMin\":\"2025-01-01T00:00:00Z\"", "\"items\":[{\"id\":\"primary\"}]");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "owner,owner,HEALTHY",
        "writer,owner,HEALTHY",
        "writer,writer,HEALTHY",
        "writer,writerWithoutPrivateAccess,DOWN",
        "writer,reader,DOWN",
        "reader,writerWithoutPrivateAccess,HEALTHY",
        "reader,freeBusyReader,DOWN",
        "freeBusyReader,freeBusyReader,HEALTHY",
        "freeBusyReader,none,DOWN",
        "reader,emperor,DEGRADED"
    })
    void theRoleOfTheUserCounts(String needed, String actual, HealthStatus status) throws Exception {
        CheckResult result = ask(
                CalendarCheck.with(Provided::token).role(needed),
                Answer.of(200, "{\"accessRole\":\"" + actual + "\",\"hidden\":true}"));

        assertThat(result.status()).isEqualTo(status);
        if (status == HealthStatus.DOWN) {
            assertThat(result.problem().cause()).isEqualTo(Cause.PERMISSION);
            assertThat(result.problem().message())
                    .isEqualTo("The user is " + actual + " of the calendar where " + needed + " is needed.");
        }
        if (status == HealthStatus.DEGRADED) {
            assertThat(result.problem().message()).contains("\"accessRole\" is a text instead of a role");
        }
    }

    @Test
    void aRoleThatIsNotKnownHereIsNoMatterWhereNoneIsNeeded() throws Exception {
        assertThat(ask(CalendarCheck.with(Provided::token), Answer.of(200, "{\"accessRole\":\"emperor\"}"))
                        .status())
                .isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void aCalendarThatWasDeletedIsDown() throws Exception {
        CheckResult result =
                ask(CalendarCheck.with(Provided::token), Answer.of(200, "{\"accessRole\":\"owner\",\"deleted\":true}"));

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.CONFIGURATION);
    }

    @ParameterizedTest
    @CsvSource({"CALENDAR,{}", "EVENTS,{}", "FREE_BUSY,{}", "CALENDAR,{\"accessRole\":7}"})
    void anAnswerOfSomethingElseNamesTheField(CalendarCall call, String body) throws Exception {
        CheckResult result = ask(CalendarCheck.with(Provided::token).call(call), Answer.of(200, body));

        assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(result.problem().cause()).isEqualTo(Cause.ASSERTION);
        assertThat(result.problem().message()).startsWith("Google Calendar answers otherwise than expected: \"");
    }

    @Test
    void theTypeBringsItsDefaults() {
        IntegrationBuilder draft = Integration.named("Tested");
        StandIn.make(new CalendarChecks(), Map.of("calendarId", TEAM, "call", "events", "role", "writer"), draft);
        Integration integration = draft.build();

        assertThat(integration.schedule()).isEqualTo(Schedule.every(Duration.ofSeconds(60)));
        assertThat(integration.thresholds().failure()).isEqualTo(3);
        assertThat(integration.provider()).isEqualTo("google-calendar");
        assertThat(integration.documentation()).isEqualTo(GoogleErrors.CALENDAR);
        assertThat(integration.endpoint()).isEqualTo("https://www.googleapis.com/calendar/v3/calendars");
        assertThat(CalendarCheck.cost().callsPerDay()).isEqualTo(1440);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "calendarId | my calendar | calendarId \"my calendar\" is not allowed; use primary or the id of a calendar, as team@group.calendar.google.com",
                "role       | admin       | role \"admin\" is not allowed; use one of freeBusyReader, reader, writerWithoutPrivateAccess, writer, owner",
                "role       | none        | role \"none\" is not allowed; use one of freeBusyReader, reader, writerWithoutPrivateAccess, writer, owner",
                "scopes     | All         | scopes \"All\" is not allowed; use scopes of Google, as gmail.send or https://www.googleapis.com/auth/gmail.send"
            })
    void aWrongSettingIsNamed(String name, String value, String message) {
        assertThatThrownBy(() -> StandIn.make(new CalendarChecks(), Map.of(name, value)))
                .hasMessage("integrations[0]." + name + ": " + message);
    }

    @Test
    void aRoleThatNobodyTellsIsRefused() {
        assertThatThrownBy(() -> StandIn.make(new CalendarChecks(), Map.of("role", "writer", "call", "free-busy")))
                .hasMessage("integrations[0].role: role stands beside the call free-busy, which does not tell it; use"
                        + " another call, or no role");
    }

    private static Answer fixture(String name) throws Exception {
        return Answer.of(200, StandIn.fixture(CalendarCheckTest.class, name));
    }

    private static CheckResult ask(CalendarCheck check, Answer answer) throws Exception {
        try (StandIn google = StandIn.answering(answer)) {
            return run(check, google);
        }
    }

    private static CheckResult run(CalendarCheck check, StandIn google) throws Exception {
        return StandIn.run(check.via(Route.to(google.url())).build());
    }
}
