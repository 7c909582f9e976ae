package io.healthmon.provider.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Problem;
import io.healthmon.provider.service.StandIn;
import io.healthmon.testkit.ManualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Slack says when it opens no socket. */
class SocketRefusalTest {

    private final ManualTime time = new ManualTime(WatchedSocket.START);
    private final SlackSocket socket = SlackSocket.timedBy(time.scheduler()::nanoTime);

    record Row(String error, boolean atOnce, Problem problem) {}

    static Stream<Row> rows() throws IOException {
        return StandIn.fixture(SocketRefusalTest.class, "socket_refusals.txt")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\\s*\\|\\s*", -1))
                .map(cells -> new Row(
                        cells[0],
                        cells[1].equals("at once"),
                        new Problem(Cause.valueOf(cells[2]), cells[3], cells[4], cells[5])));
    }

    private CheckResult check() {
        return socket.check(
                new CheckContext(SlackSocket.integration("Slack socket").build(), Duration.ofSeconds(5), time.now()));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void anErrorIsSaidInWordsThatHelp(Row row) {
        socket.refused(row.error);
        CheckResult first = check();
        time.advance(Duration.ofMinutes(1));
        CheckResult second = check();

        assertThat(first.status()).isEqualTo(row.atOnce ? HealthStatus.DOWN : HealthStatus.UNKNOWN);
        assertThat(second.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(second.problem()).isEqualTo(row.problem);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aConnectionThatStillWorksIsDegradedByWhatLastsAndByNothingElse(Row row) throws IOException {
        socket.received(WatchedSocket.hello());
        socket.refused(row.error);
        CheckResult result = check();

        assertThat(result.status()).isEqualTo(row.atOnce ? HealthStatus.DEGRADED : HealthStatus.HEALTHY);
        if (row.atOnce) {
            assertThat(result.problem().cause()).isEqualTo(row.problem.cause());
            assertThat(result.problem().message())
                    .isEqualTo(row.problem.message() + " Another socket of the application still works.");
        }
    }

    @Test
    void aGreetingEndsIt() throws IOException {
        socket.refused("invalid_auth");
        socket.received(WatchedSocket.hello());

        assertThat(check().status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void anErrorThatIsNoWordIsNotShown() {
        socket.refused("the token xapp-1-A111-2-abc is wrong");
        time.advance(Duration.ofMinutes(1));

        assertThat(check().problem().message()).isEqualTo("Slack opens no socket, with the error unknown.");
    }
}
