package io.healthmon.provider.statuspage;

import io.healthmon.check.CheckType;
import io.healthmon.check.HealthCheckProvider;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.provider.http.Route;
import io.healthmon.provider.tls.RefusedSettingException;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.util.Collection;
import java.util.List;

/**
 * Brings the type {@code status-page} to configuration. Safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class StatusPageChecks implements HealthCheckProvider {

    /** Makes the provider; called by {@link java.util.ServiceLoader}. */
    public StatusPageChecks() {}

    @Override
    public Collection<CheckType> types() {
        return List.of(new CheckType(StatusPageCheck.TYPE, StatusPageChecks::create));
    }

    private static PageWatch create(Settings settings, IntegrationBuilder integration) {
        StatusPageCheck.apply(integration);
        String url = settings.requireText("url");
        StatusPageCheck page = at(settings, url);
        page.components(settings.texts("components").toArray(String[]::new)).via(Route.wayOf(settings));
        try {
            PageWatch watch = page.watch();
            integration.endpoint(watch.endpoint());
            return watch;
        } catch (RefusedSettingException refused) {
            throw new SettingException(settings.path(refused.setting()), String.valueOf(refused.getMessage()));
        }
    }

    private static StatusPageCheck at(Settings settings, String url) {
        try {
            return StatusPageCheck.of(url);
        } catch (IllegalArgumentException refused) {
            throw new SettingException(settings.path("url"), String.valueOf(refused.getMessage()));
        }
    }
}
