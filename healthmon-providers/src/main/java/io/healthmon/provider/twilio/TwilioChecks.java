package io.healthmon.provider.twilio;

import io.healthmon.check.CheckType;
import io.healthmon.check.HealthCheckProvider;
import java.util.Collection;
import java.util.List;

/**
 * Brings the type {@code twilio} to configuration. Safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class TwilioChecks implements HealthCheckProvider {

    /** Makes the provider; called by {@link java.util.ServiceLoader}. */
    public TwilioChecks() {}

    @Override
    public Collection<CheckType> types() {
        return List.of(TwilioCheck.SERVICE.type(TwilioCheck::of));
    }
}
