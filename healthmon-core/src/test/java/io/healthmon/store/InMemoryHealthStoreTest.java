package io.healthmon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.healthmon.check.Cause;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Problem;
import io.healthmon.state.HealthState;
import io.healthmon.state.Observation;
import io.healthmon.store.HealthStore.Entry;
import io.healthmon.testkit.HealthStoreContract;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InMemoryHealthStoreTest {

    private static final Instant MORNING = Instant.parse("2026-03-10T08:00:00Z");
    private static final TimeRange ALWAYS = new TimeRange(Instant.MIN, Instant.MAX);

    @Nested
    class WithItsDefaults extends HealthStoreContract {

        @Override
        protected HealthStore create() {
            return InMemoryHealthStore.create();
        }

        @Override
        protected int keepsAtLeast() {
            return InMemoryHealthStore.RESULTS_PER_INTEGRATION;
        }
    }

    @Nested
    class WithThousandResults extends HealthStoreContract {

        @Override
        protected HealthStore create() {
            return InMemoryHealthStore.create(1_000);
        }

        @Override
        protected int keepsAtLeast() {
            return 1_000;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 5, 60})
    void anOlderResultMakesRoomForANewerOne(int most) {
        InMemoryHealthStore store = InMemoryHealthStore.create(most);
        for (int second = 0; second < 3 * most; second++) {
            store.append(List.of(entry(second, null, Map.of())));
            int kept = Math.min(most, second + 1);
            assertThat(store.history("stripe", ALWAYS, 100))
                    .extracting(Observation::at)
                    .isEqualTo(IntStream.rangeClosed(second - kept + 1, second)
                            .mapToObj(MORNING::plusSeconds)
                            .toList());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 5, 60})
    void aProblemStaysWithItsResultUntilThatMakesRoom(int most) {
        InMemoryHealthStore store = InMemoryHealthStore.create(most);
        for (int second = 0; second < 3 * most; second++) {
            store.append(List.of(entry(second, everyThird(second), Map.of())));
            int oldest = Math.max(0, second + 1 - most);
            assertThat(store.history("stripe", ALWAYS, 100))
                    .extracting(Observation::problem)
                    .isEqualTo(IntStream.rangeClosed(oldest, second)
                            .mapToObj(InMemoryHealthStoreTest::everyThird)
                            .toList());
        }
    }

    @Test
    void aProblemStaysWithItsResultWhenOthersAreRemoved() {
        InMemoryHealthStore store = InMemoryHealthStore.create();
        for (int second : new int[] {0, 3, 10, 2, 12, 6, 13}) {
            store.append(List.of(entry(second, everyThird(second), Map.of())));
        }
        store.removeBefore(MORNING.plusSeconds(6));
        assertThat(store.history("stripe", ALWAYS, 100))
                .extracting(Observation::problem)
                .containsExactly(everyThird(6), null, everyThird(12), null);
    }

    private static @Nullable Problem everyThird(int second) {
        return second % 3 == 0 ? Problem.of(Cause.SERVER_ERROR, "HTTP 500 at second " + second) : null;
    }

    @Test
    void equalProblemsAndDetailsAreKeptOnce() {
        InMemoryHealthStore store = InMemoryHealthStore.create();
        for (int second = 0; second < 3; second++) {
            store.append(List.of(entry(second, Problem.of(Cause.DNS, "No such host"), Map.of())));
        }
        for (int second = 3; second < 6; second++) {
            store.append(List.of(entry(second, null, Map.of("version", "7"))));
        }
        List<Observation> results = store.history("stripe", ALWAYS, 100);
        assertThat(results.get(2).problem()).isNotNull().isSameAs(results.get(0).problem());
        assertThat(results.get(3).details())
                .containsEntry("version", "7")
                .isSameAs(results.get(5).details());
    }

    @Test
    void detailsThatDifferFromResultToResultAreKeptOfTheNewestAlone() {
        InMemoryHealthStore store = InMemoryHealthStore.create();
        for (int second = 0; second < 3; second++) {
            store.append(List.of(entry(second, null, Map.of("phase.total", "" + second))));
        }
        assertThat(store.history("stripe", ALWAYS, 100))
                .extracting(Observation::details)
                .containsExactly(Map.of(), Map.of(), Map.of("phase.total", "2"));
    }

    @Test
    void otherProblemsAndDetailsAreKeptAsTheyAre() {
        InMemoryHealthStore store = InMemoryHealthStore.create();
        for (int second = 0; second < 3; second++) {
            Problem problem = Problem.of(Cause.DNS, "Failure " + second);
            store.append(List.of(entry(second, problem, Map.of("number", "" + second))));
        }
        assertThat(store.history("stripe", ALWAYS, 100))
                .extracting(result -> result.problem().message() + result.details())
                .containsExactly("Failure 0{number=0}", "Failure 1{number=1}", "Failure 2{number=2}");
    }

    @Test
    void resultsOutOfOrderAreRemovedByTheirOwnTimes() {
        InMemoryHealthStore store = InMemoryHealthStore.create();
        for (int second : new int[] {5, 1, 6, 2}) {
            store.append(List.of(entry(second, null, Map.of())));
        }
        assertThat(store.logSize()).isEqualTo(new LogSize(4, MORNING.plusSeconds(1)));
        assertThat(store.removeBefore(MORNING.plusSeconds(3))).isEqualTo(2);
        assertThat(store.logSize()).isEqualTo(new LogSize(2, MORNING.plusSeconds(5)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1_000_001})
    void anImpossibleNumberOfResultsIsRefused(int most) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InMemoryHealthStore.create(most))
                .withMessage("resultsPerIntegration " + most
                        + " is not allowed; use 1 to 1000000, or a store with a database for more");
    }

    private static Entry entry(int second, Problem problem, Map<String, String> details) {
        HealthStatus status = problem == null ? HealthStatus.HEALTHY : HealthStatus.DOWN;
        Observation result = new Observation(MORNING.plusSeconds(second), status, second, problem, details);
        return new Entry("stripe", 0, result, HealthState.INITIAL);
    }
}
