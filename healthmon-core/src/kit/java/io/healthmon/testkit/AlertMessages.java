package io.healthmon.testkit;

import io.healthmon.alert.Alert;
import io.healthmon.alert.AlertKind;
import io.healthmon.alert.Severity;
import io.healthmon.channel.AlertMessage;
import io.healthmon.check.Cause;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Problem;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Messages for channels to send. */
public final class AlertMessages {

    /** When the outages of these messages began. */
    public static final Instant SINCE = Instant.parse("2026-03-15T10:28:30.123456Z");

    /** When they were told. */
    public static final Instant AT = Instant.parse("2026-03-15T10:30:00.5Z");

    /** When they were over. */
    public static final Instant END = Instant.parse("2026-03-15T11:31:40Z");

    private static final Problem PROBLEM = new Problem(
            Cause.TIMEOUT,
            "No answer from api.stripe.example:443 within 5s, though connected.",
            "See whether the service is overloaded, or raise \"timeout\".",
            "https://docs.example.com/stripe?a=1&b=2");

    private AlertMessages() {}

    /** Returns an outage with all there is to tell. */
    public static AlertMessage down(String... recipients) {
        return first(alert(AlertKind.DOWN, "Stripe", PROBLEM, recipients));
    }

    /** Returns an outage of an integration of a name. */
    public static AlertMessage downOf(String name, Problem problem) {
        return first(alert(AlertKind.DOWN, name, problem));
    }

    /** Returns the end of an outage. */
    public static AlertMessage recovered(String... recipients) {
        return first(alert(AlertKind.RECOVERED, "Stripe", PROBLEM, recipients));
    }

    /** Returns an outage of which next to nothing is known. */
    public static AlertMessage bare() {
        return new AlertMessage(alert(AlertKind.DOWN, "Stripe", null), 1, AT, null);
    }

    /** Returns the next attempt to send the same. */
    public static AlertMessage again(AlertMessage message) {
        int attempt = message.attempt() + 1;
        return new AlertMessage(message.alert(), attempt, message.sentAt().plusSeconds(5), message.link());
    }

    private static AlertMessage first(Alert alert) {
        return new AlertMessage(alert, 1, alert.at(), "https://ops.example.com/#stripe");
    }

    private static Alert alert(AlertKind kind, String name, @Nullable Problem problem, String... recipients) {
        boolean down = kind == AlertKind.DOWN;
        return new Alert(
                UUID.randomUUID().toString(),
                kind,
                Severity.CRITICAL,
                "stripe",
                name,
                down ? AT : END,
                down ? HealthStatus.DOWN : HealthStatus.HEALTHY,
                SINCE,
                down ? 3 : 0,
                problem == null ? -1 : down ? 5_000 : 48,
                problem,
                List.of(recipients));
    }
}
