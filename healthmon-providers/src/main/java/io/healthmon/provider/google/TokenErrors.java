package io.healthmon.provider.google;

import static io.healthmon.check.Cause.ASSERTION;
import static io.healthmon.check.Cause.CONFIGURATION;
import static io.healthmon.check.Cause.CREDENTIALS_EXPIRED;
import static io.healthmon.check.Cause.CREDENTIALS_REVOKED;
import static io.healthmon.check.Cause.PERMISSION;
import static io.healthmon.check.Cause.RATE_LIMITED;
import static io.healthmon.check.Cause.SERVER_ERROR;
import static io.healthmon.provider.service.ErrorRow.row;
import static io.healthmon.provider.service.Signal.anyCode;
import static io.healthmon.provider.service.Signal.anyStatus;
import static io.healthmon.provider.service.Signal.serverError;
import static io.healthmon.provider.service.Signal.status;

import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Problem;
import io.healthmon.provider.service.ErrorRow;
import io.healthmon.provider.service.ErrorTable;
import io.healthmon.provider.service.ServiceAnswer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The errors of the token service, after RFC 6749 and as Google has them; the more precise code first. */
final class TokenErrors {

    static final String OAUTH = "https://developers.google.com/identity/protocols/oauth2";
    private static final String EXPIRATION = OAUTH + "#expiration";
    private static final String SESSIONS = "https://support.google.com/a/answer/9368756";
    private static final String RFC = "https://www.rfc-editor.org/rfc/rfc6749#section-5.2";

    private static final String BUSY = "Google's token service is busy.";
    private static final String NEXT = "The next check tries again.";

    private static final ErrorRow NEW_LOGIN = row(
            anyStatus("invalid_rapt", "rapt_required"),
            CREDENTIALS_EXPIRED,
            "A Workspace session-control policy requires a new login.",
            "Let the user log in and connect again, or exempt the app from the policy.",
            SESSIONS);
    private static final ErrorRow REVOKED = row(
            anyStatus("invalid_grant"),
            CREDENTIALS_REVOKED,
            "Google no longer accepts the refresh token.",
            "The user must connect again. If this happens every 7 days, publish the OAuth app, whose status is Testing.",
            EXPIRATION);
    private static final ErrorRow CLIENT = row(
            anyStatus("invalid_client"),
            CONFIGURATION,
            "Client id or secret is wrong, or the client was deleted.",
            "Compare both with the OAuth client in the Google Cloud console.",
            OAUTH);
    private static final ErrorRow OTHER_CLIENT = row(
            anyStatus("unauthorized_client"),
            CONFIGURATION,
            "The refresh token belongs to another client, or the grant type is not allowed.",
            "Use id and secret of the client that the user connected with.",
            OAUTH);
    private static final ErrorRow SCOPE = row(
            anyStatus("invalid_scope"),
            CONFIGURATION,
            "A requested scope is not allowed for this client.",
            "See the scopes of the app in the Google Cloud console; then let the user connect again.",
            OAUTH);
    private static final ErrorRow ADMINISTRATOR = row(
                    anyStatus("admin_policy_enforced"),
                    PERMISSION,
                    "The Workspace administrator blocks this app.",
                    "Ask the administrator to allow the app and its scopes.",
                    OAUTH)
            .as(HealthStatus.DOWN);
    private static final ErrorRow MALFORMED = row(
            anyStatus("invalid_request", "unsupported_grant_type"),
            CONFIGURATION,
            "The token service does not understand the request ({code}).",
            "See whether \"tokenUrl\" is a token service that refreshes by RFC 6749, and the refresh token is whole.",
            RFC);
    private static final ErrorRow OUTAGE = row(
            anyStatus("temporarily_unavailable", "server_error"), SERVER_ERROR, BUSY, NEXT, GoogleErrors.STATUS_PAGE);

    private static final ErrorRow OUTAGE_OF_APPLICATION = row(
            anyStatus("temporarily_unavailable", "server_error"),
            SERVER_ERROR,
            BUSY,
            "The application has to refresh again; see its log if this stays.",
            GoogleErrors.STATUS_PAGE);

    private static final ErrorRow UNKNOWN = row(
            anyCode(),
            ASSERTION,
            "The token service answers with the error {code}, which is not known here.",
            "See what it documents of it; if the request is at fault, report it to healthmon.",
            RFC);

    static final ErrorTable TABLE = ErrorTable.of(TokenErrors::codes, busy())
            .and(NEW_LOGIN, REVOKED, CLIENT, OTHER_CLIENT, SCOPE, MALFORMED)
            .and(forAll());

    private static final Map<String, ErrorRow> OF_APPLICATION = Map.of(
            "invalid_rapt",
            NEW_LOGIN,
            "rapt_required",
            NEW_LOGIN,
            "invalid_grant",
            REVOKED,
            "invalid_client",
            CLIENT,
            "unauthorized_client",
            OTHER_CLIENT,
            "invalid_scope",
            SCOPE,
            "admin_policy_enforced",
            ADMINISTRATOR,
            "temporarily_unavailable",
            OUTAGE_OF_APPLICATION,
            "server_error",
            OUTAGE_OF_APPLICATION);

    private TokenErrors() {}

    /** Returns the rows that count whatever the error is called. */
    static ErrorRow[] busy() {
        return new ErrorRow[] {
            row(status(429), RATE_LIMITED, BUSY, NEXT, GoogleErrors.STATUS_PAGE),
            row(status(408), SERVER_ERROR, BUSY, NEXT, GoogleErrors.STATUS_PAGE),
            row(serverError(), SERVER_ERROR, BUSY, NEXT, GoogleErrors.STATUS_PAGE)
        };
    }

    /** Returns the rows that mean the same whoever asks; they come last. */
    static ErrorRow[] forAll() {
        return new ErrorRow[] {ADMINISTRATOR, OUTAGE, UNKNOWN};
    }

    /** Returns the codes of an answer, the more precise first. */
    static List<String> codes(ServiceAnswer answer) {
        return Stream.of("error_subtype", "error")
                .flatMap(name -> answer.at(name).stream())
                .toList();
    }

    /** Returns what the error means that the application's own last refresh ended with. */
    static CheckResult ofApplication(String error) {
        ErrorRow known = OF_APPLICATION.get(error);
        if (known != null) {
            return CheckResult.down(new Problem(known.cause(), known.message(), known.resolution(), known.link()));
        }
        // why: whatever the application puts there may hold more than a word.
        String shown = error.matches("[A-Za-z][A-Za-z0-9_]{0,40}") ? " (" + error + ")" : "";
        return CheckResult.down(new Problem(
                SERVER_ERROR,
                "The application's last refresh of its access token failed" + shown + ".",
                "See the log of the application.",
                OAUTH));
    }
}
