package io.healthmon.provider.slack;

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
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Builds checks of Slack, which ask whose token it is ({@code auth.test}).
 *
 * <pre>{@code
 * monitor.add(
 *         SlackCheck.integration("Slack").build(),
 *         SlackCheck.with(Secret.of(token)).team("T012AB3C4").scopes("chat:write").build());
 * }</pre>
 *
 * <p>Takes tokens of bots, users and apps; that of an app ({@code xapp-}) is the credential of Socket Mode, of which no
 * socket is opened; the application's own is watched by {@link SlackSocket}. Healthy is a token that Slack accepts, of the workspace and with the scopes that are named. The details
 * {@code team} and {@code app} hold the ids that Slack tells. A check without a token is unknown and asks nobody. Not safe
 * for use by multiple threads; the checks are.
 *
 * @since 0.1
 */
public final class SlackCheck {

    static final Service SERVICE = new Service(
            "slack",
            "Slack",
            "https://slack.com",
            SlackErrors.METHOD,
            SlackErrors.STATUS_PAGE,
            Duration.ofMinutes(5),
            3,
            "no scope",
            new CredentialSetting("token", "token", "SLACK_TOKEN"),
            "X-Slack-Req-Id");

    private final Credential token;
    private Route route = Route.direct();
    private @Nullable QuotaLimit quota;
    private @Nullable String team;
    private Set<String> scopes = Set.of();

    private SlackCheck(Credential token) {
        String wayOut = "use the token of a bot (xoxb-…), a user (xoxp-…) or an app (xapp-…)";
        this.token = token.refuse("https://", "the address of a webhook", wayOut);
    }

    /**
     * Begins a check with the token of a bot, a user or an app; one that is blank counts as missing.
     *
     * @throws IllegalArgumentException if it is the address of a webhook, or no token at all
     */
    public static SlackCheck with(Secret token) {
        return new SlackCheck(Credential.of(SERVICE.credential(), token));
    }

    /** Begins an integration with the defaults of this check: every 5 minutes, down after 3 failures. */
    public static IntegrationBuilder integration(String name) {
        return SERVICE.integration(name);
    }

    /** Returns what it takes to check Slack. */
    public static CheckCost cost() {
        return SERVICE.cost();
    }

    static ServiceCheck of(ServiceSettings settings) {
        SlackCheck check = new SlackCheck(settings.credential(SERVICE.credential()));
        settings.text("team", check::team);
        settings.each("scopes", check::scopes);
        settings.quota(check::quota);
        return check.via(settings.route()).service();
    }

    /** Sets the id of the workspace that the token has to be of, such as {@code T012AB3C4}. If not set, any will do. */
    public SlackCheck team(String id) {
        if (!id.matches("[TE][A-Z0-9]{2,30}")) {
            throw RefusedSettingException.ofText("team", id, "the id of a workspace, as T012AB3C4");
        }
        this.team = id;
        return this;
    }

    /** Sets the scopes that the token has to have, such as {@code chat:write}: without one it is down, unknown if Slack does not tell. If not set, none. */
    public SlackCheck scopes(String... required) {
        for (String scope : required) {
            if (!scope.matches("[a-z][a-z0-9_.:-]{0,60}")) {
                throw RefusedSettingException.ofText("scopes", scope, "scopes of Slack, as chat:write");
            }
        }
        this.scopes = new TreeSet<>(List.of(required));
        return this;
    }

    /**
     * Keeps what the answer tells of a quota in the details, as {@link QuotaHeadroom} reads it, and counts a healthy one as
     * degraded while less than a share is left, from 0 to 100 percent. If not set, it is not looked at.
     */
    public SlackCheck quota(int degradedBelowPercent) {
        this.quota = new QuotaLimit(degradedBelowPercent);
        return this;
    }

    /** Sets how to get to Slack. If not set, straight to {@code https://slack.com}. */
    public SlackCheck via(Route route) {
        this.route = route;
        return this;
    }

    /**
     * Returns the check; this builder may be used on.
     *
     * @throws IllegalArgumentException if the token is bound to other hosts, or a key or trust store cannot be read
     */
    public HealthCheck build() {
        return service();
    }

    private ServiceCheck service() {
        TokenOwner wanted = new TokenOwner(team, scopes);
        return ServiceCheck.bearer(
                new ServiceReader(SERVICE, SlackErrors.TABLE, wanted::judge),
                token,
                route,
                "/api/auth.test",
                ServiceCheck.minding(
                        quota,
                        request -> request.method("POST")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .body("")));
    }
}
