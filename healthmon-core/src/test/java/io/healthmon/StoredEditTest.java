package io.healthmon;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import io.healthmon.event.HealthEvent.CheckCompleted;
import io.healthmon.event.HealthEvent.IntegrationEdited;
import io.healthmon.event.HealthEvent.IntegrationSwitched;
import io.healthmon.event.HealthEvent.Switch;
import io.healthmon.store.OperatorSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.assertj.core.data.TemporalUnitOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoredEditTest {

    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Duration INTERVAL = Duration.ofMinutes(5);

    /** The time goes on by hand, up to the jitter of the first run, while an edit is taken over on another thread. */
    private static final TemporalUnitOffset ALMOST = within(100, ChronoUnit.MILLIS);

    private final Integration declared = Integration.named("A").every(INTERVAL).build();
    private final OperatedStore store = new OperatedStore();
    private final MonitorHarness harness = MonitorHarness.of(builder -> builder.store(store));

    @BeforeEach
    void start() {
        harness.monitor.add(declared, context -> CheckResult.healthy());
        harness.monitor.start();
        harness.runNext("a");
    }

    @AfterEach
    void close() {
        harness.close();
    }

    private Integration edited(UnaryOperator<OperatorSettings> edit) {
        store.sql(declared, edit);
        harness.time.advance(POLL);
        return harness.next(IntegrationEdited.class).integration();
    }

    private IntegrationSwitched switched(UnaryOperator<OperatorSettings> edit) {
        store.sql(declared, edit);
        harness.time.advance(POLL);
        return harness.next(IntegrationSwitched.class);
    }

    @Test
    void whatWasEditedCountsFiveSecondsLaterAtMost() {
        Integration edited = edited(old -> new OperatorSettings(
                "db", true, INTERVAL, Duration.ofSeconds(2), 7, false, Set.of("ops@example.com"), null));

        assertThat(harness.monitor.health("a").integration()).isSameAs(edited);
        assertThat(edited.endpoint()).isEqualTo("db");
        assertThat(edited.timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(edited.thresholds().failure()).isEqualTo(7);
        assertThat(edited.alertOnFailure()).isFalse();
        assertThat(edited.alertEmail()).containsExactly("ops@example.com");
    }

    @Test
    void whatIsResetCountsAsDeclared() {
        edited(old ->
                OperatorSettings.of(declared).redeclared(old, old).equals(old) ? OperatedStore.threshold(old, 7) : old);
        edited(old -> OperatorSettings.of(declared));

        assertThat(harness.monitor.health("a").integration()).isSameAs(declared);
    }

    @Test
    void aShorterIntervalCountsFromTheLastRun() {
        Instant last = harness.time.now();
        edited(old -> OperatedStore.interval(old, Duration.ofMinutes(1)));

        assertThat(harness.nextAt("a")).isCloseTo(last.plus(Duration.ofMinutes(1)), ALMOST);
    }

    @Test
    void anIntervalThatIsOverAlreadyMakesItDueAtOnce() {
        harness.time.advance(Duration.ofMinutes(3));
        edited(old -> OperatedStore.interval(old, Duration.ofSeconds(10)));
        harness.time.advance(Duration.ZERO);

        assertThat(harness.next(CheckCompleted.class).at()).isCloseTo(harness.time.now(), ALMOST);
    }

    @Test
    void aLongerIntervalIsNoReasonToBeStaleMeanwhile() {
        Instant last = harness.time.now();
        edited(old -> OperatedStore.interval(old, Duration.ofHours(2)));
        harness.time.advance(Duration.ofMinutes(90));

        assertThat(harness.nextAt("a")).isCloseTo(last.plus(Duration.ofHours(2)), ALMOST);
        assertThat(harness.monitor.health("a").is(Flag.STALE)).isFalse();
    }

    @Test
    void switchedOffAndOnInTheStoreItIsToldAndDueAtOnce() {
        assertThat(switched(old -> SwitchEdit.enabled(false).applyTo(old)).what())
                .isEqualTo(Switch.DISABLED);
        assertThat(harness.monitor.health("a").is(Flag.DISABLED)).isTrue();
        assertThat(switched(old -> SwitchEdit.enabled(true).applyTo(old)).what())
                .isEqualTo(Switch.ENABLED);
        harness.time.advance(Duration.ZERO);

        assertThat(harness.next(CheckCompleted.class).at()).isCloseTo(harness.time.now(), ALMOST);
    }

    @Test
    void pausedInTheStoreItIsNotDueUntilThen() {
        Instant end = harness.time.now().plus(Duration.ofHours(1));
        assertThat(switched(old -> SwitchEdit.pausedUntil(end).applyTo(old)).what())
                .isEqualTo(Switch.PAUSED);

        assertThat(harness.nextAt("a")).isEqualTo(end);
    }

    @Test
    void aPauseThatWasOverBeforeAllCalendarsIsNone() {
        edited(old ->
                OperatedStore.threshold(SwitchEdit.pausedUntil(Instant.MIN).applyTo(old), 7));

        assertThat(harness.monitor.health("a").flags()).isEmpty();
        assertThat(harness.monitor.health().summary().total()).isEqualTo(1);
    }

    @Test
    void aPauseBeyondAllCalendarsIsAPauseForEver() {
        switched(old -> SwitchEdit.pausedUntil(Instant.MAX).applyTo(old));

        assertThat(harness.monitor.health("a").flags()).containsExactly(Flag.PAUSED);
        assertThat(harness.monitor.health().summary().total()).isZero();
    }

    @Test
    void valuesThatAreNotAllowedAreLeftAsDeclaredAndTheOthersCount() {
        Integration edited = edited(old -> new OperatorSettings(
                null, true, Duration.ofMillis(5), Duration.ofDays(9), 0, false, Set.of("nobody"), null));

        assertThat(edited.schedule()).isEqualTo(declared.schedule());
        assertThat(edited.timeout()).isEqualTo(declared.timeout());
        assertThat(edited.thresholds()).isEqualTo(declared.thresholds());
        assertThat(edited.alertEmail()).isEmpty();
        assertThat(edited.alertOnFailure()).isFalse();
    }

    @Test
    void aValueThatIsNotAllowedIsSaidOnceWithWhatIsAllowed() {
        OperatorSettings asDeclared = OperatorSettings.of(declared);
        OperatorSettings wrong = OperatedStore.interval(asDeclared, Duration.ofMillis(5));

        assertThat(Edits.refusals(declared, asDeclared, wrong))
                .containsExactly("interval 5ms is not allowed; use from 100ms to 366d");
        assertThat(Edits.refusals(declared, wrong, OperatedStore.threshold(wrong, 9)))
                .isEmpty();
    }

    @Test
    void noValueIsSoWrongThatItHoldsUpTheOthers() {
        OperatorSettings asDeclared = OperatorSettings.of(declared);
        for (long millis : new long[] {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE}) {
            Duration wrong = Duration.ofMillis(millis);
            OperatorSettings settings = new OperatorSettings(
                    "\u0000", true, wrong, wrong, Integer.MIN_VALUE, true, Set.of("", "a\nb@c"), Instant.MIN);

            assertThat(Edits.refusals(declared, asDeclared, settings))
                    .hasSize(4)
                    .allMatch(why -> why.contains("not allowed"));
        }
    }

    @Test
    void anIntegrationThatNobodyWatchesMayBeEditedAsWell() {
        store.declare(Set.of(Integration.named("Other").build()));
        store.sql(Integration.named("Other").build(), old -> OperatedStore.threshold(old, 9));

        assertThat(edited(old -> OperatedStore.threshold(old, 7)).thresholds().failure())
                .isEqualTo(7);
    }

    @Test
    void aReadingThatHangsHoldsUpNothingAndIsNotRepeatedBesides() throws Exception {
        OperatedStore.Gate gate = store.shut();
        harness.time.advance(POLL);
        assertThat(gate.reached().await(10, SECONDS)).isTrue();
        int readings = store.readings.get();
        harness.runNext("a");
        harness.monitor.disable("a");
        harness.monitor.enable("a");
        assertThat(harness.check("a").state().checked()).isTrue();
        assertThat(store.readings).hasValue(readings);

        store.letGo(gate);
        assertThat(edited(old -> OperatedStore.threshold(old, 7)).thresholds().failure())
                .isEqualTo(7);
    }

    @Test
    void whileTheStoreIsAwayWhatWasEditedStays() {
        edited(old -> OperatedStore.threshold(old, 7));
        store.away(true);
        int calls = store.calls.get();
        harness.time.advance(POLL);
        MonitorHarness.await("the store was asked", () -> store.calls.get() > calls);
        assertThat(harness.monitor.health("a").integration().thresholds().failure())
                .isEqualTo(7);

        store.away(false);
        assertThat(edited(old -> OperatedStore.threshold(old, 8)).thresholds().failure())
                .isEqualTo(8);
    }

    @Test
    void withAShortIntervalTheStoreIsAskedEverySecond() {
        edited(old -> OperatedStore.interval(old, Duration.ofSeconds(1)));
        harness.time.advance(POLL);
        store.sql(declared, old -> OperatedStore.threshold(old, 7));
        harness.time.advance(Duration.ofSeconds(1));

        assertThat(harness.next(IntegrationEdited.class)
                        .integration()
                        .thresholds()
                        .failure())
                .isEqualTo(7);
    }
}
