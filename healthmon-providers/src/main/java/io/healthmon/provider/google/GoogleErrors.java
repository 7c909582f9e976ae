package io.healthmon.provider.google;

import static io.healthmon.check.Cause.ASSERTION;
import static io.healthmon.check.Cause.CONFIGURATION;
import static io.healthmon.check.Cause.CREDENTIALS_EXPIRED;
import static io.healthmon.check.Cause.PERMISSION;
import static io.healthmon.check.Cause.QUOTA;
import static io.healthmon.check.Cause.RATE_LIMITED;
import static io.healthmon.check.Cause.SERVER_ERROR;
import static io.healthmon.provider.service.ErrorRow.row;
import static io.healthmon.provider.service.Signal.anyStatus;
import static io.healthmon.provider.service.Signal.serverError;
import static io.healthmon.provider.service.Signal.status;

import io.healthmon.provider.service.ErrorRow;
import io.healthmon.provider.service.ErrorTable;
import io.healthmon.provider.service.ServiceAnswer;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The errors of Gmail and Google Calendar. Limits come with 403 too, so the reason counts before the status. */
final class GoogleErrors {

    static final String STATUS_PAGE = "https://www.google.com/appsstatus/dashboard/";
    static final String GMAIL = "https://developers.google.com/workspace/gmail/api/guides/handle-errors";
    static final String CALENDAR = "https://developers.google.com/workspace/calendar/api/guides/errors";

    private static final String THROTTLED = "Google is throttling{wait? for *}.";
    private static final String CALL_LESS = "Check less often, and let what else calls Google back off exponentially.";
    private static final String OUTAGE = "Google has a server problem.";
    private static final String NEXT = "See the status page; the next check tries again.";

    /** Limits, and what is wrong for everybody. */
    private static final ErrorRow[] FIRST = {
        row(
                status(403, 429).code("rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED"),
                RATE_LIMITED,
                THROTTLED,
                CALL_LESS,
                CALENDAR),
        row(
                status(403, 429).code("dailyLimitExceeded", "quotaExceeded"),
                QUOTA,
                "The quota of the project or the calendar is used up.",
                "Wait until it is reset, or raise it in the Google Cloud console.",
                CALENDAR),
        row(status(429), RATE_LIMITED, THROTTLED, CALL_LESS, CALENDAR),
        row(
                status(403).code("accessNotConfigured", "SERVICE_DISABLED"),
                CONFIGURATION,
                "The API is not enabled in the Google Cloud project.",
                "Enable it in the Google Cloud console, below APIs & Services.",
                GMAIL),
        row(
                status(403).code("domainPolicy"),
                PERMISSION,
                "The Workspace administrator does not allow the app for this domain.",
                "Ask the administrator to allow it.",
                GMAIL)
    };

    /** What is wrong with the token of a user who connected. */
    private static final ErrorRow[] OF_USER = {
        row(
                status(401),
                CREDENTIALS_EXPIRED,
                "The access token has expired or is invalid.",
                "Refresh it; if that fails, the user must connect again.",
                GMAIL),
        row(
                status(403).code("insufficientPermissions", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"),
                PERMISSION,
                "The granted scopes do not cover this call.",
                "Let the user connect again and tick all permissions.",
                GMAIL),
        row(
                status(400).code("failedPrecondition", "FAILED_PRECONDITION"),
                CONFIGURATION,
                "The account has no Gmail, or is a service account without delegation.",
                "Let a user with a mailbox connect.",
                GMAIL)
    };

    /** What is wrong with the token of a service account. */
    private static final ErrorRow[] OF_ACCOUNT = {
        row(
                status(401),
                CREDENTIALS_EXPIRED,
                "The access token has expired or is invalid.",
                "The next check asks for a new one; if this stays, see whether the service account is enabled.",
                GMAIL),
        row(
                status(403).code("insufficientPermissions", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"),
                PERMISSION,
                "The granted scopes do not cover this call.",
                "Name one that does in \"scopes\", and let the administrator allow it to the service account.",
                GMAIL),
        row(
                status(400).code("failedPrecondition", "FAILED_PRECONDITION"),
                CONFIGURATION,
                "The account has no Gmail, or is a service account without delegation.",
                "Set \"subject\" to a user with a mailbox, and let the administrator delegate to the service account.",
                GMAIL)
    };

    /** What is wrong with a mailbox. */
    private static final ErrorRow[] MAILBOX = {
        row(
                status(200, 403).code("forbiddenForNonOrganizer", "forbidden"),
                PERMISSION,
                "There is no access to this mailbox.",
                "Let the user of the mailbox connect, or use a token of that user.",
                GMAIL),
        row(
                status(200, 404).code("notFound"),
                CONFIGURATION,
                "The mailbox does not exist for this user.",
                "Let the right user connect, or use a token of that user.",
                GMAIL)
    };

    /** What is wrong with a calendar for a user. */
    private static final ErrorRow[] CALENDAR_OF_USER = {
        row(
                status(200, 403).code("forbiddenForNonOrganizer", "forbidden"),
                PERMISSION,
                "The user has no access to this calendar.",
                "Share the calendar with the user, or correct \"calendarId\".",
                CALENDAR),
        row(
                status(200, 404).code("notFound"),
                CONFIGURATION,
                "The calendar or mailbox does not exist for this user.",
                "Correct \"calendarId\", or let the right user connect.",
                CALENDAR)
    };

    /** What is wrong with a calendar for a service account. */
    private static final ErrorRow[] CALENDAR_OF_ACCOUNT = {
        row(
                status(200, 403).code("forbiddenForNonOrganizer", "forbidden"),
                PERMISSION,
                "The service account has no access to this calendar.",
                "Share the calendar with it, or with the user in \"subject\", or correct \"calendarId\".",
                CALENDAR),
        row(
                status(200, 404).code("notFound"),
                CONFIGURATION,
                "The calendar does not exist for the service account, or for the user in \"subject\".",
                "Share the calendar with it, and use the call events, since its list holds none by itself; or correct \"calendarId\".",
                CALENDAR)
    };

    /** What Google is to blame for. */
    private static final ErrorRow[] LAST = {
        row(
                status(410).code("fullSyncRequired"),
                CONFIGURATION,
                "The sync token is too old, which this check does not send: something between changes requests.",
                "See what stands at \"baseUrl\" or \"proxy\".",
                CALENDAR),
        row(anyStatus("backendError", "internalError"), SERVER_ERROR, OUTAGE, NEXT, STATUS_PAGE),
        row(serverError(), SERVER_ERROR, OUTAGE, NEXT, STATUS_PAGE)
    };

    private GoogleErrors() {}

    /**
     * Returns the errors of Gmail.
     *
     * @param account whether the token is of a service account
     */
    static ErrorTable gmail(boolean account) {
        return table(account ? OF_ACCOUNT : OF_USER, MAILBOX, GMAIL);
    }

    /**
     * Returns the errors of Google Calendar.
     *
     * @param account whether the token is of a service account
     */
    static ErrorTable calendar(boolean account) {
        return account ? table(OF_ACCOUNT, CALENDAR_OF_ACCOUNT, CALENDAR) : table(OF_USER, CALENDAR_OF_USER, CALENDAR);
    }

    private static ErrorTable table(ErrorRow[] token, ErrorRow[] place, String documentation) {
        return ErrorTable.of(GoogleErrors::reasons, FIRST)
                .and(token)
                .and(place)
                .and(LAST)
                .and(unknown(documentation));
    }

    /** Returns the row of what nobody knows. */
    private static ErrorRow unknown(String documentation) {
        return row(
                status(200).code(),
                ASSERTION,
                "Google answers with the error {code}, which a check should not get.",
                "See what Google documents of it; if the request is at fault, report it to healthmon.",
                documentation);
    }

    /** Returns the reasons of an answer: those of the details, of the list of errors, the status, those of calendars. */
    private static Set<String> reasons(ServiceAnswer answer) {
        Set<String> reasons = new LinkedHashSet<>();
        Map<?, ?> error = group(field(answer.json(), "error"));
        each(field(error, "details"), reasons);
        each(field(error, "errors"), reasons);
        add(field(error, "status"), reasons);
        group(field(answer.json(), "calendars")).values().forEach(calendar -> each(field(calendar, "errors"), reasons));
        return reasons;
    }

    private static void each(@Nullable Object list, Collection<String> reasons) {
        Stream<?> elements = list instanceof List<?> some ? some.stream() : Stream.empty();
        elements.forEach(element -> add(field(element, "reason"), reasons));
    }

    private static void add(@Nullable Object reason, Collection<String> reasons) {
        if (reason instanceof String text) {
            reasons.add(text);
        }
    }

    private static Map<?, ?> group(@Nullable Object value) {
        return value instanceof Map<?, ?> fields ? fields : Map.of();
    }

    private static @Nullable Object field(@Nullable Object value, String name) {
        return group(value).get(name);
    }
}
