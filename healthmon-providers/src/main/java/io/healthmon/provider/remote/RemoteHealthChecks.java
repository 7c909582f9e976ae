package io.healthmon.provider.remote;

import io.healthmon.check.CheckType;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthCheckProvider;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.provider.http.HttpCheck;
import io.healthmon.provider.http.Route;
import io.healthmon.provider.service.ServiceSettings;
import io.healthmon.provider.statuspage.StatusPage;
import io.healthmon.provider.tls.RefusedSettingException;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * Brings the type {@code remote-health} to configuration. Safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class RemoteHealthChecks implements HealthCheckProvider {

    /** Makes the provider; called by {@link java.util.ServiceLoader}. */
    public RemoteHealthChecks() {}

    @Override
    public Collection<CheckType> types() {
        return List.of(new CheckType("remote-health", RemoteHealthChecks::create));
    }

    private static HealthCheck create(Settings settings, IntegrationBuilder integration) {
        String url = settings.requireText("url");
        try {
            RemoteHealthCheck check = at(settings, url);
            check.token(new ServiceSettings(settings).credential(RemoteHealthCheck.TOKEN));
            settings.text("format")
                    .filter(format -> !format.trim().toLowerCase(Locale.ROOT).equals("auto"))
                    .flatMap(set -> settings.choice("format", RemoteFormat.class))
                    .ifPresent(check::format);
            HttpCheck http = check.via(Route.wayOf(settings)).http();
            integration.endpoint(http.endpoint());
            return StatusPage.explain(http, settings);
        } catch (RefusedSettingException refused) {
            throw new SettingException(settings.path(refused.setting()), String.valueOf(refused.getMessage()));
        }
    }

    private static RemoteHealthCheck at(Settings settings, String url) {
        try {
            return RemoteHealthCheck.to(url);
        } catch (IllegalArgumentException refused) {
            throw new SettingException(settings.path("url"), String.valueOf(refused.getMessage()));
        }
    }
}
