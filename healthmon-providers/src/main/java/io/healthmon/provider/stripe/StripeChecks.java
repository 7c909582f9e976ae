package io.healthmon.provider.stripe;

import io.healthmon.check.CheckType;
import io.healthmon.check.HealthCheckProvider;
import java.util.Collection;
import java.util.List;

/**
 * Brings the type {@code stripe} to configuration. Safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class StripeChecks implements HealthCheckProvider {

    /** Makes the provider; called by {@link java.util.ServiceLoader}. */
    public StripeChecks() {}

    @Override
    public Collection<CheckType> types() {
        return List.of(StripeCheck.SERVICE.type(StripeCheck::of));
    }
}
