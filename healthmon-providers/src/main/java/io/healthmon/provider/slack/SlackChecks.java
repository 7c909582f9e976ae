package io.healthmon.provider.slack;

import io.healthmon.check.CheckType;
import io.healthmon.check.HealthCheckProvider;
import java.util.Collection;
import java.util.List;

/**
 * Brings the type {@code slack} to configuration. Safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class SlackChecks implements HealthCheckProvider {

    /** Makes the provider; called by {@link java.util.ServiceLoader}. */
    public SlackChecks() {}

    @Override
    public Collection<CheckType> types() {
        return List.of(SlackCheck.SERVICE.type(SlackCheck::of));
    }
}
