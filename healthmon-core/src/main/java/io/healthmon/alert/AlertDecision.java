package io.healthmon.alert;

import io.healthmon.check.Integration;
import io.healthmon.state.HealthState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a result for the people who are to be told; {@link #of} is a pure function.
 *
 * <p>Down is told once, and not again before the cool-down is over: an outage that begins within it is told when it
 * ends, if the integration is still down. Healthy or degraded again is told to those who were told of the outage, at
 * once. A last alert that lies in the future, because the clock was set back, holds up nothing. An unknown result tells nobody anything and leaves what is open as it is.
 *
 * @param state what the next decision needs to know
 * @param issued the alert to send, or null
 * @since 0.1
 */
public record AlertDecision(AlertState state, @Nullable IssuedAlert issued) {

    /**
     * Decides after a result.
     *
     * @param integration whose result it is
     * @param before the state before the result
     * @param after the state after it
     * @param state what is known of the integration's alerts
     * @param policy who is told, and how often at most
     * @param now when the result came
     */
    public static AlertDecision of(
            Integration integration,
            HealthState before,
            HealthState after,
            AlertState state,
            AlertPolicy policy,
            Instant now) {
        OpenAlert open = state.open();
        return switch (after.status()) {
            case DOWN ->
                open == null && integration.alertOnFailure()
                        ? down(integration, after, state, policy, now)
                        : new AlertDecision(state, null);
            case HEALTHY, DEGRADED ->
                open == null
                        ? new AlertDecision(state, null)
                        : recovered(Alert.recovered(integration, before, after, open, now), state, open);
            case UNKNOWN -> new AlertDecision(state, null);
        };
    }

    private static AlertDecision down(
            Integration integration, HealthState after, AlertState state, AlertPolicy policy, Instant now) {
        List<String> channels = policy.channels(Severity.ofOutage(integration));
        Instant last = state.alertedAt();
        boolean cooling = last != null && !last.isAfter(now) && now.isBefore(last.plus(policy.cooldown()));
        if (channels.isEmpty() || cooling) {
            return new AlertDecision(state, null);
        }
        Instant since = after.since();
        Alert alert = Alert.down(integration, after, since == null ? now : since, now);
        OpenAlert open = new OpenAlert(alert.id(), alert.severity(), alert.downSince(), channels);
        return new AlertDecision(new AlertState(alert.at(), open), new IssuedAlert(alert, channels, null));
    }

    private static AlertDecision recovered(Alert alert, AlertState state, OpenAlert open) {
        IssuedAlert issued = new IssuedAlert(alert, open.channels(), open.id());
        return new AlertDecision(new AlertState(state.alertedAt(), null), issued);
    }
}
