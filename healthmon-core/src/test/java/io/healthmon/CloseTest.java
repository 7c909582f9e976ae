package io.healthmon;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.Integration;
import io.healthmon.event.HealthEvent;
import io.healthmon.event.HealthEvent.CheckCompleted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CloseTest {

    private static final HealthCheck UP = context -> CheckResult.healthy();

    private final MonitorThreads threads = MonitorThreads.now();

    @Test
    void anEmptyMonitorStartsNoThread() {
        try (HealthMonitor monitor = HealthMonitor.builder().build()) {
            monitor.start();
            monitor.health();

            assertThat(threads.others()).isEmpty();
        }
    }

    @Test
    void whenNothingIsStuckAllThreadsEnd() throws Exception {
        try (HealthMonitor monitor = HealthMonitor.builder()
                .add(Integration.named("A").every(Duration.ofMillis(100)), UP)
                .listen(HealthEvent.class, event -> {})
                .build()) {
            monitor.start();
            monitor.check("a").get(10, SECONDS);
        }

        threads.awaitNoOthers();
    }

    @Test
    void deafChecksAndAHangingStoreDoNotKeepItOpen() throws Exception {
        ScriptedStore store = new ScriptedStore();
        store.hang();
        List<GatedCheck> deaf = new ArrayList<>();
        HealthMonitor monitor = HealthMonitor.builder().store(store).build();
        for (int number = 0; number < 20; number++) {
            GatedCheck check = GatedCheck.deaf();
            deaf.add(check);
            monitor.add(Integration.named("I " + number), check);
            var unused = monitor.check("i-" + number);
            check.awaitBegun();
        }
        monitor.add(Integration.named("A"), UP);
        var unused = monitor.check("a");
        assertThat(store.hangs.await(10, SECONDS)).isTrue();
        long begun = System.nanoTime();
        monitor.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
        deaf.forEach(GatedCheck::open);
        store.goOn();
    }

    @Test
    void runningChecksAreInterrupted() throws Exception {
        try (GatedCheck check = GatedCheck.listening()) {
            MonitorHarness harness = MonitorHarness.started(Integration.named("A"), check);
            CompletableFuture<IntegrationHealth> answer = harness.monitor.check("a");
            check.awaitBegun();
            harness.close();

            assertThat(check.interrupted.getCount()).isZero();
            assertThat(answer).failsWithin(Duration.ofSeconds(10));
            assertThat(answer).isCancelled();
        }
    }

    @Test
    void resultsThatWaitAreWrittenBeforeTheStoreIsClosed() throws Exception {
        ScriptedStore store = new ScriptedStore();
        store.fail(new StackOverflowError("away"));
        HealthMonitor monitor = HealthMonitor.builder().store(store).build();
        monitor.add(Integration.named("A"), UP);
        monitor.check("a").get(10, SECONDS);
        store.recover();
        monitor.close();

        assertThat(store.written()).hasSize(1);
        assertThat(store.closed.getCount()).isZero();
    }

    @Test
    void resultsThatComeBehindAWriteUnderWayAreWrittenToo() throws Exception {
        ScriptedStore store = new ScriptedStore();
        store.hang();
        MonitorHarness harness = MonitorHarness.of(builder -> builder.store(store));
        harness.monitor.add(Integration.named("A"), UP);
        harness.monitor.add(Integration.named("B"), UP);
        var unused = harness.monitor.check("a");
        assertThat(store.hangs.await(10, SECONDS)).isTrue();
        harness.check("b");
        CompletableFuture<Void> closing = CompletableFuture.runAsync(harness::close);
        store.goOn();
        closing.get(10, SECONDS);

        assertThat(store.closed.await(10, SECONDS)).isTrue();
        assertThat(store.written()).hasSize(2);
    }

    @Test
    void aStoreThatFailsToCloseIsNoReasonToFail() {
        ScriptedStore store = new ScriptedStore() {
            @Override
            public void close() {
                super.close();
                throw new IllegalStateException("no");
            }
        };
        HealthMonitor.builder().store(store).build().close();

        assertThat(store.closed.getCount()).isZero();
        threads.awaitNoOthers();
    }

    @Test
    void closingAgainAndFromManyThreadsHasNoEffect() throws Exception {
        HealthMonitor monitor = HealthMonitor.builder().build();
        List<CompletableFuture<Void>> closings = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            closings.add(CompletableFuture.runAsync(monitor::close));
        }
        CompletableFuture.allOf(closings.toArray(CompletableFuture[]::new)).get(10, SECONDS);
        monitor.close();

        threads.awaitNoOthers();
    }

    @Test
    void aListenerMayCloseTheMonitor() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        HealthMonitor monitor = HealthMonitor.builder().build();
        monitor.add(Integration.named("A"), UP);
        monitor.listen(CheckCompleted.class, event -> {
            monitor.close();
            closed.countDown();
        });
        var unused = monitor.check("a");

        assertThat(closed.await(10, SECONDS)).isTrue();
        threads.awaitNoOthers();
    }

    @Test
    void afterwardsTheLastHealthCanStillBeRead() throws Exception {
        HealthMonitor monitor = HealthMonitor.builder().build();
        monitor.add(Integration.named("A"), UP);
        monitor.check("a").get(10, SECONDS);
        monitor.close();

        assertThat(monitor.health().summary().healthy()).isEqualTo(1);
        assertThat(monitor.health("a").nextCheckAt()).isNull();
        assertThat(monitor.statistics("a")).isNotNull();
    }

    static Stream<java.util.function.Consumer<HealthMonitor>> operations() {
        return Stream.of(
                HealthMonitor::start,
                monitor -> monitor.check("a").join(),
                monitor -> monitor.checkAllServices().join(),
                monitor -> monitor.add(Integration.named("B"), UP),
                monitor -> monitor.remove("a"),
                monitor -> monitor.enable("a"),
                monitor -> monitor.disable("a"),
                monitor -> monitor.pause("a", Duration.ofHours(1)),
                monitor -> monitor.resume("a"),
                monitor -> monitor.listen(HealthEvent.class, event -> {}),
                HealthMonitor::cleanUp);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void afterwardsEverythingElseIsRefused(java.util.function.Consumer<HealthMonitor> operation) {
        HealthMonitor monitor =
                HealthMonitor.builder().add(Integration.named("A"), UP).build();
        monitor.close();
        ThrowingCallable call = () -> operation.accept(monitor);

        assertThatIllegalStateException().isThrownBy(call).withMessage("the monitor is closed; build another");
    }
}
