package io.healthmon;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.alert.AlertState;
import io.healthmon.alert.OpenAlert;
import io.healthmon.alert.Severity;
import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.Problem;
import io.healthmon.event.HealthEvent.IntegrationEdited;
import io.healthmon.event.HealthEvent.IntegrationSwitched;
import io.healthmon.event.HealthEvent.StatusChanged;
import io.healthmon.event.HealthEvent.Switch;
import io.healthmon.state.HealthState;
import io.healthmon.state.Observation;
import io.healthmon.store.HealthStore.Entry;
import io.healthmon.store.StoredState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RestartTest {

    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Instant BEFORE = MonitorHarness.START.minus(Duration.ofMinutes(3));
    private static final HealthState DOWN = new HealthState(
            HealthStatus.DOWN,
            BEFORE.minusSeconds(600),
            HealthStatus.DOWN,
            5,
            BEFORE,
            null,
            12,
            Problem.of(Cause.CONNECT, "no"),
            BEFORE.minusSeconds(900));
    private static final AlertState OPEN =
            new AlertState(BEFORE, new OpenAlert("id", Severity.CRITICAL, BEFORE.minusSeconds(600), List.of("alerts")));

    private final Integration declared =
            Integration.named("A").every(Duration.ofMinutes(5)).build();
    private final OperatedStore store = new OperatedStore();
    private final MonitorHarness harness = MonitorHarness.of(builder -> builder.store(store));
    private final HealthMonitor monitor = harness.monitor;

    @AfterEach
    void close() {
        store.away(false);
        harness.close();
    }

    private void append(HealthState state) {
        Observation last = new Observation(
                state.lastCheckAt(), state.observed(), 12, state.problem(), Map.of("seen", "yesterday"));
        store.append(List.of(new Entry("a", 0, last, state, OPEN, null)));
    }

    private void add() {
        monitor.add(declared, context -> CheckResult.healthy());
    }

    @Test
    void beforeTheFirstCheckTheStoredHealthIsShown() {
        append(DOWN);
        add();
        monitor.start();

        assertThat(monitor.health("a").state()).isEqualTo(DOWN);
        assertThat(monitor.health("a").flags()).isEmpty();
        assertThat(monitor.health().summary().down()).isEqualTo(1);
    }

    @Test
    void aStoredHealthThatIsOldIsStale() {
        append(DOWN);
        add();
        monitor.start();
        harness.time.freezeScheduler();
        harness.time.advance(Duration.ofMinutes(7));

        assertThat(monitor.health("a").is(Flag.STALE)).isTrue();
    }

    @Test
    void theNextResultGoesOnFromWhatWasStored() throws Exception {
        append(DOWN);
        monitor.add(declared, context -> CheckResult.down(Problem.of(Cause.CONNECT, "no")));
        monitor.start();
        HealthState next = harness.check("a").state();

        assertThat(next.streak()).isEqualTo(6);
        assertThat(next.since()).isEqualTo(DOWN.since());
        assertThat(next.problemSince()).isEqualTo(DOWN.problemSince());
        assertThat(store.states(List.of("a")).get("a").alert()).isEqualTo(OPEN);
    }

    @Test
    void anAlertThatWasOpenIsClosedWithTheRecovery() throws Exception {
        append(DOWN);
        add();
        monitor.start();
        harness.check("a");
        harness.next(StatusChanged.class);

        StoredState after = store.states(List.of("a")).get("a");
        assertThat(after.alert().open()).isNull();
        assertThat(store.outbox().waiting()).isEqualTo(1);
    }

    @Test
    void tenThousandAreDeclaredAndReadWithAFewQuestions() {
        for (int number = 0; number < 10_000; number++) {
            monitor.add(Integration.named("I " + number), context -> CheckResult.healthy());
        }
        assertThat(store.calls).hasValue(0);
        monitor.start();

        assertThat(store.calls).hasValueLessThanOrEqualTo(4);
    }

    @Test
    void whatIsNoLongerDeclaredIsWithdrawnAndKeepsItsEditsUntilItReturns() {
        store.declare(List.of(declared));
        store.sql(declared, old -> OperatedStore.threshold(old, 9));
        monitor.add(Integration.named("B"), context -> CheckResult.healthy());
        monitor.start();
        assertThat(store.held("a")).isNull();
        add();

        assertThat(monitor.health("a").integration().thresholds().failure()).isEqualTo(9);
    }

    @Test
    void whatIsAddedLaterGoesOnFromWhatIsStored() {
        monitor.start();
        append(DOWN);
        add();

        assertThat(monitor.health("a").state()).isEqualTo(DOWN);
    }

    @Test
    void whatIsRemovedIsWithdrawnAndGoesOnWhenItReturns() throws Exception {
        add();
        monitor.start();
        HealthState last = harness.check("a").state();
        monitor.remove("a");
        MonitorHarness.await("a is withdrawn", this::isWithdrawn);
        add();

        assertThat(monitor.health("a").state()).isEqualTo(last);
    }

    private boolean isWithdrawn() {
        synchronized (store.withdrawn) {
            return store.withdrawn.contains("a");
        }
    }

    @Test
    void aCheckThatRemembersIsGivenTheDetailsOfItsLastResult() throws Exception {
        append(DOWN);
        Remembering check = new Remembering();
        monitor.add(declared, check);
        monitor.start();

        assertThat(check.restored.poll(10, SECONDS)).isEqualTo(Map.of("seen", "yesterday"));
        assertThat(monitor.health("a").state()).isEqualTo(DOWN);
    }

    @Test
    void aCheckThatRemembersIsGivenNothingWithoutAResult() {
        Remembering check = new Remembering();
        monitor.add(declared, check);
        monitor.start();

        assertThat(check.restored).isEmpty();
    }

    @Test
    void whileTheStoreIsAwayAtTheStartItGoesOnFromMemory() throws Exception {
        store.away(true);
        add();
        monitor.start();

        assertThat(harness.check("a").status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void aStoreThatHangsAtTheStartHoldsUpTheStartForAMomentAndWhatIsAddedLaterNotAtAll() throws Exception {
        append(DOWN);
        OperatedStore.Gate gate = store.shut();
        monitor.add(Integration.named("B"), context -> CheckResult.healthy());
        monitor.start();
        assertThat(gate.reached().await(10, SECONDS)).isTrue();
        long begun = System.nanoTime();
        add();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
        harness.runNext("b");
        store.letGo(gate);

        MonitorHarness.await("a goes on", () -> monitor.health("a").state().checked());
    }

    @Test
    void aStoreThatComesBackIsReadForThoseWithoutAResultOfTheirOwn() {
        append(DOWN);
        store.away(true);
        monitor.add(declared.toBuilder().enabled(false), context -> CheckResult.healthy());
        monitor.start();
        assertThat(monitor.health("a").state().checked()).isFalse();
        store.away(false);
        harness.time.advance(POLL);

        MonitorHarness.await("a goes on", () -> monitor.health("a").state().equals(DOWN));
    }

    @Test
    void aResultOfItsOwnIsNewerThanWhatIsStoredButEditsCount() throws Exception {
        store.declare(List.of(declared));
        store.sql(declared, old -> OperatedStore.threshold(old, 9));
        append(DOWN);
        store.away(true);
        add();
        monitor.start();
        harness.check("a");
        store.away(false);
        harness.time.advance(POLL);

        assertThat(harness.next(IntegrationEdited.class)
                        .integration()
                        .thresholds()
                        .failure())
                .isEqualTo(9);
        assertThat(monitor.health("a").status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void whatTheMonitorSwitchedStaysSwitchedAfterARestart() {
        add();
        monitor.start();
        monitor.disable("a");
        monitor.pause("a", Duration.ofDays(1));
        harness.close();
        try (MonitorHarness later = MonitorHarness.of(builder -> builder.store(store))) {
            later.monitor.add(declared, context -> CheckResult.healthy());
            later.monitor.start();

            assertThat(later.monitor.health("a").flags()).containsExactlyInAnyOrder(Flag.DISABLED, Flag.PAUSED);
        }
    }

    @Test
    void whatTheMonitorSwitchedWhileTheStoreWasAwayIsWrittenLater() {
        add();
        monitor.start();
        store.away(true);
        monitor.disable("a");
        monitor.enable("a");
        monitor.disable("a");
        harness.time.advance(POLL);
        store.away(false);
        harness.time.advance(POLL);

        MonitorHarness.await("it is written", () -> store.held("a") != null);
        assertThat(store.held("a").enabled()).isFalse();
    }

    @Test
    void aReadingThatBeganBeforeDoesNotUndoWhatTheMonitorSwitched() throws Exception {
        add();
        monitor.start();
        OperatedStore.Gate gate = store.shut();
        harness.time.advance(POLL);
        assertThat(gate.reached().await(10, SECONDS)).isTrue();
        monitor.disable("a");
        harness.next(IntegrationSwitched.class);
        store.letGo(gate);
        MonitorHarness.await("it is written", () -> store.held("a") != null);
        int readings = store.readings.get();
        harness.time.advance(POLL);
        MonitorHarness.await("it is read again", () -> store.readings.get() > readings);

        assertThat(monitor.health("a").is(Flag.DISABLED)).isTrue();
        assertThat(harness.arrived()).noneMatch(IntegrationSwitched.class::isInstance);
    }

    @Test
    void whatTheMonitorSwitchesWhileTheSwitchBeforeIsWrittenIsNotUndoneByIt() {
        add();
        monitor.start();
        store.afterEdit = () -> {
            store.afterEdit = () -> {};
            monitor.enable("a");
        };
        monitor.disable("a");
        MonitorHarness.await("both are written", () -> store.readings.get() >= 2 && store.held("a") == null);

        assertThat(harness.next(IntegrationSwitched.class).what()).isEqualTo(Switch.DISABLED);
        assertThat(harness.next(IntegrationSwitched.class).what()).isEqualTo(Switch.ENABLED);
        harness.close();
        assertThat(harness.arrived()).noneMatch(IntegrationSwitched.class::isInstance);
    }

    @Test
    void whatTheMonitorSwitchesLeavesWhatAnOperatorEditedMeanwhile() {
        add();
        monitor.start();
        store.sql(declared, old -> OperatedStore.threshold(old, 9));
        monitor.disable("a");
        MonitorHarness.await("it is written", () -> !store.held("a").enabled());

        assertThat(store.held("a").failureThreshold()).isEqualTo(9);
    }

    /** A check with a memory. */
    private static final class Remembering implements HealthCheck.Restorable {

        final BlockingQueue<Map<String, String>> restored = new LinkedBlockingQueue<>();

        @Override
        public CheckResult check(CheckContext context) {
            return CheckResult.healthy();
        }

        @Override
        public void restore(Map<String, String> details) {
            restored.add(details);
            throw new IllegalStateException("cannot");
        }
    }
}
