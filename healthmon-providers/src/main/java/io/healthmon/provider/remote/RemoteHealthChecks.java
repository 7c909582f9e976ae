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
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Brings the type {@code remote-health} to configuration. Safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class RemoteHealthChecks implements HealthCheckProvider {

    /** By the answer itself. */
    private static final String AUTO = "auto";

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
            settings.parsed("format", RemoteHealthChecks::format)
                    .flatMap(Function.identity())
                    .ifPresent(check::format);
            HttpCheck http = check.via(Route.wayOf(settings)).http();
            integration.endpoint(http.endpoint());
            return StatusPage.explain(http, settings);
        } catch (RefusedSettingException refused) {
            throw new SettingException(settings.path(refused.setting()), String.valueOf(refused.getMessage()));
        }
    }

    /** Returns the form that a text names; empty where it is to be told by the answer. */
    private static Optional<RemoteFormat> format(String text) {
        String wanted = text.trim().toLowerCase(Locale.ROOT).replace('_', '-');
        Optional<RemoteFormat> named = Stream.of(RemoteFormat.values())
                .filter(form -> form.label().equals(wanted))
                .findFirst();
        if (named.isEmpty() && !wanted.equals(AUTO)) {
            String labels =
                    Stream.of(RemoteFormat.values()).map(RemoteFormat::label).collect(Collectors.joining(", "));
            throw new IllegalArgumentException("is not allowed; use one of " + AUTO + ", " + labels);
        }
        return named;
    }

    private static RemoteHealthCheck at(Settings settings, String url) {
        try {
            return RemoteHealthCheck.to(url);
        } catch (IllegalArgumentException refused) {
            throw new SettingException(settings.path("url"), String.valueOf(refused.getMessage()));
        }
    }
}
