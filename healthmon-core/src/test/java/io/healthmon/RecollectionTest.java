package io.healthmon;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.Thresholds;
import io.healthmon.state.HealthState;
import io.healthmon.state.Observation;
import io.healthmon.store.HealthStore.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecollectionTest {

    private final OperatedStore store = new OperatedStore();
    private final MonitorHarness harness = MonitorHarness.of(builder -> builder.store(store));

    @AfterEach
    void close() {
        harness.close();
    }

    private void stored(Duration age, HealthStatus status) {
        stored("a", age, status);
    }

    private void stored(String id, Duration age, HealthStatus status) {
        Instant at = MonitorHarness.START.minus(age);
        Observation result = new Observation(at, status, 40, null, Map.of());
        HealthState state = HealthState.INITIAL.next(result, Thresholds.DEFAULT);
        store.append(List.of(new Entry(id, 0, result, state)));
    }

    private void awaitFigures() {
        long patience = System.nanoTime() + SECONDS.toNanos(10);
        while (harness.monitor.uptime30Days("a").isEmpty()) {
            assertThat(System.nanoTime()).as("results are read back").isLessThan(patience);
            Thread.onSpinWait();
        }
    }

    @Test
    void theFiguresOfTheLastDayAndMonthGoOnAfterARestart() {
        stored(Duration.ofHours(30), HealthStatus.DOWN);
        stored(Duration.ofHours(3), HealthStatus.HEALTHY);
        stored(Duration.ofHours(1), HealthStatus.DOWN);
        harness.monitor.add(Integration.named("A").every(Duration.ofMinutes(5)), context -> CheckResult.healthy());
        harness.monitor.start();
        awaitFigures();

        assertThat(harness.monitor.statistics("a").successRate()).hasValue(50);
        assertThat(harness.monitor.uptime30Days("a")).hasValue(100.0 / 3);
    }

    @Test
    void aResultFromTheFutureHidesNoOthersPast() {
        stored(Duration.ofHours(3), HealthStatus.DOWN);
        stored("b", Duration.ofDays(-40), HealthStatus.HEALTHY);
        harness.monitor.add(Integration.named("A").every(Duration.ofMinutes(5)), context -> CheckResult.healthy());
        harness.monitor.add(Integration.named("B").every(Duration.ofMinutes(5)), context -> CheckResult.healthy());
        harness.monitor.start();
        awaitFigures();

        assertThat(harness.monitor.uptime30Days("a")).hasValue(0);
    }
}
