package io.healthmon.provider.service;

import io.healthmon.check.CheckType;
import io.healthmon.check.HealthCheckProvider;
import io.healthmon.provider.http.HttpChecks;
import io.healthmon.provider.statuspage.StatusPage;
import java.util.Collection;

/**
 * Brings the type {@code http} to configuration, with failures explained by a status page where {@code statusPage} says so.
 * Safe for use by multiple threads.
 */
public final class ExplainedHttpChecks implements HealthCheckProvider {

    /** Makes the provider; called by {@link java.util.ServiceLoader}. */
    public ExplainedHttpChecks() {}

    @Override
    public Collection<CheckType> types() {
        return new HttpChecks()
                .types().stream().map(ExplainedHttpChecks::explained).toList();
    }

    private static CheckType explained(CheckType plain) {
        return new CheckType(
                plain.name(),
                (settings, integration) -> StatusPage.explain(plain.factory().create(settings, integration), settings));
    }
}
