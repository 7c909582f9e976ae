package io.healthmon.provider.slack;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.HealthMonitor;
import io.healthmon.check.Cause;
import io.healthmon.check.HealthStatus;
import io.healthmon.event.HealthEvent.CheckCompleted;
import io.healthmon.state.Observation;
import io.healthmon.testkit.ManualTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How soon a monitor knows. */
@Timeout(60)
class SlackSocketInMonitorTest {

    private static final String ID = "slack-socket";

    private final ManualTime time = new ManualTime(WatchedSocket.START);
    private final SlackSocket socket = SlackSocket.timedBy(time.scheduler()::nanoTime);
    private final BlockingQueue<CheckCompleted> completed = new LinkedBlockingQueue<>();
    private HealthMonitor monitor;

    @BeforeEach
    void start() throws Exception {
        monitor = HealthMonitor.builder()
                .clock(time.clock())
                .scheduler(time.scheduler())
                .add(SlackSocket.integration("Slack socket").every(Duration.ofMinutes(5)), socket)
                .listen(CheckCompleted.class, completed::add)
                .build();
        monitor.start();
        socket.reportTo(monitor.passive(ID));
        Instant first = monitor.health(ID).nextCheckAt();
        assertThat(after(Duration.between(time.now(), first)).status()).isEqualTo(HealthStatus.UNKNOWN);
        socket.received(WatchedSocket.hello());
        assertThat(monitor.check(ID).get(10, SECONDS).status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(next().status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @AfterEach
    void stop() {
        monitor.close();
    }

    private Observation next() throws InterruptedException {
        CheckCompleted check = completed.poll(10, SECONDS);
        assertThat(check).as("a check").isNotNull();
        return check.observation();
    }

    private Observation after(Duration passed) throws InterruptedException {
        time.advance(passed);
        return next();
    }

    @Test
    void whatLastsIsKnownAtOnce() throws Exception {
        socket.received(WatchedSocket.disconnect("link_disabled"));
        after(Duration.ZERO);

        assertThat(monitor.health(ID).status()).isEqualTo(HealthStatus.DOWN);
        assertThat(monitor.health(ID).state().problem().cause()).isEqualTo(Cause.CONFIGURATION);
    }

    @Test
    void aSocketThatIsLostIsDownWhenItsTimeIsOver() throws Exception {
        Instant lost = time.now();
        socket.closed(1006, "");
        after(Duration.ZERO);
        for (int looks = 0; looks < 11; looks++) {
            after(Duration.ofSeconds(5));
            assertThat(monitor.health(ID).status()).isEqualTo(HealthStatus.HEALTHY);
        }
        after(Duration.ofSeconds(5));

        assertThat(monitor.health(ID).status()).isEqualTo(HealthStatus.DOWN);
        assertThat(time.now()).isEqualTo(lost.plusSeconds(60));
    }

    @Test
    void aSocketThatFallsSilentIsDownAMinuteAfterItsLastFrame() throws Exception {
        time.advance(Duration.ofSeconds(20));
        socket.pong();
        after(Duration.ofSeconds(40));
        assertThat(monitor.health(ID).status()).isEqualTo(HealthStatus.HEALTHY);
        after(Duration.ofSeconds(20));

        assertThat(monitor.health(ID).status()).isEqualTo(HealthStatus.DOWN);
    }

    @Test
    void aRefusalWhileItConnectsAnewIsKnownWithinFiveSeconds() throws Exception {
        socket.closed(1006, "");
        after(Duration.ZERO);
        socket.refused("invalid_auth");
        after(Duration.ofSeconds(5));

        assertThat(monitor.health(ID).state().problem().cause()).isEqualTo(Cause.CREDENTIALS_INVALID);
    }

    @Test
    void aRefreshIsNoChange() throws IOException, InterruptedException {
        socket.received(WatchedSocket.disconnect("refresh_requested"));
        after(Duration.ZERO);
        socket.received(WatchedSocket.hello());
        socket.closed(1000, "");
        Observation after = after(Duration.ofSeconds(5));

        assertThat(after.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(after.details()).doesNotContainKey("reconnectingSince");
    }
}
