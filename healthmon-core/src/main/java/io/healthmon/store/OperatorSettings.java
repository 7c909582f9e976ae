package io.healthmon.store;

import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an operator can change of an integration while it is watched, in the store or over the API, and what wins over
 * its declaration until it is reset.
 *
 * <p>Values as they stand in the store, which anybody may have written: {@link #applyTo} judges them.
 *
 * @param endpoint the address that is checked, or null
 * @param enabled whether it is checked at all
 * @param interval how often, or null for a schedule that is no interval
 * @param timeout the time limit of a check
 * @param failureThreshold how many failures in a row make it down
 * @param alertOnFailure whether people are told when it is down
 * @param alertEmail who gets its alerts by mail
 * @param pausedUntil until when it is not checked, or null
 * @since 0.1
 */
public record OperatorSettings(
        @Nullable String endpoint,
        boolean enabled,
        @Nullable Duration interval,
        Duration timeout,
        int failureThreshold,
        boolean alertOnFailure,
        Set<String> alertEmail,
        @Nullable Instant pausedUntil) {

    /** Copies the addresses. */
    public OperatorSettings {
        alertEmail = Set.copyOf(alertEmail);
    }

    /** Returns what an integration declares; it is not paused. */
    public static OperatorSettings of(Integration integration) {
        Schedule schedule = integration.schedule();
        return new OperatorSettings(
                integration.endpoint(),
                integration.enabled(),
                schedule instanceof Schedule.Every every ? every.interval() : null,
                integration.timeout(),
                integration.thresholds().failure(),
                integration.alertOnFailure(),
                integration.alertEmail(),
                null);
    }

    /** Returns these settings after their declaration changed: what changed in it replaces what stands here. */
    public OperatorSettings redeclared(OperatorSettings before, OperatorSettings now) {
        return new OperatorSettings(
                chosen(endpoint, before.endpoint, now.endpoint),
                Boolean.TRUE.equals(chosen(enabled, before.enabled, now.enabled)),
                chosen(interval, before.interval, now.interval),
                Objects.requireNonNull(chosen(timeout, before.timeout, now.timeout)),
                before.failureThreshold == now.failureThreshold ? failureThreshold : now.failureThreshold,
                Boolean.TRUE.equals(chosen(alertOnFailure, before.alertOnFailure, now.alertOnFailure)),
                Objects.requireNonNull(chosen(alertEmail, before.alertEmail, now.alertEmail)),
                pausedUntil);
    }

    private static <T> @Nullable T chosen(@Nullable T edited, @Nullable T before, @Nullable T now) {
        return Objects.equals(before, now) ? edited : now;
    }

    /**
     * Returns an integration with these settings; a value that is not allowed is left as it is declared.
     *
     * @param declared the integration as the application declares it
     * @param refused is told why a value was left out, one sentence each
     */
    public Integration applyTo(Integration declared, Consumer<String> refused) {
        IntegrationBuilder builder = declared.toBuilder();
        List<Runnable> steps = new ArrayList<>();
        if (endpoint != null) {
            steps.add(() -> builder.endpoint(endpoint));
        }
        if (interval != null) {
            steps.add(() -> builder.every(interval));
        }
        steps.add(() -> builder.timeout(timeout));
        steps.add(() -> builder.failureThreshold(failureThreshold));
        steps.add(() -> builder.alertEmail(alertEmail.toArray(String[]::new)));
        for (Runnable step : steps) {
            try {
                step.run();
            } catch (IllegalArgumentException notAllowed) {
                refused.accept(String.valueOf(notAllowed.getMessage()));
            }
        }
        return builder.enabled(enabled).alertOnFailure(alertOnFailure).build();
    }
}
