package io.healthmon.spring;

import io.healthmon.check.HealthCheck;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import java.util.Objects;

/**
 * A bean that says what is watched and how: for a check whose integration is told in code and not in properties.
 *
 * @param integration who is watched
 * @param check how
 * @since 0.1
 */
public record WatchedService(Integration integration, HealthCheck check) {

    /** Refuses null. */
    public WatchedService {
        Objects.requireNonNull(integration, "integration");
        Objects.requireNonNull(check, "check");
    }

    /** Makes one of an integration that needs no more. */
    public static WatchedService of(IntegrationBuilder integration, HealthCheck check) {
        return new WatchedService(integration.build(), check);
    }
}
