package io.healthmon.alert;

import static io.healthmon.check.HealthStatus.DEGRADED;
import static io.healthmon.check.HealthStatus.DOWN;
import static io.healthmon.check.HealthStatus.HEALTHY;
import static io.healthmon.check.HealthStatus.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.Problem;
import io.healthmon.state.HealthState;
import io.healthmon.state.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertDecisionTest {

    private static final Instant START = Instant.parse("2026-03-15T10:00:00Z");
    private static final Duration COOLDOWN = Duration.ofMinutes(60);

    private final AlertPolicy policy = AlertPolicy.NONE.withRoute(new AlertPolicy.Route(Set.of(), List.of("mail")));
    private final Integration integration = Integration.named("Shop")
            .critical()
            .failureThreshold(1)
            .degradedThreshold(1)
            .alertEmail("owner@example.com")
            .build();

    private HealthState state = HealthState.INITIAL;
    private AlertState alerts = AlertState.INITIAL;
    private final List<IssuedAlert> issued = new ArrayList<>();

    private void see(HealthStatus status, int minute) {
        see(integration, status, minute);
    }

    private void see(Integration integration, HealthStatus status, int minute) {
        Problem problem = status == HEALTHY ? null : Problem.of(Cause.TIMEOUT, "too slow at " + minute);
        Instant at = START.plus(Duration.ofMinutes(minute));
        HealthState before = state;
        state = before.next(new Observation(at, status, 5, problem, Map.of()), integration.thresholds());
        AlertDecision decision = AlertDecision.of(integration, before, state, alerts, policy, at);
        alerts = decision.state();
        if (decision.issued() != null) {
            issued.add(decision.issued());
        }
    }

    private List<AlertKind> kinds() {
        return issued.stream().map(alert -> alert.alert().kind()).toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void forEverySequenceOfResultsAlertsKeepTheirPromises(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<HealthStatus> results = results(random);
            List<IssuedAlert> first = decide(results, random.nextInt(30) + 1, round);
            assertThat(first).isEqualTo(decide(results, lastStep, round));
            assertThat(first).extracting(alert -> alert.alert().id()).doesNotHaveDuplicates();
            assertPairs(first);
            assertCooldown(first);
        }
    }

    private int lastStep;

    private static List<HealthStatus> results(Random random) {
        List<HealthStatus> results = new ArrayList<>();
        for (int step = 0; step < 60; step++) {
            boolean again = step > 0 && random.nextInt(3) > 0;
            results.add(again ? results.get(step - 1) : HealthStatus.values()[random.nextInt(4)]);
        }
        return results;
    }

    private List<IssuedAlert> decide(List<HealthStatus> results, int minutes, int round) {
        lastStep = minutes;
        state = HealthState.INITIAL;
        alerts = AlertState.INITIAL;
        issued.clear();
        Integration varied =
                integration.toBuilder().failureThreshold(1 + round % 3).build();
        for (int step = 0; step < results.size(); step++) {
            int before = issued.size();
            see(varied, results.get(step), step * minutes);
            if (issued.size() > before) {
                assertThat(state.status() == DOWN).isEqualTo(kinds().get(before) == AlertKind.DOWN);
                assertThat(state.status()).isNotEqualTo(UNKNOWN);
            }
        }
        return List.copyOf(issued);
    }

    /** Down and recovered by turns, each recovery after the outage that it ends: so at most one is open. */
    private static void assertPairs(List<IssuedAlert> alerts) {
        for (int index = 0; index < alerts.size(); index++) {
            IssuedAlert alert = alerts.get(index);
            boolean recovery = index % 2 == 1;
            assertThat(alert.alert().kind()).isEqualTo(recovery ? AlertKind.RECOVERED : AlertKind.DOWN);
            assertThat(alert.follows())
                    .isEqualTo(recovery ? alerts.get(index - 1).alert().id() : null);
        }
    }

    private static void assertCooldown(List<IssuedAlert> alerts) {
        List<Instant> outages = alerts.stream()
                .map(IssuedAlert::alert)
                .filter(alert -> alert.kind() == AlertKind.DOWN)
                .map(Alert::at)
                .toList();
        for (int index = 1; index < outages.size(); index++) {
            assertThat(Duration.between(outages.get(index - 1), outages.get(index)))
                    .isGreaterThanOrEqualTo(COOLDOWN);
        }
    }

    @Test
    void downIsToldOnce() {
        see(HEALTHY, 0);
        see(DOWN, 1);
        see(DOWN, 2);
        see(DOWN, 300);

        assertThat(kinds()).containsExactly(AlertKind.DOWN);
        Alert alert = issued.get(0).alert();
        assertThat(alert.at()).isEqualTo(START.plusSeconds(60));
        assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(alert.recipients()).containsExactly("owner@example.com");
        assertThat(alert.problem()).isEqualTo(Problem.of(Cause.TIMEOUT, "too slow at 1"));
    }

    @Test
    void recoveredTellsTheLastProblemAndSinceWhenItWasDown() {
        see(DOWN, 1);
        see(DOWN, 2);
        see(HEALTHY, 3);

        Alert alert = issued.get(1).alert();
        assertThat(alert.kind()).isEqualTo(AlertKind.RECOVERED);
        assertThat(alert.downSince()).isEqualTo(START.plusSeconds(60));
        assertThat(alert.status()).isEqualTo(HEALTHY);
        assertThat(alert.problem()).isEqualTo(Problem.of(Cause.TIMEOUT, "too slow at 2"));
    }

    @Test
    void degradedAfterDownIsARecovery() {
        see(DOWN, 1);
        see(DEGRADED, 2);

        assertThat(kinds()).containsExactly(AlertKind.DOWN, AlertKind.RECOVERED);
    }

    @Test
    void anUnknownResultTellsNothingAndLeavesTheAlertOpen() {
        see(DOWN, 1);
        see(UNKNOWN, 2);
        see(DOWN, 3);
        see(HEALTHY, 4);

        assertThat(kinds()).containsExactly(AlertKind.DOWN, AlertKind.RECOVERED);
    }

    @Test
    void anOutageWithinTheCooldownIsToldWhenThatIsOverIfItLasts() {
        see(DOWN, 0);
        see(HEALTHY, 1);
        see(DOWN, 2);
        see(DOWN, 59);
        assertThat(kinds()).containsExactly(AlertKind.DOWN, AlertKind.RECOVERED);
        see(DOWN, 60);

        assertThat(kinds()).containsExactly(AlertKind.DOWN, AlertKind.RECOVERED, AlertKind.DOWN);
        assertThat(issued.get(2).alert().downSince()).isEqualTo(START.plusSeconds(120));
    }

    @Test
    void anOutageThatWasOverWithinTheCooldownIsToldToNobody() {
        see(DOWN, 0);
        see(HEALTHY, 1);
        see(DOWN, 2);
        see(HEALTHY, 3);

        assertThat(kinds()).containsExactly(AlertKind.DOWN, AlertKind.RECOVERED);
    }

    @Test
    void anIntegrationWithoutAlertsTellsNothingButTheEndOfWhatWasTold() {
        see(DOWN, 0);
        Integration silent = integration.toBuilder().alertOnFailure(false).build();
        see(silent, HEALTHY, 1);
        see(silent, DOWN, 100);

        assertThat(kinds()).containsExactly(AlertKind.DOWN, AlertKind.RECOVERED);
    }

    @Test
    void theIdIsMadeOfTheIntegrationAndTheTransitionAlone() {
        see(DOWN, 0);
        String id = issued.get(0).alert().id();
        state = HealthState.INITIAL;
        alerts = AlertState.INITIAL;
        see(integration.toBuilder().timeout(Duration.ofSeconds(7)).build(), DOWN, 0);
        state = HealthState.INITIAL;
        alerts = AlertState.INITIAL;
        see(Integration.named("Bank").failureThreshold(1).build(), DOWN, 0);

        assertThat(issued.get(1).alert().id()).isEqualTo(id);
        assertThat(issued.get(2).alert().id()).isNotEqualTo(id);
    }
}
