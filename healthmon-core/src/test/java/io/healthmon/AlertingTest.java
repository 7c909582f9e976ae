package io.healthmon;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.healthmon.alert.Alert;
import io.healthmon.alert.AlertKind;
import io.healthmon.alert.Severity;
import io.healthmon.channel.AlertChannel;
import io.healthmon.channel.AlertMessage;
import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.Integration;
import io.healthmon.event.HealthEvent.AlertRaised;
import io.healthmon.event.HealthEvent.StatusChanged;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From the check to the channel, through a whole monitor. */
class AlertingTest {

    private final RecordingChannel mail = new RecordingChannel();
    private final RecordingChannel pager = new RecordingChannel();
    private final MonitorHarness harness = MonitorHarness.of(builder -> builder.alert("mail", mail)
            .alert("pager", pager)
            .alert("pager-too", pager)
            .alertRoute(Set.of(Severity.CRITICAL), "mail", "pager")
            .alertRoute(Set.of(), "mail")
            .applicationUrl("https://shop.example.com/"));

    private volatile boolean up;

    private final HealthCheck check =
            context -> up ? CheckResult.healthy() : CheckResult.down(Cause.CONNECT, "refused");

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void anOutageAndItsEndAreTold() throws Exception {
        harness.monitor.add(Integration.named("Shop").critical().failureThreshold(2), check);
        harness.check("shop");
        assertThat(mail.attempts()).isEmpty();
        harness.check("shop");
        mail.awaitAttempts(1);
        up = true;
        harness.check("shop");
        mail.awaitAttempts(2);
        pager.awaitAttempts(2);

        assertThat(mail.attempts())
                .extracting(AlertMessage::subject)
                .containsExactly("DOWN: Shop (critical)", "RECOVERED: Shop (critical)");
        assertThat(mail.attempts()).extracting(AlertMessage::link).containsOnly("https://shop.example.com/");
        assertThat(pager.taken()).isEqualTo(mail.taken());
    }

    @Test
    void routesSayWhoIsTold() throws Exception {
        harness.monitor.add(Integration.named("Search").failureThreshold(1), check);
        harness.check("search");
        mail.awaitAttempts(1);
        harness.close();

        assertThat(mail.attempts()).extracting(AlertMessage::subject).containsExactly("DOWN: Search (high)");
        assertThat(pager.attempts()).isEmpty();
    }

    @Test
    void listenersAreToldOfAnAlertAfterTheChangeThatItTellsOf() throws Exception {
        harness.monitor.add(Integration.named("Shop").failureThreshold(1), check);
        harness.check("shop");

        StatusChanged changed = harness.next(StatusChanged.class);
        AlertRaised raised = harness.next(AlertRaised.class);
        Alert alert = raised.alert();
        assertThat(alert.kind()).isEqualTo(AlertKind.DOWN);
        assertThat(alert.integrationId()).isEqualTo("shop");
        assertThat(raised.at()).isEqualTo(changed.at()).isEqualTo(alert.at());
        assertThat(raised.integration().id()).isEqualTo("shop");
    }

    @Test
    void aRetryNeedsNoFurtherResult() throws Exception {
        mail.failOnce(new IllegalStateException("no"));
        harness.monitor.add(Integration.named("Shop").failureThreshold(1), check);
        harness.check("shop");
        mail.awaitAttempts(1);
        while (mail.attempts().size() < 2) {
            harness.time.advance(Duration.ofSeconds(1));
            giveTheWorkerAMoment();
        }
        mail.awaitAttempts(2);

        assertThat(mail.attempts().get(1).alert())
                .isEqualTo(mail.attempts().get(0).alert());
    }

    /** Time moved by hand without it could pass days before the failure is settled, and then the alert is given up. */
    private static void giveTheWorkerAMoment() {
        long end = System.nanoTime() + MILLISECONDS.toNanos(5);
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    @Test
    void withTheMonitorItsChannelsAreClosedOnce() {
        harness.close();
        harness.close();

        assertThat(mail.closed()).isEqualTo(1);
        assertThat(pager.closed()).isEqualTo(1);
    }

    @Test
    void whatIsDueWhenTheMonitorIsClosedIsStillSent() throws Exception {
        harness.monitor.add(Integration.named("Shop").failureThreshold(1), check);
        harness.check("shop");
        harness.close();

        assertThat(mail.taken()).hasSize(1);
    }

    @Test
    void channelsThatHangDoNotKeepTheMonitorOpen() throws Exception {
        GatedChannel deaf = new GatedChannel(true);
        CountDownLatch closing = new CountDownLatch(1);
        HealthMonitor monitor = HealthMonitor.builder()
                .alert("deaf", deaf)
                .alert("closing", new UnclosableChannel(closing))
                .build();
        monitor.add(Integration.named("Shop").failureThreshold(1), check);
        monitor.check("shop").get(10, SECONDS);
        deaf.awaitBegun();
        long begun = System.nanoTime();
        monitor.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
        assertThat(deaf.interrupted.await(10, SECONDS)).isTrue();
        deaf.open();
        closing.countDown();
    }

    @Test
    void aMonitorWithIdleChannelsHasNoThreadOfItsOwn() {
        MonitorThreads threads = MonitorThreads.now();
        try (HealthMonitor monitor =
                HealthMonitor.builder().alert(mail).alert("pager", pager).build()) {
            assertThat(monitor.health().integrations()).isEmpty();
            assertThat(threads.others()).isEmpty();
        }
    }

    @Test
    void aChannelNameThatIsTakenOrNotAllowedIsRefused() {
        HealthMonitorBuilder builder = HealthMonitor.builder().alert(mail);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.alert(pager))
                .withMessage("channel name \"alerts\" is taken by another channel; give each its own name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.alert("Ops", pager))
                .withMessageStartingWith("channel name \"Ops\" is not allowed");
    }

    @Test
    void aRouteToAChannelThatThereIsNotIsRefused() {
        HealthMonitorBuilder builder = HealthMonitor.builder().alert(mail).alertRoute(Set.of(), "alert");

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage("an alert route names the channel \"alert\"; the channels are alerts");
    }

    private record UnclosableChannel(CountDownLatch open) implements AlertChannel, AutoCloseable {

        @Override
        public void send(AlertMessage message) {
            assertThat(List.of(message)).hasSize(1);
        }

        @Override
        public void close() {
            try {
                open.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
