package io.healthmon.provider.http;

import io.healthmon.check.CheckType;
import io.healthmon.check.HealthCheckProvider;
import java.util.Collection;
import java.util.List;

/**
 * Brings the type {@code http} to configuration, but for {@code statusPage}: what {@link java.util.ServiceLoader} finds adds
 * that. Safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class HttpChecks implements HealthCheckProvider {

    /** Makes the provider; for whoever names it. */
    public HttpChecks() {}

    @Override
    public Collection<CheckType> types() {
        return List.of(new CheckType("http", (settings, integration) -> {
            HttpCheck check = new HttpSettings(settings).check();
            integration.endpoint(check.endpoint());
            return check;
        }));
    }
}
