package io.healthmon.http;

import static io.healthmon.http.HandlerFixture.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import io.healthmon.http.HandlerFixture.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveEndpointTest {

    private final HandlerFixture fixture =
            new HandlerFixture().alerting().add("Mail", mail -> mail).add("Shop", shop -> shop);

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void showsACheckThatChangedNothingButFiguresOnceOnly() throws Exception {
        LiveClient client = open();
        fixture.check("mail", "shop");

        assertThat(client.next()).startsWith("event: health\n").contains("\"id\":\"mail\"");
        assertThat(client.next()).contains("\"id\":\"shop\"");
        assertThat(client.isIdle()).isTrue();
    }

    @Test
    void showsAChangeOfStatusAndThenItsAlert() throws Exception {
        LiveClient client = open();
        fixture.answer("mail", CheckResult.down(Cause.TIMEOUT, "no answer")).check("mail");

        assertThat(client.next()).contains("event: health\n").contains("\"status\":\"down\"");
        assertThat(client.next())
                .startsWith("event: alert\nid: ")
                .contains("\"kind\":\"down\"")
                .contains("\"integration\":\"mail\"")
                .contains("\"error\":{\"cause\":\"timeout\",\"message\":\"no answer\"")
                .contains("\"at\":\"2026-03-15T10:30:01Z\"");
    }

    @Test
    void showsWhatTheApiShows() throws Exception {
        LiveClient client = open();
        fixture.check("mail");

        String body =
                fixture.get("/api/integrations/mail/health", bearer("see")).text();
        assertThat(client.next()).endsWith("\ndata: " + body + "\n\n");
    }

    @Test
    void showsSwitchesAdditionsAndRemovals() throws Exception {
        LiveClient client = open();
        fixture.monitor().pause("mail", Duration.ofHours(1));
        assertThat(client.next()).contains("\"paused\":true");
        fixture.monitor().resume("mail");
        assertThat(client.next()).contains("\"paused\":false");
        fixture.monitor().disable("mail");
        assertThat(client.next()).contains("\"enabled\":false");
        fixture.monitor().add(Integration.named("News"), context -> CheckResult.healthy());
        assertThat(client.next()).contains("event: health\n").contains("\"id\":\"news\"");
        fixture.monitor().remove("news");
        assertThat(client.next()).contains("event: removed\n").endsWith("{\"id\":\"news\",\"name\":\"News\"}\n\n");
    }

    @Test
    void showsWhatHasTurnedStaleWithTheNextHeartbeat() throws Exception {
        fixture.check("mail");
        LiveClient client = open();
        String next = ": heartbeat";
        while (next.startsWith(":")) {
            fixture.time.advance(Duration.ofSeconds(15));
            next = client.next();
        }
        assertThat(next).contains("\"id\":\"mail\"").contains("\"stale\":true");
    }

    @Test
    void showsAtMost50IntegrationsASecondOfWhichOnlyFiguresChanged() throws Exception {
        LiveClient client = open();
        fixture.monitor().check("mail").join();
        assertThat(client.next()).contains("\"status\":\"healthy\"");
        for (int runs = 0; runs < 60; runs++) {
            fixture.monitor().check("mail").join();
        }
        fixture.answer("mail", CheckResult.down(Cause.TIMEOUT, "no answer"));
        fixture.monitor().check("mail").join();

        int figures = 0;
        while (!client.next().contains("\"status\":\"down\"")) {
            figures++;
        }
        assertThat(figures).isLessThanOrEqualTo(50);
    }

    @Test
    void showsNoSecretThatAMessageHeld() throws Exception {
        LiveClient client = open();
        fixture.answer("mail", CheckResult.down(Cause.TIMEOUT, "Authorization: Bearer hush-hush-hush-hush refused"))
                .check("mail");

        assertThat(client.next()).contains("refused").doesNotContain("hush");
        assertThat(client.next()).startsWith("event: alert").doesNotContain("hush");
    }

    @Test
    void showsAnOwnerOnlyWhatIsHis() throws Exception {
        HandlerFixture owned = new HandlerFixture()
                .alerting()
                .add("Mail", mail -> mail.owner("ada"))
                .add("Shop", shop -> shop.owner("ben"))
                .add("Disk", disk -> disk);
        try (owned) {
            HealthHandler handler = HealthHandler.builder(owned.monitor())
                    .authenticator(request -> Optional.of(new Caller("ben", Role.VIEWER, "ben")))
                    .build();
            LiveClient stream = LiveClient.of(handler.handle(HandlerFixture.request("GET", "/api/live", "")));
            LiveClient socket =
                    LiveClient.of(handler.openSocket(HandlerFixture.request("GET", "/api/live/ws", ""), ""));
            owned.answer("mail", CheckResult.down(Cause.TIMEOUT, "no answer"));
            owned.check("mail", "disk", "shop");
            assertThat(stream.next()).contains("\"id\":\"shop\"");
            assertThat(socket.next()).contains("\"id\":\"shop\"");
            owned.monitor().remove("mail");
            owned.monitor().remove("shop");

            for (LiveClient client : List.of(stream, socket)) {
                assertThat(client.next()).contains("removed").contains("\"id\":\"shop\"");
                assertThat(client.isIdle()).isTrue();
            }
        }
    }

    @Test
    void refusesWhoWantsSomethingElse() {
        Answer answer = fixture.get("/api/live", "Authorization", "Bearer see", "Accept", "application/json");

        assertThat(answer.status()).isEqualTo(406);
        assertThat(fixture.handler().liveStreams()).isZero();
    }

    @Test
    void takesTheLastIdFromTheAddressWhereThereIsNoHeader() throws Exception {
        Answer answer = fixture.get("/api/live?lastEventId=nonsense", bearer("see"));

        assertThat(LiveClient.of(answer.response()).next()).startsWith("event: reset");
    }

    @Test
    void closesTheStreamOfAnAnswerThatIsDiscarded() {
        ApiResponse response = fixture.get("/api/live", bearer("see")).response();
        assertThat(fixture.handler().liveStreams()).isOne();
        response.discard();

        assertThat(fixture.handler().liveStreams()).isZero();
    }

    @Test
    void tellsNothingToTheMonitorsListenersWithoutAClient() throws Exception {
        fixture.check("mail");
        LiveClient client = open();

        assertThat(client.isIdle()).isTrue();
    }

    private LiveClient open() throws InterruptedException {
        return LiveClient.of(fixture.get("/api/live", bearer("see")).response());
    }
}
