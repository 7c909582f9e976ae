package io.healthmon.provider.resend;

import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.provider.http.CheckCost;
import io.healthmon.provider.http.Route;
import io.healthmon.provider.quota.QuotaHeadroom;
import io.healthmon.provider.quota.QuotaLimit;
import io.healthmon.provider.service.Credential;
import io.healthmon.provider.service.CredentialSetting;
import io.healthmon.provider.service.Service;
import io.healthmon.provider.service.ServiceCheck;
import io.healthmon.provider.service.ServiceReader;
import io.healthmon.provider.service.ServiceSettings;
import io.healthmon.provider.tls.RefusedSettingException;
import io.healthmon.secret.Secret;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Builds checks of Resend, which read the domains of the team.
 *
 * <pre>{@code
 * monitor.add(
 *         ResendCheck.integration("Mail").build(),
 *         ResendCheck.with(Secret.of(key)).domain("example.com").build());
 * }</pre>
 *
 * <p>Healthy is a key that Resend knows and, where a domain is named, a domain that may send. A key that may only send
 * cannot read domains: that is healthy too, and the detail {@code reduced} says so. A check without a key is unknown and
 * asks nobody. Not safe for use by multiple threads; the checks are.
 *
 * @since 0.1
 */
public final class ResendCheck {

    static final Service SERVICE = new Service(
            "resend",
            "Resend",
            "https://api.resend.com",
            ResendErrors.ERRORS,
            ResendErrors.STATUS_PAGE,
            Duration.ofMinutes(1),
            3,
            "full access, to read the status of domains; sending access for the key alone",
            new CredentialSetting("apiKey", "API key", "RESEND_API_KEY"),
            null);

    private final Credential key;
    private Route route = Route.direct();
    private @Nullable QuotaLimit quota;
    private @Nullable String domain;

    private ResendCheck(Credential key) {
        this.key = key.refuse("whsec_", "the secret of a webhook", "use an API key (re_…)");
    }

    /**
     * Begins a check with an API key; one that is blank counts as missing.
     *
     * @throws IllegalArgumentException if it is the secret of a webhook, or no key at all
     */
    public static ResendCheck with(Secret apiKey) {
        return new ResendCheck(Credential.of(SERVICE.credential(), apiKey));
    }

    /** Begins an integration with the defaults of this check: every minute, down after 3 failures. */
    public static IntegrationBuilder integration(String name) {
        return SERVICE.integration(name);
    }

    /** Returns what it takes to check Resend. */
    public static CheckCost cost() {
        return SERVICE.cost();
    }

    static ServiceCheck of(ServiceSettings settings) {
        ResendCheck check = new ResendCheck(settings.credential(SERVICE.credential()));
        settings.text("domain", check::domain);
        settings.quota(check::quota);
        return check.via(settings.route()).service();
    }

    /** Sets the domain that mail is sent from, such as {@code example.com}. If not set, no domain is looked at. */
    public ResendCheck domain(String domain) {
        String lower = domain.strip().toLowerCase(Locale.ROOT);
        if (!lower.matches("[a-z0-9-]+(\\.[a-z0-9-]+)+")) {
            throw RefusedSettingException.ofText("domain", domain, "the domain that mail is sent from, as example.com");
        }
        this.domain = lower;
        return this;
    }

    /**
     * Keeps what the answer tells of a quota in the details, as {@link QuotaHeadroom} reads it, and counts a healthy one as
     * degraded while less than a share is left, from 0 to 100 percent. If not set, it is not looked at.
     */
    public ResendCheck quota(int degradedBelowPercent) {
        this.quota = new QuotaLimit(degradedBelowPercent);
        return this;
    }

    /** Sets how to get to Resend. If not set, straight to {@code https://api.resend.com}. */
    public ResendCheck via(Route route) {
        this.route = route;
        return this;
    }

    /**
     * Returns the check; this builder may be used on.
     *
     * @throws IllegalArgumentException if the key is bound to other hosts, or a key or trust store cannot be read
     */
    public HealthCheck build() {
        return service();
    }

    private ServiceCheck service() {
        String sender = domain;
        ServiceReader reader = new ServiceReader(SERVICE, ResendErrors.TABLE, (list, answer) -> {
            SendingDomains domains = SendingDomains.read(list);
            return sender == null ? CheckResult.healthy() : domains.judge(sender, answer);
        });
        return ServiceCheck.bearer(
                reader, key, route, "/domains?limit=100", ServiceCheck.minding(quota, request -> request));
    }
}
