package io.healthmon.provider.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.testkit.ManualTime;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With listeners that do not say which connection they speak of, such as those of Slack's Java SDK. */
class SlackSocketListenersTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ManualTime time = new ManualTime(WatchedSocket.START);
    private SlackSocket socket = SlackSocket.timedBy(time.scheduler()::nanoTime);

    private void with(UnaryOperator<SlackSocket> setup) {
        socket = setup.apply(socket);
    }

    private CheckResult check() {
        return socket.check(
                new CheckContext(SlackSocket.integration("Slack socket").build(), Duration.ofSeconds(5), time.now()));
    }

    private HealthStatus status() {
        return check().status();
    }

    private void hello() throws IOException {
        socket.received(WatchedSocket.hello());
    }

    @Test
    void theOldConnectionMayCloseAfterTheNewOneIsGreeted() throws IOException {
        hello();
        time.advance(Duration.ofHours(1));
        hello();
        socket.closed(1000, "done");
        time.advance(MINUTE.minusNanos(1));

        assertThat(status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(check().details())
                .containsEntry("connectedSince", "2026-03-15T11:30:00Z")
                .doesNotContainKey("reconnectingSince");
    }

    @Test
    void theOldConnectionMayCloseBeforeTheNewOneIsGreeted() throws IOException {
        hello();
        socket.closed(1000, "done");
        hello();
        time.advance(MINUTE.minusNanos(1));

        assertThat(status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void aConnectionThatEndsWithoutNewsIsForgottenWhenItIsSilent() throws IOException {
        hello();
        time.advance(Duration.ofSeconds(30));
        hello();
        time.advance(Duration.ofSeconds(50));
        assertThat(status()).isEqualTo(HealthStatus.HEALTHY);
        socket.closed(1006, null);

        assertThat(check().details()).as("the first one is gone").containsKey("reconnectingSince");
    }

    @Test
    void openingAndGreetingAreOfOneConnection() throws IOException {
        socket.opened();
        assertThat(status()).isEqualTo(HealthStatus.UNKNOWN);
        socket.pong();
        hello();
        socket.closed(1006, "");
        time.advance(MINUTE);

        assertThat(status()).isEqualTo(HealthStatus.DOWN);
    }

    @Test
    void aSocketThatIsWatchedLateIsHealthyWithItsFirstSign() throws IOException {
        socket.pong();
        assertThat(status()).isEqualTo(HealthStatus.HEALTHY);
        hello();
        socket.closed(1000, "");
        time.advance(MINUTE.minusNanos(1));

        assertThat(status()).as("the greeting was of another connection").isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void aSignOfLifeAfterTheEndIsOfAConnectionThatNobodyToldOf() throws IOException {
        hello();
        socket.closed(1006, "");
        time.advance(MINUTE);
        socket.pong();

        assertThat(status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void aSignOfLifeDoesNotEndWhatSlackSaysLasts() throws IOException {
        hello();
        socket.received(WatchedSocket.disconnect("link_disabled"));
        socket.closed(1000, "");
        socket.pong();
        socket.received("{\"type\":\"events_api\"}");

        assertThat(status()).isEqualTo(HealthStatus.DOWN);
    }

    @Test
    void theErrorThatComesBeforeTheEndExplainsIt() throws IOException {
        hello();
        socket.failed(new UnknownHostException("wss-primary.slack.com"));
        socket.closed(1006, "");
        time.advance(MINUTE);
        CheckResult result = check();

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.DNS);
        assertThat(result.problem().message())
                .isEqualTo("The Slack socket has not been connected since 2026-03-15T10:30:00Z:"
                        + " the last error was UnknownHostException.");
    }

    @Test
    void anErrorOfLongAgoExplainsNoEnd() throws IOException {
        hello();
        socket.failed(new IllegalStateException("a listener of the application"));
        time.advance(Duration.ofSeconds(11));
        assertThat(status()).isEqualTo(HealthStatus.HEALTHY);
        socket.closed(1001, "");
        time.advance(MINUTE);

        assertThat(check().problem().message()).contains("it was closed with the code 1001");
    }

    @Test
    void attemptsInVainAreUnknownForAMinuteAndThenDown() {
        socket.failed(new EOFException("no answer"));
        assertThat(status()).isEqualTo(HealthStatus.UNKNOWN);
        time.advance(MINUTE);
        CheckResult result = check();

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.CONNECT);
        assertThat(result.problem().message())
                .isEqualTo("The application has tried since 2026-03-15T10:30:00Z to connect its Slack socket, in vain:"
                        + " the last error was EOFException.");
    }

    @Test
    void theApplicationIsAskedBeforeASocketIsCalledSilent() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        with(plain -> plain.asking(() -> asked.incrementAndGet() == 1));
        hello();
        time.advance(MINUTE.minusNanos(1));
        assertThat(status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(asked).hasValue(0);
        time.advance(Duration.ofNanos(1));
        assertThat(status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(check().details()).containsEntry("lastFrame", "2026-03-15T10:31:00Z");
        time.advance(MINUTE);

        assertThat(status()).isEqualTo(HealthStatus.DOWN);
        assertThat(asked).hasValue(2);
    }

    @Test
    void theApplicationIsAskedBeforeASocketIsCalledUnconnected() throws IOException {
        AtomicBoolean connected = new AtomicBoolean();
        with(plain -> plain.asking(connected::get));
        assertThat(status()).isEqualTo(HealthStatus.UNKNOWN);
        connected.set(true);
        assertThat(status()).isEqualTo(HealthStatus.HEALTHY);
        socket.received(WatchedSocket.disconnect("refresh_requested"));
        time.advance(MINUTE);

        assertThat(status()).as("its greeting was missed").isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void anApplicationThatCannotSayIsNotConnected() {
        with(plain -> plain.asking(() -> {
            throw new IllegalStateException("not started yet");
        }));

        assertThat(status()).isEqualTo(HealthStatus.UNKNOWN);
    }

    @Test
    void theTimesCanBeSet() throws IOException {
        with(plain -> plain.silentAfter(Duration.ofMinutes(10)).reconnectWithin(Duration.ZERO));
        hello();
        time.advance(Duration.ofMinutes(9));
        assertThat(status()).isEqualTo(HealthStatus.HEALTHY);
        socket.closed(1000, "");

        assertThat(status()).isEqualTo(HealthStatus.DOWN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PT0.5S | PT1M  | silentAfter 500ms is not allowed; use from 1s to 1h",
                "PT2H   | PT1M  | silentAfter 2h is not allowed; use from 1s to 1h",
                "PT1M   | -PT1S | reconnectWithin PT-1S is not allowed; use from 0ms to 1h",
                "PT1M   | PT2H  | reconnectWithin 2h is not allowed; use from 0ms to 1h"
            })
    void aTimeOutsideTheLimitsIsNamed(Duration silent, Duration reconnect, String message) {
        assertThatThrownBy(() -> socket.silentAfter(silent).reconnectWithin(reconnect))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void aWallClockThatIsSetMovesTheDatesAndNothingElse() throws IOException {
        hello();
        assertThat(status()).isEqualTo(HealthStatus.HEALTHY);
        time.advance(Duration.ofSeconds(10));
        CheckResult result = socket.check(new CheckContext(
                SlackSocket.integration("Slack socket").build(),
                Duration.ofSeconds(5),
                time.now().plus(Duration.ofDays(1))));

        assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(result.details()).containsEntry("lastFrame", "2026-03-16T10:30:00Z");
    }

    @Test
    void ofConnectionsThatNeverEndSixteenAreKept() throws IOException {
        for (int count = 0; count < 100; count++) {
            hello();
        }
        for (int count = 0; count < 15; count++) {
            socket.closed(1000, "");
        }
        assertThat(check().details()).doesNotContainKey("reconnectingSince");
        socket.closed(1000, "");

        assertThat(check().details()).containsKey("reconnectingSince");
    }

    @Test
    void manyThreadsMayTellOfItAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        String hello = WatchedSocket.hello();
        String refresh = WatchedSocket.disconnect("refresh_requested");
        List<Callable<Object>> calls = new ArrayList<>();
        for (int count = 0; count < 2_000; count++) {
            calls.add(() -> {
                socket.received(hello);
                socket.pong();
                socket.received(refresh);
                socket.closed(1000, "");
                return status();
            });
        }
        for (Future<Object> call : threads.invokeAll(calls)) {
            assertThat(call.get()).isEqualTo(HealthStatus.HEALTHY);
        }
        threads.shutdown();
        for (int count = 0; count < 16; count++) {
            socket.closed(1000, "");
        }

        assertThat(check().details()).containsKey("reconnectingSince");
        socket.received(hello);
        assertThat(check().details()).doesNotContainKey("reconnectingSince");
    }
}
