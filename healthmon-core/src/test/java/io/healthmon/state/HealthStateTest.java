package io.healthmon.state;

import static io.healthmon.check.HealthStatus.DEGRADED;
import static io.healthmon.check.HealthStatus.DOWN;
import static io.healthmon.check.HealthStatus.HEALTHY;
import static io.healthmon.check.HealthStatus.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.healthmon.check.Cause;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Problem;
import io.healthmon.check.Thresholds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthStateTest {

    private static final Instant START = Instant.parse("2026-03-15T10:00:00Z");
    private static final List<HealthStatus> ALL = List.of(HealthStatus.values());

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void forEverySequenceTheDecidedStatusIsThatOfTheLastStreakLongEnough(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 400; round++) {
            Thresholds thresholds = new Thresholds(1 + random.nextInt(4), 1 + random.nextInt(4), 1 + random.nextInt(4));
            List<HealthStatus> seen = new ArrayList<>();
            HealthState state = HealthState.INITIAL;
            for (int step = 0; step < 40; step++) {
                boolean again = !seen.isEmpty() && random.nextInt(3) > 0;
                seen.add(again ? seen.get(step - 1) : ALL.get(random.nextInt(ALL.size())));
                HealthState before = state;
                state = state.next(observation(step, seen.get(step)), thresholds);
                assertMatches(state, seen, thresholds);
                assertThat(state.since()).isEqualTo(sinceAfter(before, state, step));
            }
        }
    }

    private static void assertMatches(HealthState state, List<HealthStatus> seen, Thresholds thresholds) {
        HealthStatus last = seen.get(seen.size() - 1);
        assertThat(state.status()).as("%s with %s", seen, thresholds).isEqualTo(decided(seen, thresholds));
        assertThat(state.observed()).isEqualTo(last);
        assertThat(state.streak()).isEqualTo(streakAt(seen, seen.size() - 1));
        assertThat(state.consecutiveFailures()).isEqualTo(last == DOWN ? state.streak() : 0);
        assertThat(state.suspect()).isEqualTo(last == DOWN && state.status() != DOWN);
        assertThat(state.lastSuccessAt()).isEqualTo(lastSuccess(seen));
        assertThat(state.problemSince()).isEqualTo(problemSince(seen));
    }

    /** The oracle looks back over the whole sequence instead of counting along. */
    private static HealthStatus decided(List<HealthStatus> seen, Thresholds thresholds) {
        for (int index = seen.size() - 1; index >= 0; index--) {
            if (streakAt(seen, index) >= thresholds.of(seen.get(index))) {
                return seen.get(index);
            }
        }
        return UNKNOWN;
    }

    private static int streakAt(List<HealthStatus> seen, int end) {
        int length = 1;
        while (end - length >= 0 && seen.get(end - length) == seen.get(end)) {
            length++;
        }
        return length;
    }

    private static Instant lastSuccess(List<HealthStatus> seen) {
        int last = Math.max(seen.lastIndexOf(HEALTHY), seen.lastIndexOf(DEGRADED));
        return last < 0 ? null : at(last);
    }

    private static Instant problemSince(List<HealthStatus> seen) {
        int last = seen.size() - 1;
        return seen.get(last) == HEALTHY ? null : at(last - streakAt(seen, last) + 1);
    }

    private static Instant sinceAfter(HealthState before, HealthState after, int step) {
        boolean began = before.since() == null || before.status() != after.status();
        return began ? at(step) : before.since();
    }

    @Test
    void beforeTheFirstResultNothingIsKnown() {
        assertThat(HealthState.INITIAL.status()).isEqualTo(UNKNOWN);
        assertThat(HealthState.INITIAL.checked()).isFalse();
        assertThat(HealthState.INITIAL.suspect()).isFalse();
    }

    @Test
    void aResultChangesNothingInTheStateBefore() {
        HealthState.INITIAL.next(observation(0, DOWN), Thresholds.DEFAULT);

        assertThat(HealthState.INITIAL.checked()).isFalse();
    }

    @Test
    void theProblemAndTheResponseTimeAreThoseOfTheLastCheck() {
        HealthState state = HealthState.INITIAL.next(observation(7, DOWN), Thresholds.DEFAULT);

        assertThat(state.problem()).isEqualTo(problem(DOWN));
        assertThat(state.responseTimeMillis()).isEqualTo(7);
        assertThat(state.lastCheckAt()).isEqualTo(at(7));
    }

    @Test
    void anObservationHasNoNegativeResponseTime() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Observation(START, HEALTHY, -1, null, Map.of()))
                .withMessage("response time -1 ms is negative");
    }

    @Test
    void healthyAndDegradedAreSuccesses() {
        assertThat(List.of(HEALTHY, DEGRADED, DOWN, UNKNOWN))
                .extracting(status -> observation(0, status).success())
                .containsExactly(true, true, false, false);
    }

    private static Observation observation(int step, HealthStatus status) {
        return new Observation(at(step), status, step, problem(status), Map.of());
    }

    private static Problem problem(HealthStatus status) {
        return status == HEALTHY ? null : Problem.of(Cause.SERVER_ERROR, status.label());
    }

    private static Instant at(int step) {
        return START.plusSeconds(step);
    }
}
