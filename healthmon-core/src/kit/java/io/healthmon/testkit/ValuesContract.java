package io.healthmon.testkit;

import static io.healthmon.testkit.StoredResults.MORNING;
import static io.healthmon.testkit.StoredResults.degraded;
import static io.healthmon.testkit.StoredResults.entry;
import static io.healthmon.testkit.StoredResults.healthy;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Problem;
import io.healthmon.state.HealthState;
import io.healthmon.state.Observation;
import io.healthmon.store.HealthStore.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was appended comes back as it was. */
abstract class ValuesContract extends DefinitionsContract {

    @ParameterizedTest
    @EnumSource
    void everyStatusComesBackAsItWas(HealthStatus status) {
        Observation result = new Observation(MORNING, status, 12, null, Map.of());
        store.append(List.of(entry("stripe", 0, result)));
        assertThat(all("stripe")).containsExactly(result);
        assertThat(health("stripe").status()).isEqualTo(status);
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
        assertThat(health("stripe")).isEqualTo(HealthState.INITIAL);
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
        assertThat(health("stripe")).isEqualTo(state);
    }

    @Test
    void timesComeBackAtLeastToTheMicrosecond() {
        Instant exact = Instant.parse("2026-03-29T01:59:59.123456789Z");
        store.append(List.of(entry("stripe", 0, healthy(exact))));
        Instant cut = exact.minusNanos(789);
        assertThat(all("stripe").get(0).at()).isBetween(cut, exact);
        assertThat(health("stripe").lastCheckAt()).isBetween(cut, exact);
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

    private void appendAndExpectBack(Observation result) {
        Entry entry = entry("stripe", 0, result);
        store.append(List.of(entry));
        assertThat(all("stripe")).containsExactly(result);
        assertThat(health("stripe")).isEqualTo(entry.state());
    }
}
