package io.healthmon.provider.google;

import io.healthmon.check.CheckType;
import io.healthmon.check.HealthCheckProvider;
import java.util.Collection;
import java.util.List;

/**
 * Brings the type {@code google-calendar} to configuration. Safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class CalendarChecks implements HealthCheckProvider {

    /** Makes the provider; called by {@link java.util.ServiceLoader}. */
    public CalendarChecks() {}

    @Override
    public Collection<CheckType> types() {
        return List.of(CalendarCheck.SERVICE.type(CalendarCheck::of, GoogleCheck::endpoint));
    }
}
