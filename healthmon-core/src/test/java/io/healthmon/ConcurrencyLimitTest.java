package io.healthmon;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.Integration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConcurrencyLimitTest {

    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private final HealthCheck counted = context -> {
        most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        for (int spin = 0; spin < 1_000; spin++) {
            Thread.onSpinWait();
        }
        calls.incrementAndGet();
        atOnce.decrementAndGet();
        return CheckResult.healthy();
    };

    private void checkMany(MonitorHarness harness, String provider) throws Exception {
        for (int number = 0; number < 500; number++) {
            harness.monitor.add(Integration.named("I " + number).provider(provider), counted);
        }
        harness.monitor.checkAllServices().get(30, SECONDS);
    }

    @Test
    void noMoreChecksRunAtOnceThanAllowedAndEverybodyHasHisTurn() throws Exception {
        try (MonitorHarness harness = MonitorHarness.of(builder -> builder.maxConcurrentChecks(3))) {
            checkMany(harness, "p");

            assertThat(most.get()).isBetween(1, 3);
            assertThat(calls).hasValue(500);
        }
    }

    @Test
    void noMoreChecksOfAProviderRunAtOnceThanAllowedAndEverybodyHasHisTurn() throws Exception {
        try (MonitorHarness harness = MonitorHarness.of(builder -> builder.maxConcurrentChecks("p", 2))) {
            checkMany(harness, "p");

            assertThat(most.get()).isBetween(1, 2);
            assertThat(calls).hasValue(500);
        }
    }

    @Test
    void aProviderAtItsLimitKeepsNoOtherWaiting() throws Exception {
        try (GatedCheck hanging = GatedCheck.deaf();
                MonitorHarness harness = MonitorHarness.of(builder -> builder.maxConcurrentChecks("p", 1))) {
            harness.monitor.add(Integration.named("A").provider("p"), hanging);
            harness.monitor.add(Integration.named("B").provider("p"), counted);
            harness.monitor.add(Integration.named("C").provider("q"), counted);
            var unused = harness.monitor.check("a");
            hanging.awaitBegun();
            CompletableFuture<IntegrationHealth> waiting = harness.monitor.check("b");
            harness.check("c");

            assertThat(waiting).isNotDone();
            hanging.open();
            waiting.get(10, SECONDS);
        }
    }

    @Test
    void aRunThatWaitsForItsTurnAndIsRemovedLosesNoPlace() throws Exception {
        try (GatedCheck hanging = GatedCheck.deaf();
                MonitorHarness harness = MonitorHarness.of(builder -> builder.maxConcurrentChecks(1))) {
            harness.monitor.add(Integration.named("A"), hanging);
            var unused = harness.monitor.check("a");
            hanging.awaitBegun();
            List<CompletableFuture<IntegrationHealth>> removed = new ArrayList<>();
            for (int number = 0; number < 100; number++) {
                harness.monitor.add(Integration.named("I " + number), counted);
                removed.add(harness.monitor.check("i-" + number));
                harness.monitor.remove("i-" + number);
            }
            hanging.open();
            harness.monitor.add(Integration.named("B"), counted);
            harness.check("b");

            assertThat(calls).hasValue(1);
            assertThat(removed).allSatisfy(answer -> assertThat(answer).failsWithin(Duration.ofSeconds(10)));
        }
    }

    @Test
    void aRunThatWaitsForItsTurnIsJoinedNotDoubled() throws Exception {
        try (GatedCheck hanging = GatedCheck.deaf();
                MonitorHarness harness = MonitorHarness.of(builder -> builder.maxConcurrentChecks(1))) {
            harness.monitor.add(Integration.named("A"), hanging);
            harness.monitor.add(Integration.named("B").every(Duration.ofSeconds(1)), counted);
            var unused = harness.monitor.check("a");
            hanging.awaitBegun();
            harness.monitor.start();
            harness.time.advance(Duration.ofSeconds(4));
            CompletableFuture<IntegrationHealth> joined = harness.monitor.check("b");
            hanging.open();
            joined.get(10, SECONDS);

            assertThat(calls).hasValue(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 10_001})
    void aLimitThatMakesNoSenseIsRefused(int limit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HealthMonitor.builder().maxConcurrentChecks(limit))
                .withMessage("maxConcurrentChecks " + limit + " is not allowed; use from 1 to 10000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HealthMonitor.builder().maxConcurrentChecks("stripe", limit))
                .withMessage(
                        "maxConcurrentChecks of provider \"stripe\" " + limit + " is not allowed; use from 1 to 10000");
    }
}
