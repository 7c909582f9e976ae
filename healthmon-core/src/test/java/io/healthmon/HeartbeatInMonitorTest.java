package io.healthmon;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.check.heartbeat.Heartbeat;
import io.healthmon.check.heartbeat.Ping;
import io.healthmon.event.HealthEvent.CheckCompleted;
import io.healthmon.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class HeartbeatInMonitorTest {

    private final Heartbeat backup =
            Heartbeat.every(Duration.ofHours(1), Secret.of("t")).grace(Duration.ofMinutes(7));

    private static IntegrationBuilder backupEvery(Duration interval) {
        return Integration.named("Backup").every(interval).failureThreshold(1);
    }

    @Test
    void aPingIsSeenAtOnce() throws Exception {
        try (MonitorHarness harness = MonitorHarness.started(backupEvery(Duration.ofHours(6)), backup)) {
            assertThat(harness.monitor
                            .ping("backup", Ping.SUCCESS, null)
                            .get(10, SECONDS)
                            .status())
                    .isEqualTo(HealthStatus.HEALTHY);
            assertThat(harness.monitor
                            .ping("backup", Ping.FAIL, "full")
                            .get(10, SECONDS)
                            .status())
                    .isEqualTo(HealthStatus.DOWN);
        }
    }

    @Test
    void anOverdueHeartbeatIsDownAtItsDeadlineAndNotAtTheNextInterval() throws Exception {
        try (MonitorHarness harness = MonitorHarness.started(backupEvery(Duration.ofDays(1)), backup)) {
            harness.runNext("backup");
            Instant pinged = harness.time.now();
            harness.monitor.ping("backup", Ping.SUCCESS, null).get(10, SECONDS);
            harness.next(CheckCompleted.class);

            assertThat(harness.nextAt("backup")).isEqualTo(pinged.plus(Duration.ofMinutes(67)));
            CheckCompleted overdue = harness.runNext("backup");
            assertThat(overdue.at()).isEqualTo(pinged.plus(Duration.ofMinutes(67)));
            assertThat(harness.monitor.health("backup").status()).isEqualTo(HealthStatus.DOWN);
            assertThat(harness.nextAt("backup")).isEqualTo(overdue.at().plus(Duration.ofDays(1)));
        }
    }

    @Test
    void aRunThatBeganBeforeThePingIsFollowedByAnother() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        try (MonitorHarness harness = MonitorHarness.started(backupEvery(Duration.ofDays(1)), backup)) {
            CompletableFuture<Void> busy = CompletableFuture.runAsync(() -> {
                while (!over.get()) {
                    harness.monitor.check("backup").join();
                }
            });
            for (int count = 0; count < 300; count++) {
                Ping ping = count % 2 == 0 ? Ping.SUCCESS : Ping.FAIL;
                HealthStatus seen = harness.monitor
                        .ping("backup", ping, null)
                        .get(10, SECONDS)
                        .status();
                assertThat(seen).isEqualTo(count % 2 == 0 ? HealthStatus.HEALTHY : HealthStatus.DOWN);
            }
            over.set(true);
            busy.get(10, SECONDS);
        }
    }

    @Test
    void aPausedHeartbeatTakesPingsButIsNotChecked() throws Exception {
        try (MonitorHarness harness = MonitorHarness.started(backupEvery(Duration.ofDays(1)), backup)) {
            harness.runNext("backup");
            harness.monitor.pause("backup", Duration.ofHours(1));

            assertThat(harness.monitor
                            .ping("backup", Ping.SUCCESS, null)
                            .get(10, SECONDS)
                            .status())
                    .isEqualTo(HealthStatus.UNKNOWN);
            assertThat(harness.check("backup").status()).isEqualTo(HealthStatus.HEALTHY);
        }
    }

    @Test
    void whatIsNoHeartbeatTakesNoPing() {
        try (MonitorHarness harness = MonitorHarness.of(builder -> builder)) {
            harness.monitor.add(Integration.named("Other"), context -> CheckResult.healthy());

            assertThatThrownBy(() -> harness.monitor.ping("other", Ping.SUCCESS, null))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the integration with the id \"other\" is no heartbeat");
            assertThatThrownBy(() -> harness.monitor.ping("none", Ping.SUCCESS, null))
                    .hasMessage("no integration has the id \"none\"");
        }
    }

    @Test
    void aResultThatIsAlreadyOverIsCheckedAgainSoonButNotWithoutPause() {
        Instant past = MonitorHarness.START.minusSeconds(1);
        try (MonitorHarness harness = MonitorHarness.started(
                backupEvery(Duration.ofDays(1)),
                context -> CheckResult.healthy().withValidUntil(past))) {
            Instant first = harness.runNext("backup").at();

            assertThat(harness.nextAt("backup")).isEqualTo(first.plusMillis(100));
        }
    }
}
