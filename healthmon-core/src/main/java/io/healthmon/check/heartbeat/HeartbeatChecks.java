package io.healthmon.check.heartbeat;

import io.healthmon.check.CheckType;
import io.healthmon.check.HealthCheckProvider;
import java.util.Collection;
import java.util.List;

/**
 * Brings the type {@code heartbeat}. Made by {@link java.util.ServiceLoader}.
 *
 * @since 0.1
 */
public final class HeartbeatChecks implements HealthCheckProvider {

    /** Makes the provider. */
    public HeartbeatChecks() {}

    @Override
    public Collection<CheckType> types() {
        return List.of(new CheckType("heartbeat", Heartbeat::from));
    }
}
