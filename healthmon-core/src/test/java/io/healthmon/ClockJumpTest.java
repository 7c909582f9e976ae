package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.alert.AlertState;
import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.event.HealthEvent.ClockJumped;
import io.healthmon.state.Observation;
import io.healthmon.store.InMemoryHealthStore;
import io.healthmon.store.StoredState;
import io.healthmon.store.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A clock that is set while the monitor runs. */
class ClockJumpTest {

    private static final Instant START = MonitorHarness.START;

    private SetClock clock;
    private HealthStatus status = HealthStatus.HEALTHY;
    private final MonitorHarness harness = MonitorHarness.of(builder -> {
        clock = new SetClock(builder.clock);
        return builder.clock(clock).store(InMemoryHealthStore.create(1_000));
    });

    @AfterEach
    void close() {
        harness.close();
    }

    private void begin() {
        harness.monitor.add(
                integration(),
                context -> status == HealthStatus.HEALTHY
                        ? CheckResult.healthy()
                        : CheckResult.down(Cause.CONNECT, "refused"));
    }

    private static IntegrationBuilder integration() {
        return Integration.named("Shop").every(Duration.ofMinutes(1));
    }

    private void checkEveryMinute(int times) throws Exception {
        for (int number = 0; number < times; number++) {
            harness.check("shop");
            harness.time.advance(Duration.ofMinutes(1));
        }
    }

    private List<Instant> times() {
        return harness
                .monitor
                .history("shop", new TimeRange(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z")), 1_000)
                .stream()
                .map(Observation::at)
                .toList();
    }

    @Test
    void whenItIsSetBackAnHourResultsKeepTheirOrderAndFollowTheLastUntilItHasCaughtUp() throws Exception {
        begin();
        checkEveryMinute(10);
        clock.set(Duration.ofHours(-1));
        checkEveryMinute(80);

        List<Instant> times = times();
        assertThat(times).hasSize(90).isSorted().doesNotHaveDuplicates();
        assertThat(times.get(9)).isEqualTo(START.plus(Duration.ofMinutes(9)));
        assertThat(times.get(10)).isEqualTo(times.get(9).plusNanos(1_000));
        assertThat(times.get(89)).isEqualTo(START.plus(Duration.ofMinutes(29)));
    }

    @Test
    void whenItIsSetBackAnHourNoResultIsMissingInTheFigures() throws Exception {
        begin();
        checkEveryMinute(30);
        clock.set(Duration.ofHours(-1));
        status = HealthStatus.DOWN;
        checkEveryMinute(30);

        assertThat(harness.monitor.statistics("shop").results()).isEqualTo(60);
        assertThat(harness.monitor.statistics("shop").successRate()).hasValue(50);
        assertThat(harness.monitor.uptime30Days("shop")).hasValue(50);
    }

    @Test
    void whenItIsSetBackOverMidnightTheUptimeCountsEverything() throws Exception {
        begin();
        harness.time.advance(Duration.ofHours(13).plusMinutes(20));
        checkEveryMinute(20);
        clock.set(Duration.ofHours(-1));
        status = HealthStatus.DOWN;
        checkEveryMinute(20);

        assertThat(harness.monitor.uptime30Days("shop")).hasValue(50);
    }

    @Test
    void aClockThatWasYearsAheadIsBelievedWhenItIsSetRight() throws Exception {
        begin();
        clock.set(Duration.ofDays(1_500));
        checkEveryMinute(5);
        clock.set(Duration.ofDays(-1_500));
        checkEveryMinute(20);

        assertThat(harness.monitor.health("shop").state().lastCheckAt()).isEqualTo(START.plus(Duration.ofMinutes(24)));
        assertThat(harness.monitor.statistics("shop").results()).isEqualTo(18);
    }

    @Test
    void eachJumpIsToldOnce() throws Exception {
        begin();
        checkEveryMinute(3);
        clock.set(Duration.ofHours(-1));
        checkEveryMinute(3);
        clock.set(Duration.ofSeconds(90));
        checkEveryMinute(3);

        assertThat(harness.next(ClockJumped.class).by()).isEqualTo(Duration.ofHours(-1));
        assertThat(harness.next(ClockJumped.class).by()).isEqualTo(Duration.ofSeconds(90));
        assertThat(harness.arrived()).noneMatch(ClockJumped.class::isInstance);
        assertThat(harness.clockJumps()).isEqualTo(2);
    }

    @Test
    void aClockThatDriftsHasNotJumped() throws Exception {
        begin();
        checkEveryMinute(1);
        clock.set(Duration.ofSeconds(-4));
        checkEveryMinute(1);

        assertThat(harness.clockJumps()).isZero();
    }

    @Test
    void aResultOfTheFutureTurnsStaleAfterItsTimeAllTheSame() throws Exception {
        begin();
        clock.set(Duration.ofDays(1_500));
        checkEveryMinute(1);
        clock.set(Duration.ofDays(-1_500));
        IntegrationHealth future = harness.monitor.health("shop");
        Standing standing = new Standing();
        standing.takeOver(future.integration(), new StoredState(future.state(), AlertState.INITIAL), START);

        assertThat(standing.flags(future.integration(), false, START)).isEmpty();
        assertThat(standing.flags(future.integration(), false, START.plusSeconds(600)))
                .containsExactly(Flag.STALE);
    }
}
