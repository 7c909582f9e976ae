package io.healthmon.provider.google;

import io.healthmon.check.CheckType;
import io.healthmon.check.HealthCheckProvider;
import java.util.Collection;
import java.util.List;

/**
 * Brings the type {@code gmail} to configuration. Safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class GmailChecks implements HealthCheckProvider {

    /** Makes the provider; called by {@link java.util.ServiceLoader}. */
    public GmailChecks() {}

    @Override
    public Collection<CheckType> types() {
        return List.of(GmailCheck.SERVICE.type(GmailCheck::of, GoogleCheck::endpoint));
    }
}
