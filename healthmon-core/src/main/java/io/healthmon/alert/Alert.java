package io.healthmon.alert;

import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.Problem;
import io.healthmon.state.HealthState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that people are to be told. Immutable; safe for use by multiple threads.
 *
 * <p>The id is made from the integration and the transition alone, so the same transition has the same id in every
 * attempt, every process and every instance; receivers can use it to see that they have the alert already.
 *
 * @param id the same for the same transition, wherever and whenever it is told
 * @param kind what it tells
 * @param severity how urgent it is
 * @param integrationId the integration's id
 * @param integrationName its name, for people
 * @param at when it was decided, to the microsecond
 * @param status the decided status since
 * @param downSince since when it is or was down
 * @param consecutiveFailures how many checks in a row had failed
 * @param responseTimeMillis the last check's response time, or -1
 * @param problem what is wrong or, once recovered, what was wrong last if that is known; or null
 * @param recipients who is to get it by mail beside those whom a channel names
 * @since 0.1
 */
public record Alert(
        String id,
        AlertKind kind,
        Severity severity,
        String integrationId,
        String integrationName,
        Instant at,
        HealthStatus status,
        Instant downSince,
        int consecutiveFailures,
        long responseTimeMillis,
        @Nullable Problem problem,
        List<String> recipients) {

    /** Refuses null, cuts times to the microsecond and copies the recipients. */
    public Alert {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(integrationId, "integrationId");
        Objects.requireNonNull(integrationName, "integrationName");
        Objects.requireNonNull(status, "status");
        at = at.truncatedTo(ChronoUnit.MICROS);
        downSince = downSince.truncatedTo(ChronoUnit.MICROS);
        recipients = List.copyOf(recipients);
    }

    static Alert down(Integration integration, HealthState state, Instant downSince, Instant now) {
        Severity severity = Severity.ofOutage(integration);
        return of(AlertKind.DOWN, severity, integration, state, downSince, now, state.problem());
    }

    static Alert recovered(
            Integration integration, HealthState before, HealthState state, OpenAlert open, Instant now) {
        return of(AlertKind.RECOVERED, open.severity(), integration, state, open.downSince(), now, before.problem());
    }

    private static Alert of(
            AlertKind kind,
            Severity severity,
            Integration integration,
            HealthState state,
            Instant downSince,
            Instant now,
            @Nullable Problem problem) {
        return new Alert(
                idOf(kind, integration.id(), downSince),
                kind,
                severity,
                integration.id(),
                integration.name(),
                now,
                state.status(),
                downSince,
                state.consecutiveFailures(),
                state.responseTimeMillis(),
                problem,
                List.copyOf(integration.alertEmail()));
    }

    /** A name-based UUID: short, made of the transition alone, and harmless in a header. */
    private static String idOf(AlertKind kind, String integrationId, Instant downSince) {
        Instant moment = downSince.truncatedTo(ChronoUnit.MICROS);
        String transition = integrationId + '\n' + kind.label() + '\n' + moment;
        return UUID.nameUUIDFromBytes(transition.getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
