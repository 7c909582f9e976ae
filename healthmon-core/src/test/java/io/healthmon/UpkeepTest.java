package io.healthmon;

import static io.healthmon.check.HealthStatus.HEALTHY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.healthmon.secret.Redactor;
import io.healthmon.state.HealthState;
import io.healthmon.state.Observation;
import io.healthmon.store.AuditLog;
import io.healthmon.store.HealthStore.Entry;
import io.healthmon.store.StoreException;
import io.healthmon.testkit.ManualTime;
import io.healthmon.testkit.RecordedLogs;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UpkeepTest {

    private static final Instant START = Instant.parse("2026-03-15T10:30:00Z");

    private final ManualTime time = new ManualTime(START);
    private final RolledUpStore store = new RolledUpStore();
    private final Upkeep upkeep = upkeep(Retention.DEFAULT);

    private Upkeep upkeep(Retention retention) {
        return new Upkeep(
                store, time.clock(), new DelayedTasks(time.scheduler(), Runnable::run), retention, Redactor.standard());
    }

    @BeforeEach
    void hasJustCleanedUp() {
        store.audit().add(new AuditLog.Entry(START, "healthmon", "cleanup", "", ""));
    }

    private void begin() {
        upkeep.start();
        time.advance(Duration.ZERO);
    }

    private List<Instant> cleanUps() {
        return store.audit().newest(100).stream().map(AuditLog.Entry::at).toList();
    }

    private void stored(Duration age) {
        Observation result = new Observation(START.minus(age), HEALTHY, 40, null, Map.of());
        store.append(List.of(new Entry("a", 0, result, HealthState.INITIAL)));
    }

    @Test
    void rollsUpAtTheStartUntilNothingIsLeft() {
        store.left = 3;
        begin();
        assertThat(store.rolledUpAt).hasSize(4).containsOnly(START);
    }

    @Test
    void rollsUpOnceAnHourALittleAfterItIsOver() {
        begin();
        store.rolledUpAt.clear();
        time.advance(Duration.ofHours(2));
        assertThat(store.rolledUpAt)
                .containsExactly(Instant.parse("2026-03-15T11:01:10Z"), Instant.parse("2026-03-15T12:01:10Z"));
    }

    @Test
    void triesAgainAMinuteAfterAFailure() {
        store.away = true;
        begin();
        store.away = false;
        time.advance(Duration.ofMinutes(1));
        assertThat(store.rolledUpAt).containsExactly(START.plusSeconds(60));
    }

    @Test
    void cleansUpOnceADayAtItsTime() {
        begin();
        time.advance(Duration.ofDays(2));
        assertThat(cleanUps())
                .containsExactly(Instant.parse("2026-03-17T03:00:00Z"), Instant.parse("2026-03-16T03:00:00Z"), START);
    }

    @Test
    void cleansUpAtTheTimeOfAZone() {
        Upkeep berlin = upkeep(Retention.DEFAULT.withCleanUpAt(LocalTime.of(3, 0), ZoneId.of("Europe/Berlin")));
        berlin.start();
        time.advance(Duration.ofDays(1));
        assertThat(cleanUps()).startsWith(Instant.parse("2026-03-16T02:00:00Z"));
    }

    @Test
    void makesUpForACleanUpThatWasMissed() {
        time.advance(Duration.ofHours(30));
        begin();
        time.advance(Duration.ofMinutes(5));
        assertThat(cleanUps()).startsWith(START.plus(Duration.ofHours(30)).plusSeconds(300));
    }

    @Test
    void leavesOutACleanUpThatAnotherInstanceHasJustMade() {
        begin();
        time.advance(Duration.ofHours(16));
        Instant justBefore = Instant.parse("2026-03-16T02:50:00Z");
        store.audit().add(new AuditLog.Entry(justBefore, "healthmon", "cleanup", "", ""));
        time.advance(Duration.ofHours(1));
        assertThat(cleanUps()).startsWith(justBefore);
    }

    @Test
    void cleansUpWhenTheClockWasSetBackByAYear() {
        SetClock wrong = new SetClock(time.clock());
        wrong.set(Duration.ofDays(365));
        new Upkeep(
                        store,
                        wrong,
                        new DelayedTasks(time.scheduler(), Runnable::run),
                        Retention.DEFAULT,
                        Redactor.standard())
                .start();
        time.advance(Duration.ZERO);
        wrong.set(Duration.ofDays(-365));
        time.advance(Duration.ofDays(1));
        assertThat(cleanUps()).contains(Instant.parse("2026-03-16T03:00:00Z"));
    }

    @Test
    void aCleanUpOfAClockThatWentAheadCountsForNothing() {
        store.audit().add(new AuditLog.Entry(START.plus(Duration.ofDays(365)), "healthmon", "cleanup", "", ""));
        begin();
        time.advance(Duration.ofDays(1));
        assertThat(cleanUps()).contains(Instant.parse("2026-03-16T03:00:00Z"));
    }

    @Test
    void nothingIsDoneAfterTheEnd() {
        begin();
        upkeep.close();
        store.rolledUpAt.clear();
        time.advance(Duration.ofDays(3));
        assertThat(store.rolledUpAt).isEmpty();
        assertThat(cleanUps()).hasSize(1);
    }

    @Test
    void aCleanUpRemovesWholeDaysOfResultsAndSaysWhoWantedIt() {
        stored(Duration.ofDays(91));
        stored(Duration.ofDays(90).plusHours(1));
        stored(Duration.ofDays(1));
        Cleanup cleanup = upkeep.cleanUp("cron");
        assertThat(cleanup.deleted()).isEqualTo(1);
        assertThat(cleanup.remaining().results()).isEqualTo(2);
        AuditLog.Entry entry = store.audit().last("cleanup").orElseThrow();
        assertThat(entry.actor()).isEqualTo("cron");
        assertThat(entry.details())
                .isEqualTo("1 results, 0 figures of hours and days and 0 alerts removed; 2 results left");
    }

    @Test
    void whatIsTooOldByThisClockAloneStays() {
        stored(Duration.ofDays(100));
        stored(Duration.ofDays(1));
        time.advance(Duration.ofDays(365));
        store.clock = START;
        Cleanup cleanup = upkeep.cleanUp("cron");
        assertThat(cleanup.deleted()).isEqualTo(1);
        assertThat(cleanup.remaining().results()).isEqualTo(1);
        assertThat(store.removedFiguresBefore).isEqualTo(Instant.parse("2025-02-08T00:00:00Z"));
    }

    @Test
    void whatIsTooOldByTheClockOfTheStoreAloneStays() {
        stored(Duration.ofDays(1));
        store.clock = START.plus(Duration.ofDays(365));
        assertThat(upkeep.cleanUp("cron").deleted()).isZero();
    }

    @Test
    void aClockThatIsAheadOfTheStoreIsLoggedOnce() {
        store.clock = START.minusSeconds(301);
        upkeep.cleanUp("cron");
        upkeep.cleanUp("cron");
        assertThat(RecordedLogs.containing("2026-03-15T10:24:59Z by the store's"))
                .singleElement()
                .asString()
                .startsWith("WARN")
                .contains("set the clock of this machine");
    }

    @Test
    void clocksThatHardlyDifferAreNoNews() {
        store.clock = START.minusSeconds(299);
        upkeep.cleanUp("cron");
        assertThat(RecordedLogs.containing("2026-03-15T10:25:01Z by the store's"))
                .isEmpty();
    }

    @Test
    void aCleanUpRollsUpFirstSoThatNothingIsRemovedUncounted() {
        upkeep.cleanUp("cron");
        assertThat(store.rolledUpAt).containsExactly(START);
    }

    @Test
    void aCleanUpThatTheStoreCannotDoSaysSo() {
        store.away = true;
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> upkeep.cleanUp("cron"));
    }

    @Test
    void figuresAreMadeAnewWhenSomebodyAsks() {
        upkeep.rebuild(START.minusSeconds(7_200));
        time.advance(Duration.ZERO);
        assertThat(store.rebuiltFrom).isEqualTo(START.minusSeconds(7_200));
        assertThat(store.rolledUpAt).containsExactly(START);
    }

    @Test
    void figuresAreKeptAtLeastAsLongAsResults() {
        assertThat(Retention.DEFAULT.withRaw(Duration.ofDays(500)).hourly()).isEqualTo(Duration.ofDays(500));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Retention.DEFAULT.withHourly(Duration.ofDays(30)))
                .withMessage(
                        "retention hourly 30d is less than raw 90d; keep the figures at least as long as the results");
    }

    @Test
    void timesOutsideTheLimitsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Retention.DEFAULT.withRaw(Duration.ofMinutes(59)))
                .withMessage("retention raw 59m is not allowed; use from 1h to 3660d");
    }
}
