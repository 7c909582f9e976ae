package io.healthmon.testkit;

import static io.healthmon.testkit.StoredResults.MORNING;
import static io.healthmon.testkit.StoredResults.degraded;
import static io.healthmon.testkit.StoredResults.entry;
import static io.healthmon.testkit.StoredResults.healthy;
import static io.healthmon.testkit.StoredResults.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.healthmon.check.Cause;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Problem;
import io.healthmon.state.HealthState;
import io.healthmon.state.Observation;
import io.healthmon.store.HealthStore;
import io.healthmon.store.HealthStore.Entry;
import io.healthmon.store.LogSize;
import io.healthmon.store.StoreException;
import io.healthmon.store.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link HealthStore} promises, sentence by sentence; an implementation is right when all of it holds. */
@Timeout(60)
public abstract class HealthStoreContract {

    private static final TimeRange ALWAYS =
            new TimeRange(Instant.parse("1970-01-01T00:00:00Z"), Instant.parse("2200-01-01T00:00:00Z"));

    private HealthStore store;

    /** Returns an empty store; the contract closes it. */
    protected abstract HealthStore create();

    /** Returns how many results of one integration the store keeps for certain; at least 20. */
    protected abstract int keepsAtLeast();

    @BeforeEach
    void createStore() {
        store = create();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void anIntegrationThatNothingWasAppendedForHasNoState() {
        store.append(List.of(entry("known", 0, healthy(MORNING))));
        assertThat(store.state("unknown")).isEmpty();
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
        assertThat(store.state("stripe")).hasValue(entry.state());
    }

    @ParameterizedTest
    @EnumSource
    void everyStatusComesBackAsItWas(HealthStatus status) {
        Observation result = new Observation(MORNING, status, 12, null, Map.of());
        store.append(List.of(entry("stripe", 0, result)));
        assertThat(all("stripe")).containsExactly(result);
        assertThat(store.state("stripe").orElseThrow().status()).isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource
    void everyCauseComesBackAsItWas(Cause cause) {
        Problem problem = new Problem(cause, "It broke", "Mend it", "https://example.com/mend");
        appendAndExpectBack(degraded(MORNING, problem));
    }

    @Test
    void aStateBeforeTheFirstDecisionComesBackAsItWas() {
        store.append(List.of(new Entry("stripe", 0, healthy(MORNING), HealthState.INITIAL)));
        assertThat(store.state("stripe")).hasValue(HealthState.INITIAL);
    }

    @Test
    void everyPartOfAStateComesBackAsItWas() {
        Problem problem = new Problem(Cause.TLS, "Certificate expired", "Renew it", "https://example.com/renew");
        HealthState state = new HealthState(
                HealthStatus.DOWN,
                MORNING.minusSeconds(40),
                HealthStatus.DEGRADED,
                7,
                MORNING,
                MORNING.minusSeconds(70),
                1_234,
                problem,
                MORNING.minusSeconds(60));
        store.append(List.of(new Entry("stripe", 0, healthy(MORNING), state)));
        assertThat(store.state("stripe")).hasValue(state);
    }

    @Test
    void timesComeBackAtLeastToTheMicrosecond() {
        Instant exact = Instant.parse("2026-03-29T01:59:59.123456789Z");
        store.append(List.of(entry("stripe", 0, healthy(exact))));
        Instant cut = exact.minusNanos(789);
        assertThat(all("stripe").get(0).at()).isBetween(cut, exact);
        assertThat(store.state("stripe").orElseThrow().lastCheckAt()).isBetween(cut, exact);
    }

    @Test
    void anHourThatSummerTimeRepeatsIsTwoHours() {
        Instant first = Instant.parse("2026-10-25T00:30:00Z");
        store.append(List.of(entry("stripe", 0, healthy(first))));
        store.append(List.of(entry("stripe", 0, healthy(first.plus(Duration.ofHours(1))))));
        assertThat(all("stripe")).extracting(Observation::at).containsExactly(first, first.plusSeconds(3_600));
    }

    @Test
    void aResponseTimeOfWeeksComesBackAsItWas() {
        appendAndExpectBack(new Observation(
                MORNING, HealthStatus.HEALTHY, Duration.ofDays(60).toMillis(), null, Map.of()));
    }

    @Test
    void textsOfAThousandCharactersComeBackAsTheyWere() {
        String longest = "é".repeat(1_000);
        appendAndExpectBack(new Observation(
                MORNING,
                HealthStatus.DOWN,
                5,
                new Problem(Cause.SERVER_ERROR, longest, longest, longest),
                Map.of("body", longest)));
    }

    @Test
    void charactersOfAnyPlaneComeBackAsTheyWere() {
        appendAndExpectBack(new Observation(
                MORNING,
                HealthStatus.DOWN,
                5,
                Problem.of(
                        Cause.ASSERTION,
                        "Größe 🚑 \uD83D\uDC69\u200D\uD83D\uDE80 مرحبا 'quoted' \"twice\" \\ % _ ; --"),
                Map.of("ключ 🗝", "数値 💥")));
    }

    @Test
    void controlCharactersComeBackAsTheyWere() {
        appendAndExpectBack(new Observation(
                MORNING, HealthStatus.HEALTHY, 5, null, Map.of("a\u0000b", "\u0000 \u0001 \t \r\n \u007f")));
    }

    @Test
    void detailsComeBackInTheirOrder() {
        Map<String, String> details = new LinkedHashMap<>();
        IntStream.range(0, 32).forEach(index -> details.put("name " + (index * 7) % 32, index == 3 ? "" : "v" + index));
        appendAndExpectBack(new Observation(MORNING, HealthStatus.HEALTHY, 5, null, details));
        assertThat(all("stripe").get(0).details().keySet()).containsExactlyElementsOf(details.keySet());
    }

    @Test
    void detailsAndProblemTogetherComeBackAsTheyWere() {
        appendAndExpectBack(new Observation(
                MORNING, HealthStatus.DOWN, 5, Problem.of(Cause.QUOTA, "Used up"), Map.of("left", "0")));
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
        assertThat(store.state("stripe")).hasValue(entries.get(4).state());
    }

    @Test
    void integrationsAreKeptApart() {
        store.append(List.of(
                entry("a", 0, healthy(MORNING)),
                entry("a.b", 0, healthy(MORNING.plusSeconds(1))),
                entry("a", 0, healthy(MORNING.plusSeconds(2)))));
        assertThat(all("a")).containsExactly(healthy(MORNING), healthy(MORNING.plusSeconds(2)));
        assertThat(all("a.b")).containsExactly(healthy(MORNING.plusSeconds(1)));
        assertThat(store.state("a")).hasValue(state(healthy(MORNING.plusSeconds(2))));
        assertThat(store.state("a.b")).hasValue(state(healthy(MORNING.plusSeconds(1))));
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
        assertThat(store.state("stripe")).hasValue(owner.state());
    }

    @Test
    void anEntryWithAnEpochLowerThanOneBeforeItInTheSameBatchIsRefused() {
        Entry owner = entry("stripe", 7, healthy(MORNING));
        Entry former = entry("stripe", 6, healthy(MORNING.plusSeconds(1)));
        assertThat(store.append(List.of(owner, former))).containsExactly(former);
        assertThat(all("stripe")).containsExactly(owner.observation());
        assertThat(store.state("stripe")).hasValue(owner.state());
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
        assertThat(store.state("mail")).hasValue(before.state());
        assertThat(store.state("bank")).hasValue(after.state());
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
        assertThat(store.state("stripe")).hasValue(entry.state());
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
    void differentThreadsWriteDifferentIntegrations() throws Exception {
        int count = Math.min(keepsAtLeast(), 50);
        inParallel(8, thread -> entries("integration-" + thread, count).forEach(entry -> store.append(List.of(entry))));
        for (int thread = 0; thread < 8; thread++) {
            assertThat(all("integration-" + thread)).extracting(Observation::at).isEqualTo(times(0, count));
        }
        assertThat(store.logSize()).isEqualTo(new LogSize(8L * count, at(0)));
    }

    @Test
    void batchesOfManyIntegrationsFromManyThreadsAreWrittenOnceEach() throws Exception {
        inParallel(4, thread -> {
            for (int round = 0; round < 5; round++) {
                Observation result = healthy(at(thread * 5 + round));
                // opposite orders would stop each other in a store that locks as it goes
                List<String> ids = thread % 2 == 0 ? List.of("a", "b", "c") : List.of("c", "b", "a");
                store.append(ids.stream().map(id -> entry(id, 0, result)).toList());
            }
        });
        for (String id : List.of("a", "b", "c")) {
            assertThat(all(id)).extracting(Observation::at).containsExactlyInAnyOrderElementsOf(times(0, 20));
        }
    }

    @Test
    void aReaderSeesResultsInOrderWhileTheyAreWritten() throws Exception {
        int count = Math.min(keepsAtLeast(), 50);
        inParallel(2, thread -> {
            for (int index = 0; index < count; index++) {
                if (thread == 0) {
                    store.append(List.of(entry("stripe", 0, healthy(at(index)))));
                } else {
                    List<Observation> seen = all("stripe");
                    assertThat(seen).extracting(Observation::at).isEqualTo(times(0, seen.size()));
                }
            }
        });
        assertThat(all("stripe")).hasSize(count);
    }

    @Test
    void afterwardsEveryMethodThrowsStoreException() {
        store.close();
        List<Entry> entries = entries("stripe", 1);
        assertRefused(() -> store.append(entries));
        assertRefused(() -> store.append(List.of()));
        assertRefused(() -> store.state("stripe"));
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

    private void appendAndExpectBack(Observation result) {
        Entry entry = entry("stripe", 0, result);
        store.append(List.of(entry));
        assertThat(all("stripe")).containsExactly(result);
        assertThat(store.state("stripe")).hasValue(entry.state());
    }

    private List<Observation> all(String integrationId) {
        return store.history(integrationId, ALWAYS, 1_000);
    }

    private static List<Entry> entries(String integrationId, int count) {
        return times(0, count).stream()
                .map(at -> entry(integrationId, 0, healthy(at)))
                .toList();
    }

    private static List<Instant> times(int from, int to) {
        return IntStream.range(from, to).mapToObj(HealthStoreContract::at).toList();
    }

    private static Instant at(int second) {
        return MORNING.plusSeconds(second);
    }

    private interface Work {
        void run(int thread) throws Exception;
    }

    private static void inParallel(int threads, Work work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int number = thread;
                running.add(executor.submit(() -> {
                    work.run(number);
                    return null;
                }));
            }
            for (Future<?> future : running) {
                future.get(30, TimeUnit.SECONDS);
            }
        } finally {
            executor.shutdownNow();
        }
    }
}
