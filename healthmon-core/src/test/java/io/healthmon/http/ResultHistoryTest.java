package io.healthmon.http;

import static io.healthmon.check.HealthStatus.DEGRADED;
import static io.healthmon.check.HealthStatus.DOWN;
import static io.healthmon.check.HealthStatus.HEALTHY;
import static io.healthmon.check.HealthStatus.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.Thresholds;
import io.healthmon.http.ResultHistory.Gap;
import io.healthmon.http.ResultHistory.Transition;
import io.healthmon.state.LostResults;
import io.healthmon.state.Observation;
import io.healthmon.store.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An integration that is checked every minute, whose results turn stale after two and of which three failures decide. */
class ResultHistoryTest {

    private static final Integration MAIL =
            Integration.named("Mail").every(Duration.ofMinutes(1)).build();
    private static final Instant START = Instant.parse("2026-03-15T10:00:00Z");

    @Test
    void firstDecidedStatusIsNoTransition() {
        assertThat(transitions(HEALTHY, HEALTHY)).isEmpty();
        assertThat(transitions(DOWN, DOWN, DOWN, DOWN)).isEmpty();
    }

    @Test
    void singleFailureIsNoTransition() {
        assertThat(transitions(HEALTHY, DOWN, HEALTHY, DOWN, DOWN, HEALTHY)).isEmpty();
    }

    @Test
    void failuresAreATransitionWhenEnoughOfThemDecide() {
        assertThat(transitions(HEALTHY, DOWN, DOWN, DOWN, DOWN, HEALTHY))
                .containsExactly(new Transition(minute(3), HEALTHY, DOWN), new Transition(minute(5), DOWN, HEALTHY));
    }

    @Test
    void slownessIsATransitionWhenItLasts() {
        assertThat(transitions(HEALTHY, DEGRADED, HEALTHY, DEGRADED, DEGRADED))
                .containsExactly(new Transition(minute(4), HEALTHY, DEGRADED));
    }

    @Test
    void unknownThatWasDecidedIsLeftByATransition() {
        assertThat(transitions(UNKNOWN, HEALTHY)).containsExactly(new Transition(minute(1), UNKNOWN, HEALTHY));
    }

    @Test
    void unknownBeforeAnythingWasDecidedIsLeftWithoutOne() {
        assertThat(transitions(DOWN, HEALTHY)).isEmpty();
    }

    @Test
    void earlierResultsTellWithWhichStatusTheSpanBegins() {
        List<Observation> all = results(DOWN, DOWN, DOWN, HEALTHY);
        TimeRange span = new TimeRange(minute(3), minute(4));

        assertThat(new ResultHistory(MAIL, all.subList(0, 3), all.subList(3, 4), span).transitions())
                .containsExactly(new Transition(minute(3), DOWN, HEALTHY));
    }

    @Test
    void transitionBeforeTheSpanDoesNotShow() {
        List<Observation> all = results(HEALTHY, DOWN, DOWN, DOWN, DOWN);
        TimeRange span = new TimeRange(minute(4), minute(5));

        assertThat(new ResultHistory(MAIL, all.subList(0, 4), all.subList(4, 5), span).transitions())
                .isEmpty();
    }

    @Test
    void decisiveIsTheHighestThreshold() {
        assertThat(ResultHistory.decisive(new Thresholds(3, 2, 1))).isEqualTo(3);
        assertThat(ResultHistory.decisive(new Thresholds(1, 5, 2))).isEqualTo(5);
        assertThat(ResultHistory.decisive(new Thresholds(1, 1, 4))).isEqualTo(4);
    }

    @Test
    void resultsInTimeLeaveNoGap() {
        assertThat(gaps(0, 4, 0, 1, 2, 3)).isEmpty();
    }

    @Test
    void resultThatComesWhenTheLastOneTurnsStaleLeavesNoGap() {
        assertThat(gaps(0, 5, 0, 2, 4)).isEmpty();
    }

    @Test
    void lateResultLeavesAGapFromWhenTheLastOneTurnedStale() {
        assertThat(gaps(0, 10, 0, 1, 8, 9)).containsExactly(new Gap(minute(3), minute(8)));
    }

    @Test
    void lastResultLeavesAGapUntilTheEndOfTheSpan() {
        assertThat(gaps(0, 10, 0, 1)).containsExactly(new Gap(minute(3), minute(10)));
    }

    @Test
    void gapBeginsWithTheSpanWhenItBeganEarlier() {
        ResultHistory history = new ResultHistory(
                MAIL, List.of(result(0, HEALTHY)), List.of(result(8, HEALTHY)), new TimeRange(minute(5), minute(9)));

        assertThat(history.gaps()).containsExactly(new Gap(minute(5), minute(8)));
    }

    @Test
    void spanWithoutAnyResultIsAGapAllThrough() {
        ResultHistory history =
                new ResultHistory(MAIL, List.of(result(0, HEALTHY)), List.of(), new TimeRange(minute(5), minute(9)));

        assertThat(history.gaps()).containsExactly(new Gap(minute(5), minute(9)));
    }

    @Test
    void nothingIsMissingBeforeTheVeryFirstResult() {
        assertThat(gaps(0, 9, 8)).isEmpty();
        assertThat(gaps(0, 9)).isEmpty();
    }

    @Test
    void staleAfterDecidesWhatIsLate() {
        Integration patient =
                MAIL.toBuilder().staleAfter(Duration.ofMinutes(30)).build();
        List<Observation> points = List.of(result(0, HEALTHY), result(30, HEALTHY), result(61, HEALTHY));

        assertThat(new ResultHistory(patient, List.of(), points, new TimeRange(minute(0), minute(62))).gaps())
                .containsExactly(new Gap(minute(60), minute(61)));
    }

    private static List<Transition> transitions(HealthStatus... seen) {
        TimeRange span = new TimeRange(START, minute(seen.length));
        return new ResultHistory(MAIL, List.of(), results(seen), span).transitions();
    }

    @Test
    void droppedResultsAreAGapUntilTheNextResultAndNoPoint() {
        Observation mark = new LostResults(minute(2), minute(4), 3).mark();
        List<Observation> points = List.of(result(1, HEALTHY), mark, result(5, HEALTHY));
        ResultHistory history = new ResultHistory(MAIL, List.of(), points, new TimeRange(minute(0), minute(6)));

        assertThat(history.gaps()).containsExactly(new Gap(minute(2), minute(5), "dropped", 3));
        assertThat(history.results()).extracting(Observation::at).containsExactly(minute(1), minute(5));
        assertThat(history.transitions()).isEmpty();
    }

    @Test
    void afterTheLastDroppedResultTheGapIsThatNoneCame() {
        Observation mark = new LostResults(minute(2), minute(4), 3).mark();
        List<Observation> points = List.of(result(1, HEALTHY), mark);

        assertThat(new ResultHistory(MAIL, List.of(), points, new TimeRange(minute(0), minute(10))).gaps())
                .containsExactly(new Gap(minute(2), minute(6), "dropped", 3), new Gap(minute(6), minute(10)));
    }

    private static List<Gap> gaps(int from, int to, int... minutes) {
        List<Observation> points = new ArrayList<>();
        for (int minute : minutes) {
            points.add(result(minute, HEALTHY));
        }
        return new ResultHistory(MAIL, List.of(), points, new TimeRange(minute(from), minute(to))).gaps();
    }

    private static List<Observation> results(HealthStatus... seen) {
        List<Observation> results = new ArrayList<>();
        for (HealthStatus status : seen) {
            results.add(result(results.size(), status));
        }
        return results;
    }

    private static Observation result(int minute, HealthStatus status) {
        return new Observation(minute(minute), status, 12, null, Map.of());
    }

    private static Instant minute(int minutes) {
        return START.plus(Duration.ofMinutes(minutes));
    }
}
