package io.healthmon.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.healthmon.Flag;
import io.healthmon.HealthMonitor;
import io.healthmon.IntegrationHealth;
import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.check.Problem;
import io.healthmon.explain.Explanation.Change;
import io.healthmon.explain.Explanation.Known;
import io.healthmon.metric.Statistics;
import io.healthmon.schedule.Schedule;
import io.healthmon.state.HealthState;
import io.healthmon.state.Observation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExplanationTest {

    private static final Instant NOON = Instant.parse("2026-03-15T12:00:00Z");
    private static final Problem AWAY = new Problem(Cause.CONNECT, "The port is closed", "Start the server", null);

    private final IntegrationBuilder shop = Integration.named("Shop").every(Duration.ofMinutes(1));

    @Test
    void saysThatNothingIsKnownYet() {
        assertThat(explained(HealthState.INITIAL))
                .contains("Shop is unknown: it has not been checked yet.")
                .contains("There are no results of the last 24 hours that tell up from down.")
                .noneMatch(sentence -> sentence.contains("in a row"));
    }

    @Test
    void saysHowManyFailuresAreMissingToBeDown() {
        assertThat(explained(state(HealthStatus.HEALTHY, HealthStatus.DOWN, HealthStatus.DOWN)))
                .startsWith(
                        "Shop is healthy since 2026-03-15T12:00:00Z.",
                        "The last 2 checks in a row saw down; 3 in a row decide.",
                        "2 of 3 results in a row are down: one more makes it down.");
        assertThat(explained(state(HealthStatus.HEALTHY, HealthStatus.DOWN)))
                .contains("1 of 3 results in a row are down: 2 more make it down.");
    }

    @Test
    void saysWhatMakesItHealthyAgain() {
        assertThat(explained(state(HealthStatus.DOWN, HealthStatus.DOWN, HealthStatus.DOWN)))
                .contains("One healthy result makes it healthy.");
        shop.successThreshold(2);
        assertThat(explained(state(HealthStatus.DOWN, HealthStatus.DOWN, HealthStatus.DOWN)))
                .contains("2 healthy results in a row make it healthy.");
    }

    @Test
    void countsWhatEachChangeNeeds() {
        Explanation explanation = explain(state(HealthStatus.HEALTHY, HealthStatus.DEGRADED), Set.of(), List.of());

        assertThat(explanation.changes())
                .containsExactly(new Change(HealthStatus.DOWN, 3, 0), new Change(HealthStatus.DEGRADED, 2, 1));
        assertThat(explanation.changes()).extracting(Change::missing).containsExactly(3, 1);
    }

    @Test
    void repeatsWhatTheCheckSaysAndWhatToDo() {
        assertThat(explained(state(HealthStatus.DOWN)))
                .contains("The last check says, since 2026-03-15T12:00:00Z: The port is closed. (cause connect)")
                .contains("What to do: Start the server.");
    }

    @Test
    void saysWhenAResultTurnsStaleAndThatItDid() {
        Explanation fresh = explain(state(HealthStatus.HEALTHY), Set.of(), List.of());
        Explanation stale = explain(state(HealthStatus.HEALTHY), Set.of(Flag.STALE), List.of());

        assertThat(fresh.staleAt()).isEqualTo(NOON.plusSeconds(120));
        assertThat(fresh.sentences())
                .contains("Without another result it turns stale, and unknown, at 2026-03-15T12:02:00Z.");
        assertThat(stale.sentences())
                .contains("Shop is unknown since 2026-03-15T12:02:00Z: its last result, of 2026-03-15T12:00:00Z,"
                        + " is too old to rely on. The results before said healthy.");
    }

    @Test
    void namesTheCircumstances() {
        assertThat(explain(HealthState.INITIAL, Set.of(Flag.PAUSED, Flag.STUCK), List.of())
                        .sentences())
                .anyMatch(sentence -> sentence.startsWith("It is paused"))
                .anyMatch(sentence -> sentence.startsWith("Its check ignores the time limit of 5s"))
                .noneMatch(sentence -> sentence.startsWith("It is disabled"));
    }

    @Test
    void namesDependenciesThatAreDownAndCount() {
        IntegrationHealth down = health(Integration.named("Bank").build(), state3(HealthStatus.DOWN), Set.of());
        IntegrationHealth paused =
                health(Integration.named("Post").build(), state3(HealthStatus.DOWN), Set.of(Flag.PAUSED));
        Explanation explanation = explain(state(HealthStatus.DOWN), Set.of(), List.of(down, paused));

        assertThat(explanation.dependenciesDown()).containsExactly("bank");
        assertThat(explanation.sentences()).contains("What it depends on is down: bank.");
    }

    @Test
    void saysWhenItIsCheckedAndThatThatIsOverdue() {
        assertThat(explained(state(HealthStatus.HEALTHY)))
                .contains("It is checked every 1m; the next check is due at 2026-03-15T12:01:00Z.");
        IntegrationHealth health = new IntegrationHealth(shop.build(), HealthState.INITIAL, Set.of(), NOON);
        Known known = new Known(health, Statistics.NONE, OptionalDouble.empty(), List.of());
        assertThat(Explanation.of(known, NOON.plusSeconds(90)).sentences())
                .contains("It is checked every 1m; the next check is due at 2026-03-15T12:00:00Z, 90s ago.");
        shop.schedule(Schedule.cron("0 3 * * *", ZoneId.of("Europe/Berlin")));
        assertThat(explained(HealthState.INITIAL))
                .anyMatch(sentence ->
                        sentence.startsWith("It is checked by the cron expression 0 3 * * * in Europe/Berlin; "));
    }

    @Test
    void saysHowTheFiguresCameAbout() {
        IntegrationHealth health = health(shop.build(), state(HealthStatus.HEALTHY), Set.of());
        Statistics day = new Statistics(200, 190, 10, 1, 20, 10, 15, 20);
        Known known = new Known(health, day, OptionalDouble.of(99.5), List.of());

        assertThat(Explanation.of(known, NOON).sentences())
                .contains(
                        "Of the 200 results of the last 24 hours 10 were a failure: a success rate of 95.0 %. At one check"
                                + " every 1m there would be 1440 in a whole day; for the rest of the time nothing is known.")
                .contains("Of the results of the last 30 days 99.5 % were no failure.");
    }

    @Test
    void explainsAnIntegrationOfAMonitor() {
        try (HealthMonitor monitor = HealthMonitor.builder()
                .add(shop, context -> CheckResult.healthy())
                .build()) {
            monitor.check("shop").join();

            assertThat(Explanation.of(monitor, "shop").sentences().get(0)).startsWith("Shop is healthy since ");
            assertThatIllegalArgumentException().isThrownBy(() -> Explanation.of(monitor, "nothing"));
        }
    }

    private List<String> explained(HealthState state) {
        return explain(state, Set.of(), List.of()).sentences();
    }

    private Explanation explain(HealthState state, Set<Flag> flags, List<IntegrationHealth> dependencies) {
        IntegrationHealth health = health(shop.build(), state, flags);
        return Explanation.of(new Known(health, Statistics.NONE, OptionalDouble.empty(), dependencies), NOON);
    }

    private static IntegrationHealth health(Integration integration, HealthState state, Set<Flag> flags) {
        return new IntegrationHealth(integration, state, flags, NOON.plusSeconds(60));
    }

    private HealthState state(HealthStatus... seen) {
        HealthState state = HealthState.INITIAL;
        for (HealthStatus status : seen) {
            Problem problem = status == HealthStatus.DOWN ? AWAY : null;
            state = state.next(
                    new Observation(NOON, status, 5, problem, Map.of()),
                    shop.build().thresholds());
        }
        return state;
    }

    private HealthState state3(HealthStatus seen) {
        return state(seen, seen, seen);
    }
}
