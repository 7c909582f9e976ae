package io.healthmon.provider.service;

import io.healthmon.check.CheckType;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.provider.http.CheckCost;
import io.healthmon.provider.statuspage.StatusPage;
import io.healthmon.provider.tls.RefusedSettingException;
import io.healthmon.settings.SettingException;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a service before it is asked.
 *
 * @param type its name in configuration, such as {@code stripe}; also the provider of its integrations
 * @param name its name for people, such as {@code Stripe}
 * @param home scheme and host of its API
 * @param documentation where it explains its credentials and errors
 * @param statusPage where it tells of its own incidents
 * @param interval how often it is checked unless said otherwise
 * @param failureThreshold how many failures in a row make it down unless said otherwise
 * @param right what the credential has to be allowed
 * @param credential the setting with the credential
 * @param requestId the header in which it names a request, for its support; null for none
 */
public record Service(
        String type,
        String name,
        String home,
        String documentation,
        String statusPage,
        Duration interval,
        int failureThreshold,
        String right,
        CredentialSetting credential,
        @Nullable String requestId) {

    /** Returns what checking it takes at the default interval, at one call for each check. */
    public CheckCost cost() {
        return new CheckCost((int) Duration.ofDays(1).dividedBy(interval), right);
    }

    /** Returns the same at another address, where each customer has their own. */
    public Service at(String ownHome) {
        return new Service(
                type,
                name,
                ownHome,
                documentation,
                statusPage,
                interval,
                failureThreshold,
                right,
                credential,
                requestId);
    }

    /** Returns the same with another setting for the credential. */
    public Service with(CredentialSetting other) {
        return new Service(
                type, name, home, documentation, statusPage, interval, failureThreshold, right, other, requestId);
    }

    /** Begins an integration of this service with its defaults. */
    public IntegrationBuilder integration(String integrationName) {
        IntegrationBuilder integration = Integration.named(integrationName).type(type);
        apply(integration);
        return integration;
    }

    /**
     * Returns the type that configuration can name: its checks bring the defaults of this service, which the integration's
     * own settings come after; {@code statusPage} has their failures explained.
     *
     * @param maker makes a check of the settings that it knows
     */
    public CheckType type(Function<ServiceSettings, ServiceCheck> maker) {
        return type(maker, ServiceCheck::endpoint);
    }

    /**
     * Returns the type of checks of another class.
     *
     * @param endpoint returns the address that a check asks, as it may be shown
     */
    public <C extends HealthCheck> CheckType type(Function<ServiceSettings, C> maker, Function<C, String> endpoint) {
        return new CheckType(type, (settings, integration) -> {
            apply(integration);
            try {
                C check = maker.apply(new ServiceSettings(settings));
                integration.endpoint(endpoint.apply(check));
                return StatusPage.explain(check, settings, name, statusPage);
            } catch (RefusedSettingException refused) {
                throw new SettingException(settings.path(refused.setting()), String.valueOf(refused.getMessage()));
            }
        });
    }

    private void apply(IntegrationBuilder integration) {
        integration
                .provider(type)
                .every(interval)
                .failureThreshold(failureThreshold)
                .documentation(documentation);
    }
}
