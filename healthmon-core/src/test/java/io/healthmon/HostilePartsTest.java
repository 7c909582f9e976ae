package io.healthmon;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.AsyncHealthCheck;
import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.event.HealthEvent.CheckCompleted;
import io.healthmon.json.Json;
import io.healthmon.json.JsonException;
import io.healthmon.json.JsonSettings;
import io.healthmon.schedule.Scheduler;
import io.healthmon.settings.Settings;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What came up when somebody tried to break the monitor. */
class HostilePartsTest {

    private static final class Indescribable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message for you");
        }
    }

    /** What an exception is while there is no memory to look at it. */
    private static final class Unlookable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Throwable getCause() {
            throw new OutOfMemoryError("made for a test");
        }
    }

    @Test
    void aCheckWhoseFailureCannotBeLookedAtIsAskedAgain() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        AsyncHealthCheck check = context -> asked.incrementAndGet() == 1
                ? CompletableFuture.failedFuture(new Unlookable())
                : CompletableFuture.completedFuture(CheckResult.healthy());
        try (HealthMonitor monitor =
                HealthMonitor.builder().add(Integration.named("a"), check).build()) {
            IntegrationHealth failed = monitor.check("a").get(30, SECONDS);
            IntegrationHealth after = monitor.check("a").get(30, SECONDS);

            assertThat(failed.state().problem().cause()).isEqualTo(Cause.CHECK_ERROR);
            assertThat(after.status()).isEqualTo(HealthStatus.HEALTHY);
        }
    }

    @Test
    void aListenerWhoseFailureCannotBeDescribedGoesOnBeingTold() throws Exception {
        CountDownLatch told = new CountDownLatch(3);
        try (HealthMonitor monitor = HealthMonitor.builder()
                .add(Integration.named("a"), context -> CheckResult.healthy())
                .listen(CheckCompleted.class, event -> {
                    told.countDown();
                    throw new Indescribable();
                })
                .build()) {
            for (int time = 0; time < 3; time++) {
                monitor.check("a").get(10, SECONDS);
            }
            assertThat(told.await(10, SECONDS)).isTrue();
        }
    }

    @Test
    void aSchedulerThatCannotBeClosedKeepsNothingElseOpen() {
        Scheduler scheduler = new UnclosableScheduler(Scheduler.inProcess());
        ScriptedStore store = new ScriptedStore();
        HealthMonitor.builder().scheduler(scheduler).store(store).build().close();

        assertThat(store.closed.getCount()).isZero();
    }

    @Test
    void hungChecksKeepNoPlaceWhileVirtualThreadsDoNotBegin() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        HealthMonitorBuilder builder = HealthMonitor.builder();
        Duration limit = Duration.ofMillis(300);
        for (int number = 0; number < 80; number++) {
            builder.add(Integration.named("Hung " + number).timeout(limit).every(Duration.ofSeconds(1)), context -> {
                boolean virtual = Thread.currentThread().getName().equals("healthmon-check");
                while (release.getCount() > 0) {
                    if (!virtual) {
                        LockSupport.parkNanos(1_000_000); // deaf, but leaves the processors to the others
                    }
                }
                return CheckResult.healthy();
            });
        }
        try (HealthMonitor monitor = builder.add(Integration.named("ok"), context -> CheckResult.healthy())
                .build()) {
            monitor.start();
            var hung = monitor.checkAllServices();
            assertThat(monitor.check("ok").get(30, SECONDS).status().label()).isEqualTo("healthy");
            hung.get(30, SECONDS);
            assertThat(monitor.check("ok").get(30, SECONDS).status().label()).isEqualTo("healthy");
            release.countDown();
        }
    }

    @Test
    void aNumberOfAMillionDigitsIsNoDetail() {
        CheckResult result = CheckResult.healthy().withDetail("n", BigInteger.ONE.shiftLeft(2_000_000));

        assertThat(result.details().get("n")).hasSizeLessThanOrEqualTo(CheckResult.MAX_TEXT);
    }

    @Test
    void aNumberWithAnAbsurdExponentIsRefusedWithItsPlace() {
        byte[] document = "{\"a\":1e99999999999999}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> Json.read(document)).isInstanceOf(JsonException.class);
    }

    @Test
    void whatComesFromASecretVariableIsShownNowhere() {
        Settings settings = JsonSettings.parse(
                "{\"server\":{\"port\":\"${DB_PASSWORD}\"}}".getBytes(StandardCharsets.UTF_8),
                Map.of("DB_PASSWORD", "hunter2hunter2"));

        assertThatThrownBy(() -> settings.group("server").number("port", 0, 65_535))
                .hasMessageContaining("server.port")
                .hasMessageNotContaining("hunter2");
    }

    private record UnclosableScheduler(Scheduler scheduler) implements Scheduler {

        @Override
        public long nanoTime() {
            return scheduler.nanoTime();
        }

        @Override
        public void schedule(Runnable task, long atNanoTime) {
            scheduler.schedule(task, atNanoTime);
        }

        @Override
        public void close() {
            scheduler.close();
            throw new IllegalStateException("not now");
        }
    }
}
