package io.healthmon.provider.google;

import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.json.Json;
import io.healthmon.provider.http.CheckCost;
import io.healthmon.provider.http.HttpCheckBuilder;
import io.healthmon.provider.http.Route;
import io.healthmon.provider.service.Service;
import io.healthmon.provider.service.ServiceReader;
import io.healthmon.provider.service.ServiceSettings;
import io.healthmon.provider.service.Shape;
import io.healthmon.provider.tls.RefusedSettingException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Builds checks of Google Calendar, which look at a calendar and at no event.
 *
 * <pre>{@code
 * monitor.add(
 *         CalendarCheck.integration("Calendar").build(),
 *         CalendarCheck.with(RefreshToken.of(clientId, clientSecret, refreshToken)).role("writer").build());
 * }</pre>
 *
 * <p>Healthy is a token with which Google shows the calendar, and the user has the role that is meant; the detail
 * {@code accessRole} tells which he has. No text shows the id of a calendar, which may be an address. A check without a
 * token is unknown and asks nobody. Not safe for use by multiple threads; the checks are.
 *
 * @since 0.1
 */
public final class CalendarCheck {

    static final Service SERVICE = new Service(
            "google-calendar",
            "Google Calendar",
            "https://www.googleapis.com",
            GoogleErrors.CALENDAR,
            GoogleErrors.STATUS_PAGE,
            Duration.ofMinutes(1),
            3,
            "calendar.calendarlist.readonly or another scope that reads the list of calendars, at 1 query a call",
            RefreshToken.TOKEN,
            null);

    private static final String FROM = "2025-01-01T00:00:00Z";
    private static final String TO = "2025-01-01T00:01:00Z";

    private final Origin origin;
    private Route route = Route.direct();
    private CalendarCall call = CalendarCall.CALENDAR;
    private String calendarId = "primary";
    private @Nullable String role;
    private Set<String> scopes = Set.of();

    private CalendarCheck(Origin origin) {
        this.origin = origin;
    }

    /** Begins a check with the tokens that the application uses itself, of which none is refreshed. */
    public static CalendarCheck with(AccessTokens tokens) {
        return new CalendarCheck(Origin.of(tokens));
    }

    /** Begins a check that gets its access tokens by a refresh token. */
    public static CalendarCheck with(RefreshToken token) {
        return new CalendarCheck(Origin.of(token));
    }

    /** Begins a check that gets its access tokens as a service account. */
    public static CalendarCheck with(ServiceAccount account) {
        return new CalendarCheck(Origin.of(account));
    }

    /** Begins an integration with the defaults of this check: every 60 s, down after 3 failures. */
    public static IntegrationBuilder integration(String name) {
        return SERVICE.integration(name);
    }

    /**
     * Returns what it takes to check a calendar; a refresh token or a service account takes some 30 calls a day beside, to the
     * token service.
     */
    public static CheckCost cost() {
        return SERVICE.cost();
    }

    static GoogleCheck of(ServiceSettings settings) {
        CalendarCheck check = new CalendarCheck(Origin.of(settings));
        settings.plain().choice("call", CalendarCall.class).ifPresent(check::call);
        settings.text("calendarId", check::calendarId);
        settings.text("role", check::role);
        settings.each("scopes", check::scopes);
        return check.via(settings.route()).google();
    }

    /** Sets what is asked for. Default: {@link CalendarCall#CALENDAR}. */
    public CalendarCheck call(CalendarCall call) {
        this.call = call;
        return this;
    }

    /** Sets the id of the calendar, which is often an address. Default: {@code primary}, the user's own. */
    public CalendarCheck calendarId(String id) {
        String bare = id.strip();
        if (!bare.matches("[^\\s\\p{Cntrl}]{1,300}")) {
            throw new IllegalArgumentException("calendarId \"" + id
                    + "\" is not allowed; use primary or the id of a calendar, as team@group.calendar.google.com");
        }
        this.calendarId = bare;
        return this;
    }

    /**
     * Sets the least role that the user has to have: {@code freeBusyReader}, {@code reader},
     * {@code writerWithoutPrivateAccess}, {@code writer} or {@code owner}. With less the calendar is down. If not set, any
     * will do.
     */
    public CalendarCheck role(String least) {
        this.role = new CalendarEntry(least.strip()).role();
        return this;
    }

    /**
     * Sets the scopes that the token has to have, such as {@code calendar.events}: without one it is down. Users can untick
     * scopes when they connect. If not set, one with which the call works.
     */
    public CalendarCheck scopes(String... required) {
        Set<String> names = new TreeSet<>();
        for (String scope : required) {
            names.add(ScopeNeeds.shortName(scope));
        }
        this.scopes = names;
        return this;
    }

    /** Sets how to get to Google. If not set, straight to {@code https://www.googleapis.com}. */
    public CalendarCheck via(Route route) {
        this.route = route;
        return this;
    }

    /**
     * Returns the check; this builder may be used on.
     *
     * @throws IllegalArgumentException if the role is set with a call that does not tell it, a secret is bound to other
     *     hosts, or a key or trust store cannot be read
     */
    public HealthCheck build() {
        return google();
    }

    private GoogleCheck google() {
        if (role != null && call == CalendarCall.FREE_BUSY) {
            throw new RefusedSettingException(
                    "role",
                    "role stands beside the call free-busy, which does not tell it; use another call, or no role",
                    null);
        }
        CalendarEntry entry = new CalendarEntry(role);
        boolean tellsRole = call != CalendarCall.FREE_BUSY;
        String id = URLEncoder.encode(calendarId, StandardCharsets.UTF_8);
        Service service = origin.service(SERVICE);
        return new GoogleCheck(
                new GoogleCall(
                        new ServiceReader(
                                service,
                                GoogleErrors.calendar(origin.account() != null),
                                (answer, http) -> tellsRole ? entry.judge(answer, http) : busy(answer)),
                        route,
                        call.path(id),
                        call.collection(),
                        tellsRole ? request -> request : asking(calendarId),
                        new ScopeNeeds(service, call.scopes(), scopes, false, List.of(), origin.wayOut())),
                origin.tokens(service, route, scopes, call.scopes()));
    }

    /** A minute of the past tells as well as any other whether the calendar may be looked at. */
    private static UnaryOperator<HttpCheckBuilder> asking(String id) {
        String body = new String(
                Json.write(Map.of("timeMin", FROM, "timeMax", TO, "items", List.of(Map.of("id", id)))),
                StandardCharsets.UTF_8);
        return request -> request.method("POST").body(body);
    }

    private static CheckResult busy(Shape answer) {
        Shape unused = answer.group("calendars");
        return CheckResult.healthy();
    }
}
