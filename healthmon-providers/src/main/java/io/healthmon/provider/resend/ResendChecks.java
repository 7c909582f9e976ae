package io.healthmon.provider.resend;

import io.healthmon.check.CheckType;
import io.healthmon.check.HealthCheckProvider;
import java.util.Collection;
import java.util.List;

/**
 * Brings the type {@code resend} to configuration. Safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class ResendChecks implements HealthCheckProvider {

    /** Makes the provider; called by {@link java.util.ServiceLoader}. */
    public ResendChecks() {}

    @Override
    public Collection<CheckType> types() {
        return List.of(ResendCheck.SERVICE.type(ResendCheck::of));
    }
}
