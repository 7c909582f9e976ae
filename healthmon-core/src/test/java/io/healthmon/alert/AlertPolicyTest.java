package io.healthmon.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.healthmon.alert.AlertPolicy.Route;
import io.healthmon.check.Integration;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlertPolicyTest {

    @Test
    void theFirstRouteThatTakesASeverityCounts() {
        AlertPolicy policy = AlertPolicy.NONE
                .withRoute(new Route(Set.of(Severity.CRITICAL), List.of("pager", "mail")))
                .withRoute(new Route(Set.of(), List.of("mail")));

        assertThat(policy.channels(Severity.CRITICAL)).containsExactly("pager", "mail");
        assertThat(policy.channels(Severity.HIGH)).containsExactly("mail");
    }

    @Test
    void whatNoRouteTakesGoesNowhere() {
        AlertPolicy policy = AlertPolicy.NONE.withRoute(new Route(Set.of(Severity.CRITICAL), List.of("pager")));

        assertThat(policy.channels(Severity.HIGH)).isEmpty();
        assertThat(AlertPolicy.NONE.channels(Severity.CRITICAL)).isEmpty();
    }

    @Test
    void aChannelNamedTwiceInARouteIsToldOnce() {
        assertThat(new Route(Set.of(), List.of("mail", "pager", "mail")).channels())
                .containsExactly("mail", "pager");
    }

    @Test
    void aCooldownOutsideItsLimitsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AlertPolicy.NONE.withCooldown(Duration.ofDays(31)))
                .withMessage("cooldown 31d is not allowed; use from 0ms to 30d");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AlertPolicy.NONE.withCooldown(Duration.ofSeconds(-1)))
                .withMessageStartingWith("cooldown ");
    }

    @Test
    void theOutageOfACriticalIntegrationIsCritical() {
        assertThat(Severity.ofOutage(Integration.named("A").critical().build())).isEqualTo(Severity.CRITICAL);
        assertThat(Severity.ofOutage(Integration.named("A").build())).isEqualTo(Severity.HIGH);
    }

    @Test
    void anAlertThatGoesNowhereIsRefused() {
        Alert alert = AlertSamples.down(null);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IssuedAlert(alert, List.of(), null))
                .withMessage("alert a-1 goes to no channel");
    }
}
