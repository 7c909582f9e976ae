package io.healthmon.provider.slack;

import io.healthmon.check.Cause;
import io.healthmon.check.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why Slack does without a connection of the application.
 *
 * @param words what Slack calls it; empty for whatever is in no other row
 * @param lasting whether somebody has to do something, so that waiting is of no use
 * @param message what happened; {@code {word}} stands for what Slack calls it
 */
record SocketError(List<String> words, boolean lasting, Cause cause, String message, String resolution, String link) {

    static final String SOCKET_MODE = "https://docs.slack.dev/apis/events-api/using-socket-mode";
    static final String OPEN = "https://docs.slack.dev/reference/methods/apps.connections.open";

    private static final String LIMITS = "https://docs.slack.dev/apis/web-api/rate-limits";
    private static final String STATUS_PAGE = SlackErrors.STATUS_PAGE;
    private static final String NEW_TOKEN =
            "Generate an app-level token (xapp-…) with the scope connections:write in the settings of the app, and give it"
                    + " to the application.";

    /** What stands in a {@code disconnect}; the other reasons are routine. */
    private static final List<SocketError> GOODBYES = List.of(
            lasting(
                    Cause.CONFIGURATION,
                    "Socket Mode is switched off in the settings of the Slack app ({word}).",
                    "Switch it on there and have the application connect again, or end its use of Socket Mode.",
                    SOCKET_MODE,
                    "link_disabled"),
            lasting(
                    Cause.CONFIGURATION,
                    "The Slack app has more sockets than Slack allows ({word}).",
                    "Slack allows 10 for each app: look for instances and forgotten processes with the same token, and end"
                            + " some.",
                    SOCKET_MODE,
                    "too_many_websockets"));

    /** What {@code apps.connections.open} answers; the last row is for whatever is in no other. */
    private static final List<SocketError> REFUSALS = List.of(
            lasting(
                    Cause.CREDENTIALS_MISSING,
                    "Slack opens no socket: no token reached it ({word}).",
                    "See whether the application has its app-level token (xapp-…), and sends it in the header"
                            + " Authorization.",
                    OPEN,
                    "not_authed"),
            lasting(
                    Cause.CREDENTIALS_INVALID,
                    "Slack opens no socket: it does not accept the token of the app ({word}).",
                    NEW_TOKEN,
                    OPEN,
                    "invalid_auth"),
            lasting(
                    Cause.CREDENTIALS_REVOKED,
                    "Slack opens no socket: the token of the app was revoked ({word}).",
                    NEW_TOKEN,
                    OPEN,
                    "token_revoked"),
            lasting(
                    Cause.CREDENTIALS_EXPIRED,
                    "Slack opens no socket: the token of the app has expired ({word}).",
                    NEW_TOKEN,
                    OPEN,
                    "token_expired"),
            lasting(
                    Cause.CREDENTIALS_REVOKED,
                    "Slack opens no socket: the user or the workspace behind the app is deactivated ({word}).",
                    "Install the app again, as somebody who is active.",
                    OPEN,
                    "account_inactive"),
            lasting(
                    Cause.CREDENTIALS_REVOKED,
                    "Slack opens no socket: the user behind the app is no longer in the workspace ({word}).",
                    "Install the app again, as somebody who is in the workspace.",
                    OPEN,
                    "user_removed_from_team"),
            lasting(
                    Cause.ACCOUNT,
                    "Slack opens no socket: the workspace is disabled ({word}).",
                    "Ask an owner of the workspace to have it enabled, or install the app in another.",
                    OPEN,
                    "team_disabled"),
            lasting(
                    Cause.CONFIGURATION,
                    "Slack opens no socket for this kind of token ({word}).",
                    NEW_TOKEN,
                    OPEN,
                    "not_allowed_token_type"),
            lasting(
                    Cause.PERMISSION,
                    "Slack opens no socket: the token of the app lacks the scope connections:write ({word}).",
                    NEW_TOKEN,
                    OPEN,
                    "missing_scope"),
            lasting(
                    Cause.PERMISSION,
                    "Slack opens no socket: a policy of the workspace denies it ({word}).",
                    "Ask an administrator of the workspace to allow the app, and this network.",
                    OPEN,
                    "no_permission",
                    "access_denied",
                    "ekm_access_denied",
                    "accesslimited"),
            passing(
                    Cause.ACCOUNT,
                    "Slack opens no socket while the workspace is being migrated ({word}).",
                    "Wait until it is done; then install the app again if it is still refused.",
                    OPEN,
                    "org_login_required",
                    "team_added_to_org"),
            passing(
                    Cause.RATE_LIMITED,
                    "Slack opens no socket, because the app asks for too many ({word}).",
                    "Let the application wait as long as Slack says; one socket a minute is what it grants for certain.",
                    LIMITS,
                    "ratelimited"),
            passing(
                    Cause.SERVER_ERROR,
                    "Slack opens no socket: it has a server problem ({word}).",
                    "See the status page; the application's next attempt may succeed.",
                    STATUS_PAGE,
                    "internal_error",
                    "fatal_error",
                    "service_unavailable",
                    "request_timeout"),
            passing(
                    Cause.ASSERTION,
                    "Slack opens no socket, with the error {word}.",
                    "See what Slack documents of it.",
                    OPEN));

    private static SocketError lasting(Cause cause, String message, String resolution, String link, String... words) {
        return new SocketError(List.of(words), true, cause, message, resolution, link);
    }

    private static SocketError passing(Cause cause, String message, String resolution, String link, String... words) {
        return new SocketError(List.of(words), false, cause, message, resolution, link);
    }

    /** Returns why Slack ended a connection, or null where that is routine. */
    static @Nullable SocketError ofGoodbye(String reason) {
        return find(GOODBYES, reason);
    }

    /** Returns why Slack refused a connection. */
    static SocketError ofRefusal(String error) {
        SocketError known = find(REFUSALS, error);
        return (known == null ? REFUSALS.get(REFUSALS.size() - 1) : known).named(error);
    }

    private static @Nullable SocketError find(List<SocketError> rows, String word) {
        for (SocketError row : rows) {
            if (row.words.contains(word)) {
                return row.named(word);
            }
        }
        return null;
    }

    private SocketError named(String word) {
        return new SocketError(words, lasting, cause, message.replace("{word}", word), resolution, link);
    }

    Problem problem() {
        return new Problem(cause, message, resolution, link);
    }

    /** Returns the problem of an application that has another connection, which works. */
    Problem problemBesideAnother() {
        return new Problem(cause, message + " Another socket of the application still works.", resolution, link);
    }
}
