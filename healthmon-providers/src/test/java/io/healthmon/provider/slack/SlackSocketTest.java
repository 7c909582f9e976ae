package io.healthmon.provider.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With a real connection of the JDK's client to a real server. */
@Timeout(60)
class SlackSocketTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private WatchedSocket watched;

    @BeforeEach
    void start() throws Exception {
        watched = new WatchedSocket();
    }

    @AfterEach
    void stop() {
        watched.close();
    }

    private static void isDown(CheckResult result, Cause cause, String message, String resolution) {
        assertThat(result.status()).as(result.toString()).isEqualTo(HealthStatus.DOWN);
        isToldAs(result, cause, message, resolution);
    }

    private static void isToldAs(CheckResult result, Cause cause, String message, String resolution) {
        assertThat(result.problem().cause()).isEqualTo(cause);
        assertThat(result.problem().message()).isEqualTo(message);
        assertThat(result.problem().resolution()).isEqualTo(resolution);
        assertThat(result.problem().documentation()).isEqualTo(WatchedSocket.LINK);
    }

    private static String reconnect() {
        return "See in the application's log why it does not connect anew, and start it again if it has given up.";
    }

    @Test
    void aSocketThatSlackHasGreetedIsHealthyAndTellsWhatSlackSaid() throws Exception {
        watched.after(SECOND);
        watched.connect();
        watched.after(SECOND);

        CheckResult result = watched.check();
        assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(result.details())
                .containsEntry("connectedSince", "2026-03-15T10:30:01Z")
                .containsEntry("lastFrame", "2026-03-15T10:30:01Z")
                .containsEntry("connections", "1")
                .containsEntry("app", "A111")
                .doesNotContainKey("lastDisconnect");
        assertThat(result.validUntil()).isEqualTo(Instant.parse("2026-03-15T10:31:01Z"));
    }

    @Test
    void aSocketThatWasNeverConnectedIsUnknown() {
        watched.after(Duration.ofHours(1));

        CheckResult result = watched.check();
        assertThat(result.status()).isEqualTo(HealthStatus.UNKNOWN);
        isToldAs(
                result,
                Cause.CONNECT,
                "The application has not connected its Slack socket yet.",
                "Start Socket Mode in the application, and see that what its socket does is told to this check.");
    }

    @Test
    void aConnectionThatSlackNeverGreetsIsDownAfterAMinute() throws Exception {
        watched.open();
        assertThat(watched.check().status()).isEqualTo(HealthStatus.UNKNOWN);
        watched.after(MINUTE);

        isDown(
                watched.check(),
                Cause.TIMEOUT,
                "The application has tried since 2026-03-15T10:30:00Z to connect its Slack socket, in vain:"
                        + " nothing came over it.",
                reconnect());
    }

    @Test
    void aSocketThatIsOpenButSilentIsDownAfterAMinute() throws Exception {
        watched.connect();
        watched.after(MINUTE.minusNanos(1));
        watched.isHealthy();
        watched.after(Duration.ofNanos(1));

        isDown(
                watched.check(),
                Cause.TIMEOUT,
                "Nothing has come over the Slack socket since 2026-03-15T10:30:00Z, although it is open.",
                "Have the application connect anew; look for a proxy or firewall that drops idle connections, and see that"
                        + " pings or pongs are told to this check.");
    }

    @Test
    void thePingsOfSlackShowThatASocketWithoutEventsWorks() throws Exception {
        SlackStandIn.Line line = watched.connect();
        for (int minute = 0; minute < 5; minute++) {
            watched.after(MINUTE.minus(SECOND));
            line.ping();
            watched.application.await("ping Ping from applink-1");
        }

        watched.isHealthy();
        assertThat(watched.check().details())
                .containsEntry("connectedSince", "2026-03-15T10:30:00Z")
                .containsEntry("lastFrame", "2026-03-15T10:34:55Z");
    }

    @Test
    void eventsShowThatASocketWorks() throws Exception {
        SlackStandIn.Line line = watched.connect();
        watched.after(MINUTE.minus(SECOND));
        watched.tell(line, "{\"envelope_id\":\"e1\",\"payload\":{},\"type\":\"events_api\"}");
        watched.after(MINUTE.minus(SECOND));

        watched.isHealthy();
    }

    @Test
    void aSilentSocketThatSpeaksAgainIsHealthy() throws Exception {
        SlackStandIn.Line line = watched.connect();
        watched.after(MINUTE.multipliedBy(3));
        assertThat(watched.check().status()).isEqualTo(HealthStatus.DOWN);
        watched.tell(line, "{\"type\":\"events_api\"}");

        watched.isHealthy();
    }

    @Test
    void aSocketThatIsClosedHasAMinuteForAnother() throws Exception {
        watched.connect().end(1000, "done");
        watched.application.await("close 1000 done");
        watched.after(MINUTE.minusNanos(1));

        CheckResult waiting = watched.check();
        assertThat(waiting.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(waiting.details()).containsEntry("reconnectingSince", "2026-03-15T10:30:00Z");
        watched.after(Duration.ofNanos(1));
        isDown(
                watched.check(),
                Cause.CONNECT,
                "The Slack socket has not been connected since 2026-03-15T10:30:00Z: it was closed with the code 1000.",
                reconnect());
    }

    @Test
    void aSocketThatHasToConnectAnewIsLookedAtEveryFiveSeconds() throws Exception {
        watched.connect().end(1000, "done");
        watched.application.await("close 1000 done");

        assertThat(watched.check().validUntil()).isEqualTo(watched.time.now().plusSeconds(5));
        watched.after(Duration.ofSeconds(58));
        assertThat(watched.check().validUntil()).isEqualTo(watched.time.now().plusSeconds(2));
    }

    @Test
    void aConnectionThatIsDroppedIsDownUnlessThereIsAnotherInTime() throws Exception {
        watched.connect().drop();
        String told = watched.application.next();
        watched.after(MINUTE);

        isDown(
                watched.check(),
                Cause.CONNECT,
                "The Slack socket has not been connected since 2026-03-15T10:30:00Z: "
                        + (told.startsWith("error ")
                                ? "the last error was " + told.substring(6) + "."
                                : "it was closed with the code 1006."),
                reconnect());
    }

    @Test
    void aConnectionThatTheApplicationAbortsIsOverWhenItSaysSo() throws Exception {
        watched.connect();
        watched.abort();
        watched.socket.closed(1006, null);

        assertThat(watched.check().details()).containsEntry("reconnectingSince", "2026-03-15T10:30:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"warning", "refresh_requested"})
    void aConnectionThatSlackEndsIsNoFailureIfThereIsAnother(String reason) throws Exception {
        SlackStandIn.Line first = watched.connect();
        watched.tell(first, WatchedSocket.disconnect(reason));
        first.end(1000, "");
        watched.application.await("close 1000 ");
        watched.after(Duration.ofSeconds(50));
        watched.isHealthy();
        watched.connect();
        watched.after(Duration.ofSeconds(50));

        watched.isHealthy();
        assertThat(watched.check().details())
                .containsEntry("lastDisconnect", reason)
                .containsEntry("connectedSince", "2026-03-15T10:30:50Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"warning", "refresh_requested"})
    void aConnectionThatSlackEndsIsDownIfThereIsNoOtherInTime(String reason) throws Exception {
        SlackStandIn.Line line = watched.connect();
        watched.tell(line, WatchedSocket.disconnect(reason));
        line.end(1000, "");
        watched.application.await("close 1000 ");
        watched.after(MINUTE);

        isDown(
                watched.check(),
                Cause.CONNECT,
                "The Slack socket has not been connected since 2026-03-15T10:30:00Z: Slack closed it for a new one ("
                        + reason + ").",
                reconnect());
    }

    @Test
    void theOlderOfTwoConnectionsMayEndAfterTheNewerHasBegun() throws Exception {
        SlackStandIn.Line older = watched.connect();
        watched.tell(older, WatchedSocket.disconnect("refresh_requested"));
        SlackStandIn.Line newer = watched.connect();
        older.end(1000, "");
        watched.application.await("close 1000 ");
        watched.after(MINUTE.multipliedBy(2));
        newer.ping();
        watched.application.await("ping Ping from applink-1");

        watched.isHealthy();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "link_disabled       | Socket Mode is switched off in the settings of the Slack app (link_disabled). | Switch it on there and have the application connect again, or end its use of Socket Mode.",
                "too_many_websockets | The Slack app has more sockets than Slack allows (too_many_websockets). | Slack allows 10 for each app: look for instances and forgotten processes with the same token, and end some."
            })
    void aConnectionThatSlackWillNotHaveIsDownAtOnce(String reason, String message, String resolution)
            throws Exception {
        SlackStandIn.Line line = watched.connect();
        watched.tell(line, WatchedSocket.disconnect(reason));

        isDown(watched.check(), Cause.CONFIGURATION, message, resolution);
        assertThat(watched.check().details()).containsEntry("lastDisconnect", reason);
        watched.connect();
        watched.isHealthy();
    }

    @Test
    void anAttemptThatSlackDoesNotGreetChangesNothing() throws Exception {
        watched.tell(watched.open(), WatchedSocket.disconnect("too_many_websockets"));
        watched.open();

        assertThat(watched.check().status()).isEqualTo(HealthStatus.DOWN);
    }

    @Test
    void anotherConnectionThatWorksMakesItDegraded() throws Exception {
        watched.connect();
        watched.tell(watched.open(), WatchedSocket.disconnect("too_many_websockets"));

        CheckResult result = watched.check();
        assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
        isToldAs(
                result,
                Cause.CONFIGURATION,
                "The Slack app has more sockets than Slack allows (too_many_websockets)."
                        + " Another socket of the application still works.",
                "Slack allows 10 for each app: look for instances and forgotten processes with the same token, and end"
                        + " some.");
    }

    @Test
    void serversThatAcceptAndCloseAreNoConnection() throws Exception {
        watched.connect().end(1000, "");
        watched.application.await("close 1000 ");
        for (int attempt = 0; attempt < 4; attempt++) {
            watched.after(Duration.ofSeconds(15));
            watched.open().end(1011, "");
            watched.application.await("close 1011 ");
        }

        isDown(
                watched.check(),
                Cause.CONNECT,
                "The Slack socket has not been connected since 2026-03-15T10:30:00Z: it was closed with the code 1011.",
                reconnect());
    }
}
