package io.healthmon.provider.google;

import io.healthmon.check.HealthCheck;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.provider.http.CheckCost;
import io.healthmon.provider.http.Route;
import io.healthmon.provider.service.Service;
import io.healthmon.provider.service.ServiceReader;
import io.healthmon.provider.service.ServiceSettings;
import io.healthmon.provider.tls.RefusedSettingException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Builds checks of Gmail, which read the profile of a mailbox and no message.
 *
 * <pre>{@code
 * monitor.add(
 *         GmailCheck.integration("Mailbox").build(),
 *         GmailCheck.with(() -> AccessToken.of(Secret.of(store.accessToken())).expiring(store.expiry()))
 *                 .mailbox("orders@example.com")
 *                 .build());
 * }</pre>
 *
 * <p>Healthy is a token with which Gmail shows the mailbox that is meant. No text shows an address whole: of
 * {@code orders@example.com} the detail {@code mailbox} is {@code o…@example.com}. A check without a token is unknown and
 * asks nobody. Not safe for use by multiple threads; the checks are.
 *
 * @since 0.1
 */
public final class GmailCheck {

    static final Service SERVICE = new Service(
            "gmail",
            "Gmail",
            "https://gmail.googleapis.com",
            GoogleErrors.GMAIL,
            GoogleErrors.STATUS_PAGE,
            Duration.ofMinutes(1),
            3,
            "gmail.metadata or another scope that reads the profile, at 1 quota unit a call",
            RefreshToken.TOKEN,
            null);

    private final Origin origin;
    private Route route = Route.direct();
    private GmailCall call = GmailCall.PROFILE;
    private @Nullable String mailbox;
    private Set<String> scopes = Set.of();

    private GmailCheck(Origin origin) {
        this.origin = origin;
    }

    /** Begins a check with the tokens that the application uses itself, of which none is refreshed. */
    public static GmailCheck with(AccessTokens tokens) {
        return new GmailCheck(Origin.of(tokens));
    }

    /** Begins a check that gets its access tokens by a refresh token. */
    public static GmailCheck with(RefreshToken token) {
        return new GmailCheck(Origin.of(token));
    }

    /** Begins a check that gets its access tokens as a service account, which has to act for a user. */
    public static GmailCheck with(ServiceAccount account) {
        return new GmailCheck(Origin.of(account));
    }

    /** Begins an integration with the defaults of this check: every 60 s, down after 3 failures. */
    public static IntegrationBuilder integration(String name) {
        return SERVICE.integration(name);
    }

    /**
     * Returns what it takes to check Gmail; a refresh token or a service account takes some 30 calls a day beside, to the
     * token service.
     */
    public static CheckCost cost() {
        return SERVICE.cost();
    }

    static GoogleCheck of(ServiceSettings settings) {
        GmailCheck check = new GmailCheck(Origin.of(settings));
        settings.plain().choice("call", GmailCall.class).ifPresent(check::call);
        settings.text("mailbox", check::mailbox);
        settings.each("scopes", check::scopes);
        return check.via(settings.route()).google();
    }

    /** Sets what is asked for. Default: {@link GmailCall#PROFILE}. */
    public GmailCheck call(GmailCall call) {
        this.call = call;
        return this;
    }

    /**
     * Sets the address of the mailbox that the token has to be of, upper and lower case being equal: another is a problem of
     * the configuration. Told by {@link GmailCall#PROFILE} alone. If not set, any will do.
     */
    public GmailCheck mailbox(String address) {
        MailboxProfile.requireAddress(address);
        this.mailbox = address.strip();
        return this;
    }

    /**
     * Sets the scopes that the token has to have, such as {@code gmail.send}: without one it is down. Users can untick scopes
     * when they connect. If not set, one with which the call works.
     */
    public GmailCheck scopes(String... required) {
        Set<String> names = new TreeSet<>();
        for (String scope : required) {
            names.add(ScopeNeeds.shortName(scope));
        }
        this.scopes = names;
        return this;
    }

    /** Sets how to get to Gmail. If not set, straight to {@code https://gmail.googleapis.com}. */
    public GmailCheck via(Route route) {
        this.route = route;
        return this;
    }

    /**
     * Returns the check; this builder may be used on.
     *
     * @throws IllegalArgumentException if the mailbox is set with a call that does not tell it, a service account acts for
     *     nobody, a secret is bound to other hosts, or a key or trust store cannot be read
     */
    public HealthCheck build() {
        return google();
    }

    private GoogleCheck google() {
        if (mailbox != null && call != GmailCall.PROFILE) {
            throw new RefusedSettingException(
                    "mailbox",
                    "mailbox stands beside a call that does not tell it; use the call profile, or no mailbox",
                    null);
        }
        ServiceAccount account = origin.account();
        if (account != null && account.known() && account.subject() == null) {
            throw new RefusedSettingException(
                    "subject",
                    "subject is missing: a service account has no mailbox of its own; set subject to the address of a user"
                            + " for whom it may act",
                    null);
        }
        MailboxProfile profile = new MailboxProfile(call, mailbox);
        Service service = origin.service(SERVICE);
        return new GoogleCheck(
                new GoogleCall(
                        new ServiceReader(service, GoogleErrors.gmail(account != null), profile::judge),
                        route,
                        call.path(),
                        call.path(),
                        request -> request,
                        needs(service)),
                origin.tokens(service, route, scopes, call.scopes()));
    }

    private ScopeNeeds needs(Service service) {
        return new ScopeNeeds(
                service,
                call.scopes(),
                scopes,
                call == GmailCall.SEND,
                call == GmailCall.PROFILE ? List.of("gmail.send") : List.of(),
                origin.wayOut());
    }
}
