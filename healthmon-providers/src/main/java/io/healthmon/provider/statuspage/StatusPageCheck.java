package io.healthmon.provider.statuspage;

import io.healthmon.check.HealthCheck;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.provider.http.HttpCheck;
import io.healthmon.provider.http.RedirectPolicy;
import io.healthmon.provider.http.Route;
import java.time.Duration;
import java.util.List;

/**
 * Builds checks of a provider's status page itself.
 *
 * <pre>{@code
 * monitor.add(
 *         StatusPageCheck.integration("Stripe says").build(),
 *         StatusPageCheck.of("https://www.stripestatus.com").components("API").build());
 * }</pre>
 *
 * <p>Reads pages of Atlassian Statuspage and incident.io, of Google Workspace and of Slack. It is as bad as the worst of what
 * the page says of the whole and of its open incidents: down where it is critical or an outage, degraded where it is
 * less; announced maintenance and mere information leave it healthy. The detail {@code incidents} counts what is going on,
 * {@code incident.1} to {@code incident.5} name it, worst first. What a page says comes late, and says little of what this
 * application meets: a check of the service itself sees more. Not safe for use by multiple threads; the checks are.
 *
 * @since 0.1
 */
public final class StatusPageCheck {

    static final String TYPE = "status-page";
    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final int FAILURES = 2;

    private final PageAddress address;
    private List<String> components = List.of();
    private Route route = Route.direct();

    private StatusPageCheck(PageAddress address) {
        this.address = address;
    }

    /**
     * Begins a check of a page.
     *
     * @param url the page, or the JSON of it
     * @throws IllegalArgumentException if it does not begin with {@code http://} or {@code https://}
     */
    public static StatusPageCheck of(String url) {
        return new StatusPageCheck(PageAddress.of(url));
    }

    /** Begins an integration with the defaults of this check: every 5 minutes, down after 2 failures. */
    public static IntegrationBuilder integration(String name) {
        IntegrationBuilder integration = Integration.named(name).type(TYPE);
        apply(integration);
        return integration;
    }

    static void apply(IntegrationBuilder integration) {
        integration.every(INTERVAL).failureThreshold(FAILURES);
    }

    /**
     * Sets the components that count, by the names or ids that the page shows, or the products of Google and the services of
     * Slack. One that a page of Statuspage does not have is unknown. If not set, the whole page.
     */
    public StatusPageCheck components(String... some) {
        this.components = List.of(some);
        return this;
    }

    /**
     * Sets proxy and certificates. If not set, the JVM's.
     *
     * @throws IllegalArgumentException if the route leads to an address, as the page has its own
     */
    public StatusPageCheck via(Route way) {
        this.route = way.withoutAddress();
        return this;
    }

    /**
     * Returns the check; this builder may be used on.
     *
     * @throws IllegalArgumentException if a trust store cannot be read
     */
    public HealthCheck build() {
        return http();
    }

    HttpCheck http() {
        return route.beginAside(address.feed())
                .redirects(RedirectPolicy.ALWAYS)
                .header("Accept", "application/json")
                .readBy(new PageReader(address, components))
                .build();
    }
}
