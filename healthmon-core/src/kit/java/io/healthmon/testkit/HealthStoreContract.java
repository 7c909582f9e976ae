package io.healthmon.testkit;

import static io.healthmon.testkit.StoredResults.MORNING;
import static io.healthmon.testkit.StoredResults.at;
import static io.healthmon.testkit.StoredResults.degraded;
import static io.healthmon.testkit.StoredResults.entries;
import static io.healthmon.testkit.StoredResults.entry;
import static io.healthmon.testkit.StoredResults.healthy;
import static io.healthmon.testkit.StoredResults.state;
import static io.healthmon.testkit.StoredResults.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.healthmon.check.Cause;
import io.healthmon.check.Problem;
import io.healthmon.state.Observation;
import io.healthmon.store.HealthStore;
import io.healthmon.store.HealthStore.Entry;
import io.healthmon.store.LogSize;
import io.healthmon.store.StoreException;
import io.healthmon.store.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link HealthStore} promises, sentence by sentence; an implementation is right when all of it holds. */
public abstract class HealthStoreContract extends ManyThreadsContract {

    @Test
    void anIntegrationThatNothingWasAppendedForHasNoState() {
        store.append(List.of(entry("known", 0, healthy(MORNING))));
        assertThat(store.states(List.of("unknown"))).isEmpty();
    }

    @Test
    void anIntegrationThatNothingWasAppendedForHasNoResults() {
        store.append(List.of(entry("known", 0, healthy(MORNING))));
        assertThat(store.history("unknown", ALWAYS, 10)).isEmpty();
    }

    @Test
    void whatWasAppendedIsSeenByEveryLaterCall() {
        Entry entry = entry("stripe", 0, degraded(MORNING, Problem.of(Cause.RATE_LIMITED, "Slow down")));
        store.append(List.of(entry));
        assertThat(all("stripe")).containsExactly(entry.observation());
        assertThat(health("stripe")).isEqualTo(entry.state());
    }

    @Test
    void listsThatAreReturnedCannotBeChanged() {
        store.append(List.of(entry("stripe", 0, healthy(MORNING))));
        List<Observation> results = all("stripe");
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(results::clear);
    }

    @Test
    void ofSeveralEntriesOfOneIntegrationAllResultsAreAddedAndTheStateOfTheLastOneStays() {
        List<Entry> entries = entries("stripe", 5);
        store.append(entries);
        assertThat(all("stripe"))
                .isEqualTo(entries.stream().map(Entry::observation).toList());
        assertThat(health("stripe")).isEqualTo(entries.get(4).state());
    }

    @Test
    void integrationsAreKeptApart() {
        store.append(List.of(
                entry("a", 0, healthy(MORNING)),
                entry("a.b", 0, healthy(MORNING.plusSeconds(1))),
                entry("a", 0, healthy(MORNING.plusSeconds(2)))));
        assertThat(all("a")).containsExactly(healthy(MORNING), healthy(MORNING.plusSeconds(2)));
        assertThat(all("a.b")).containsExactly(healthy(MORNING.plusSeconds(1)));
        assertThat(health("a")).isEqualTo(state(healthy(MORNING.plusSeconds(2))));
        assertThat(health("a.b")).isEqualTo(state(healthy(MORNING.plusSeconds(1))));
    }

    @Test
    void entriesMayBeEmpty() {
        assertThat(store.append(List.of())).isEmpty();
        assertThat(store.logSize().results()).isZero();
    }

    @Test
    void anEntryWithAnEpochLowerThanOneAlreadyWrittenIsRefused() {
        Entry owner = entry("stripe", 7, healthy(MORNING));
        Entry former = entry("stripe", 6, healthy(MORNING.plusSeconds(1)));
        assertThat(store.append(List.of(owner))).isEmpty();
        assertThat(store.append(List.of(former))).containsExactly(former);
        assertThat(all("stripe")).containsExactly(owner.observation());
        assertThat(health("stripe")).isEqualTo(owner.state());
    }

    @Test
    void anEntryWithAnEpochLowerThanOneBeforeItInTheSameBatchIsRefused() {
        Entry owner = entry("stripe", 7, healthy(MORNING));
        Entry former = entry("stripe", 6, healthy(MORNING.plusSeconds(1)));
        assertThat(store.append(List.of(owner, former))).containsExactly(former);
        assertThat(all("stripe")).containsExactly(owner.observation());
        assertThat(health("stripe")).isEqualTo(owner.state());
    }

    @Test
    void anEntryWithTheSameOrAHigherEpochIsWritten() {
        for (int epoch : new int[] {7, 7, 8, 100}) {
            assertThat(store.append(List.of(entry("stripe", epoch, healthy(MORNING.plusSeconds(epoch))))))
                    .isEmpty();
        }
        assertThat(store.append(List.of(entry("stripe", 99, healthy(MORNING.plusSeconds(200))))))
                .hasSize(1);
    }

    @Test
    void theOtherEntriesAreWrittenAllTheSame() {
        store.append(List.of(entry("stripe", 7, healthy(MORNING))));
        Entry before = entry("mail", 0, healthy(MORNING));
        Entry former = entry("stripe", 6, healthy(MORNING.plusSeconds(1)));
        Entry after = entry("bank", 1, healthy(MORNING));
        assertThat(store.append(List.of(before, former, after))).containsExactly(former);
        assertThat(health("mail")).isEqualTo(before.state());
        assertThat(health("bank")).isEqualTo(after.state());
    }

    @Test
    void refusedEntriesAreReturnedInTheSameOrder() {
        store.append(List.of(entry("a", 5, healthy(MORNING)), entry("b", 5, healthy(MORNING))));
        List<Entry> former = List.of(
                entry("b", 4, healthy(MORNING.plusSeconds(1))),
                entry("a", 3, healthy(MORNING.plusSeconds(2))),
                entry("b", 4, healthy(MORNING.plusSeconds(3))));
        assertThat(store.append(former)).isEqualTo(former);
    }

    @Test
    void historyIsOldestFirst() {
        entries("stripe", 20).forEach(entry -> store.append(List.of(entry)));
        assertThat(all("stripe")).extracting(Observation::at).isSorted().hasSize(20);
    }

    @Test
    void ofMoreThanTheLimitTheNewestOnesAreReturned() {
        store.append(entries("stripe", 10));
        assertThat(store.history("stripe", ALWAYS, 3))
                .extracting(Observation::at)
                .containsExactly(at(7), at(8), at(9));
        assertThat(store.history("stripe", ALWAYS, 1))
                .extracting(Observation::at)
                .containsExactly(at(9));
        assertThat(store.history("stripe", new TimeRange(at(0), at(5)), 2))
                .extracting(Observation::at)
                .containsExactly(at(3), at(4));
    }

    @Test
    void fromIsInclusiveAndToIsExclusive() {
        store.append(entries("stripe", 10));
        assertThat(store.history("stripe", new TimeRange(at(2), at(5)), 100))
                .extracting(Observation::at)
                .containsExactly(at(2), at(3), at(4));
        assertThat(store.history("stripe", new TimeRange(at(2), at(2)), 100)).isEmpty();
    }

    @Test
    void aPageHasTheFirstResultsOldestFirst() {
        store.append(entries("stripe", 10));
        assertThat(store.page("stripe", ALWAYS, 3)).extracting(Observation::at).containsExactly(at(0), at(1), at(2));
        assertThat(store.page("stripe", new TimeRange(at(2), at(5)), 100))
                .extracting(Observation::at)
                .containsExactly(at(2), at(3), at(4));
        assertThat(store.page("unknown", ALWAYS, 3)).isEmpty();
    }

    @Test
    void theNextPageBeginsOneMicrosecondAfterTheLastResult() {
        store.append(entries("stripe", 10));
        List<Instant> seen = new ArrayList<>();
        List<Observation> page = store.page("stripe", ALWAYS, 3);
        while (!page.isEmpty()) {
            page.forEach(result -> seen.add(result.at()));
            Instant next = seen.get(seen.size() - 1).plusNanos(1_000);
            page = store.page("stripe", new TimeRange(next, ALWAYS.to()), 3);
        }
        assertThat(seen).isEqualTo(times(0, 10));
    }

    @Test
    void resultsThatComeLateStandAtTheirTime() {
        store.append(entries("stripe", 6).subList(3, 6));
        store.append(entries("stripe", 3));
        assertThat(store.history("stripe", ALWAYS, 4))
                .extracting(Observation::at)
                .containsExactly(at(2), at(3), at(4), at(5));
        assertThat(store.page("stripe", ALWAYS, 4))
                .extracting(Observation::at)
                .containsExactly(at(0), at(1), at(2), at(3));
    }

    @Test
    void aPageOfFewerThanOneResultIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.page("stripe", ALWAYS, 0))
                .withMessageContaining("limit 0");
    }

    @Test
    void aRangeOfAllTimeIsNoError() {
        store.append(entries("stripe", 2));
        assertThat(store.history("stripe", new TimeRange(Instant.MIN, Instant.MAX), Integer.MAX_VALUE))
                .hasSize(2);
    }

    @Test
    void aLimitLessThanOneIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.history("stripe", ALWAYS, 0))
                .withMessageContaining("limit 0");
    }

    @Test
    void atLeastAsManyResultsAreKeptAsTheStoreSays() {
        store.append(entries("stripe", keepsAtLeast()));
        assertThat(store.history("stripe", ALWAYS, Integer.MAX_VALUE)).hasSize(keepsAtLeast());
    }

    @Test
    void neverOtherResultsThanTheNewestAreKept() {
        int count = keepsAtLeast() + 10;
        store.append(entries("stripe", count));
        List<Observation> kept = store.history("stripe", ALWAYS, Integer.MAX_VALUE);
        assertThat(kept.size()).isBetween(keepsAtLeast(), count);
        assertThat(kept).extracting(Observation::at).isEqualTo(times(count - kept.size(), count));
    }

    @Test
    void anEmptyLogHasNoOldestResult() {
        assertThat(store.logSize()).isEqualTo(new LogSize(0, null));
    }

    @Test
    void logSizeIsOfAllIntegrationsTogether() {
        store.append(entries("later", 3).subList(1, 3));
        store.append(entries("earlier", 4));
        assertThat(store.logSize()).isEqualTo(new LogSize(6, at(0)));
    }

    @Test
    void resultsOlderThanAMomentAreRemovedThoseOfTheMomentStay() {
        store.append(entries("stripe", 10));
        store.append(entries("mail", 5));
        assertThat(store.removeBefore(at(4))).isEqualTo(8);
        assertThat(all("stripe")).extracting(Observation::at).isEqualTo(times(4, 10));
        assertThat(all("mail")).extracting(Observation::at).containsExactly(at(4));
        assertThat(store.logSize()).isEqualTo(new LogSize(7, at(4)));
    }

    @Test
    void whatIsRemovedIsRemovedOnce() {
        store.append(entries("stripe", 10));
        store.removeBefore(at(4));
        assertThat(store.removeBefore(at(4))).isZero();
    }

    @Test
    void statesAndEpochsStayWhenResultsAreRemoved() {
        Entry entry = entry("stripe", 7, healthy(MORNING));
        store.append(List.of(entry));
        assertThat(store.removeBefore(MORNING.plusSeconds(1))).isEqualTo(1);
        assertThat(health("stripe")).isEqualTo(entry.state());
        assertThat(store.logSize()).isEqualTo(new LogSize(0, null));
        assertThat(store.append(List.of(entry("stripe", 6, healthy(MORNING.plusSeconds(2))))))
                .hasSize(1);
    }

    @Test
    void resultsGoOnAfterARemoval() {
        store.append(entries("stripe", keepsAtLeast()));
        store.removeBefore(at(keepsAtLeast() - 2));
        store.append(List.of(entry("stripe", 0, healthy(at(keepsAtLeast())))));
        assertThat(all("stripe")).extracting(Observation::at).isEqualTo(times(keepsAtLeast() - 2, keepsAtLeast() + 1));
    }

    @Test
    void afterwardsEveryMethodThrowsStoreException() {
        store.close();
        List<Entry> entries = entries("stripe", 1);
        assertRefused(() -> store.append(entries));
        assertRefused(() -> store.append(List.of()));
        assertRefused(() -> store.states(List.of("stripe")));
        assertRefused(() -> store.history("stripe", ALWAYS, 1));
        assertRefused(() -> store.logSize());
        assertRefused(() -> store.removeBefore(MORNING));
    }

    @Test
    void closingAgainHasNoEffect() {
        store.close();
        store.close();
        assertRefused(() -> store.logSize());
    }

    private static void assertRefused(Runnable call) {
        assertThatExceptionOfType(StoreException.class).isThrownBy(call::run).withMessageContaining("closed");
    }
}
