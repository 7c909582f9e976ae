package io.healthmon;

import io.healthmon.alert.Alert;
import io.healthmon.alert.AlertKind;
import io.healthmon.alert.IssuedAlert;
import io.healthmon.alert.Severity;
import io.healthmon.check.Cause;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Problem;
import java.time.Instant;
import java.util.List;

/** Alerts as tests need them; the id of an alert says what it tells. */
final class Alerts {

    private Alerts() {}

    /** Returns the alert {@code <integration>-down}. */
    static IssuedAlert down(String integration, Instant at, String... channels) {
        return new IssuedAlert(alert(AlertKind.DOWN, integration, at), List.of(channels), null);
    }

    /** Returns the alert {@code <integration>-recovered}, which follows {@code <integration>-down}. */
    static IssuedAlert recovered(String integration, Instant at, String... channels) {
        Alert alert = alert(AlertKind.RECOVERED, integration, at);
        return new IssuedAlert(alert, List.of(channels), integration + "-down");
    }

    private static Alert alert(AlertKind kind, String integration, Instant at) {
        boolean down = kind == AlertKind.DOWN;
        return new Alert(
                integration + "-" + kind.label(),
                kind,
                Severity.CRITICAL,
                integration,
                integration,
                at,
                down ? HealthStatus.DOWN : HealthStatus.HEALTHY,
                at.minusSeconds(60),
                down ? 3 : 0,
                12,
                Problem.of(Cause.ASSERTION, "connection refused"),
                List.of());
    }
}
