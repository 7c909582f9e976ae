package io.healthmon.provider.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.testkit.RecordedLogs;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of what comes over a real connection, and what is not. */
@Timeout(60)
class SlackSocketMessagesTest {

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

    @Test
    void aGreetingInSeveralFramesIsRead() throws Exception {
        String hello = WatchedSocket.hello();
        watched.open().sayInParts(hello.substring(0, 10), hello.substring(10, 11), hello.substring(11));
        watched.application.await("part 10");
        watched.application.await("part 1");
        watched.application.await("text " + (hello.length() - 11));

        assertThat(watched.check().details()).containsEntry("app", "A111");
    }

    @Test
    void aMessageInManyFramesIsASignOfLifeAndNotKept() throws Exception {
        SlackStandIn.Line line = watched.connect();
        String[] parts = new String[20];
        Arrays.fill(parts, " ".repeat(1_000));
        parts[19] = "\"disconnect\"";
        watched.after(MINUTE.minus(SECOND));
        line.sayInParts(parts);
        while (!watched.application.next().equals("text 12")) {
            watched.isHealthy();
        }
        watched.tell(line, WatchedSocket.disconnect("link_disabled"));

        assertThat(watched.check().status()).as("what follows is read").isEqualTo(HealthStatus.DOWN);
    }

    @Test
    void whatUsersWriteIsNotTakenForWhatSlackSays() throws Exception {
        SlackStandIn.Line line = watched.connect();
        watched.tell(
                line, "{\"payload\":{\"type\":\"disconnect\",\"reason\":\"link_disabled\"},\"type\":\"events_api\"}");
        watched.tell(
                line, "{\"text\":\"{\\\"type\\\":\\\"disconnect\\\"} \\\"disconnect\\\"\",\"type\":\"events_api\"}");

        watched.isHealthy();
        assertThat(watched.check().details())
                .doesNotContainKey("lastDisconnect")
                .containsEntry("app", "A111");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"hello\"",
                "{\"type\":\"hello\"",
                "[\"hello\"]",
                "{\"type\":\"disconnect\",\"type\":\"disconnect\"}",
                "<html>\"disconnect\"</html>",
                "{\"a\":{\"a\":{\"a\":\"hello\"}}}"
            })
    void garbageIsASignOfLifeAndNothingElse(String garbage) throws Exception {
        SlackStandIn.Line line = watched.connect();
        watched.after(MINUTE.minus(SECOND));
        watched.tell(line, garbage);
        watched.after(MINUTE.minus(SECOND));

        watched.isHealthy();
        assertThat(watched.check().details()).containsEntry("app", "A111").containsEntry("connections", "1");
    }

    @Test
    void nothingSecretIsKept() throws Exception {
        SlackStandIn.Line line = watched.connect();
        watched.tell(line, "{\"payload\":{\"text\":\"my private words\"},\"type\":\"events_api\"}");
        watched.tell(line, "{\"type\":\"disconnect\",\"reason\":\"xapp-1-A111-2-abc my private words\"}");
        line.end(1008, SlackStandIn.TICKET + " xapp-1-A111-2-abc");
        watched.application.next();
        watched.socket.refused("xapp-1-A111-2-abc");
        watched.after(MINUTE);
        CheckResult result = watched.check();

        assertThat(result + " " + result.problem() + result.details() + watched.socket
                        + watched.socket.listening(watched.application))
                .contains("unknown")
                .doesNotContain("xapp", "ticket", "private", "my ", "127.0.0.1");
        assertThat(RecordedLogs.containing(SlackStandIn.TICKET)).isEmpty();
        assertThat(RecordedLogs.containing("private words")).isEmpty();
    }
}
