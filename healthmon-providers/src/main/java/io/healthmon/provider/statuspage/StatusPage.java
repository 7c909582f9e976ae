package io.healthmon.provider.statuspage;

import io.healthmon.check.HealthCheck;
import io.healthmon.egress.TargetGuard;
import io.healthmon.provider.http.Route;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.util.List;
import java.util.Optional;

/**
 * A provider's own status page as evidence that explains failures of checks.
 *
 * <pre>{@code
 * HealthCheck payments = StatusPage.of("Stripe", "https://www.stripestatus.com")
 *         .explain(StripeCheck.with(key).build());
 * }</pre>
 *
 * <p>Reads pages of Atlassian Statuspage and incident.io, of Google Workspace and of Slack. A check that is explained by one
 * stays as good or bad as it is: only when it is down or degraded because the provider does not answer, not in time or not
 * as it should, the page is looked at. What it reports stands in the detail {@code statusPage} and, where it reports an
 * incident or maintenance, in one sentence of the resolution. A page is read at most once in 5 minutes for all checks of the
 * process, within 10 s; a result waits for it no longer than 3 s, nor than half of the time that is left of its limit, and
 * where it is not known by then, the next one tells. Immutable; safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class StatusPage {

    private final String name;
    private final PageAddress address;
    private final List<String> components;
    private final Optional<String> product;
    private final Route route;

    private StatusPage(
            String name, PageAddress address, List<String> components, Optional<String> product, Route route) {
        this.name = name;
        this.address = address;
        this.components = components;
        this.product = product;
        this.route = route;
    }

    /**
     * Returns the page of a provider.
     *
     * @param name the provider's name for people
     * @param url the page, or the JSON of it
     * @throws IllegalArgumentException if it does not begin with {@code http://} or {@code https://}
     */
    public static StatusPage of(String name, String url) {
        return new StatusPage(name, PageAddress.of(url), List.of(), Optional.empty(), Route.direct());
    }

    /** Returns the same for some components alone, by the names or ids that the page shows. If not called, for all. */
    public StatusPage components(String... some) {
        return new StatusPage(name, address, List.of(some), product, route);
    }

    /**
     * Returns the same by a proxy, or trusting other certificates; no certificate is shown. If not called, the JVM's.
     *
     * @throws IllegalArgumentException if the route leads to an address, as the page has its own
     */
    public StatusPage via(Route way) {
        return new StatusPage(name, address, components, product, way.withoutAddress());
    }

    /**
     * Returns a check like another, whose failures this page explains; it can be moved and guarded as the other can.
     *
     * @throws IllegalArgumentException if it goes on from its own results, as a heartbeat does
     */
    public HealthCheck explain(HealthCheck check) {
        SharedPage page = SharedPage.of(new SharedPage.Source(address, route, TargetGuard.none()));
        return ExplainedCheck.of(check, new Evidence(name, components, product, page));
    }

    /**
     * Returns a check of a service with its failures explained, if its settings ask for that: {@code statusPage} is true or
     * the address of another page, {@code statusPageComponents} what of it counts.
     *
     * @param service the name of the service; of a page of many products, only this one counts
     * @param url the page that the service itself has
     * @throws SettingException if a setting cannot be used
     */
    public static HealthCheck explain(HealthCheck check, Settings settings, String service, String url) {
        return explain(check, settings, service, Optional.of(url), Optional.of(service));
    }

    /**
     * Returns a check of something that has no page of its own with its failures explained, if its settings ask for that:
     * {@code statusPage} is the address of a page, {@code statusPageComponents} what of it counts, and {@code provider} whose
     * page it is.
     *
     * @throws SettingException if a setting cannot be used
     */
    public static HealthCheck explain(HealthCheck check, Settings settings) {
        String provider = settings.text("provider").map(String::strip).orElse("");
        String name = provider.isEmpty() ? "The provider" : provider;
        return explain(check, settings, name, Optional.empty(), Optional.empty());
    }

    private static HealthCheck explain(
            HealthCheck check, Settings settings, String name, Optional<String> own, Optional<String> product) {
        String wanted = settings.text("statusPage").map(String::trim).orElse("false");
        List<String> some = settings.texts("statusPageComponents");
        if (wanted.isEmpty() || wanted.equalsIgnoreCase("false")) {
            return check;
        }
        Optional<String> url = wanted.equalsIgnoreCase("true") ? own : Optional.of(wanted);
        if (url.filter(address -> address.contains("://")).isEmpty()) {
            throw settings.wrongText(
                    "statusPage",
                    wanted,
                    (own.isPresent() ? "true, false" : "false")
                            + " or the address of a page that begins with https://");
        }
        try {
            PageAddress address = PageAddress.of("statusPage", url.get());
            return new StatusPage(name, address, some, product, Route.wayOf(settings)).explain(check);
        } catch (SettingException located) {
            throw located;
        } catch (IllegalArgumentException refused) {
            throw new SettingException(settings.path("statusPage"), String.valueOf(refused.getMessage()));
        }
    }
}
