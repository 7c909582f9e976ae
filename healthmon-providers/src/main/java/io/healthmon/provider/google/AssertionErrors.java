package io.healthmon.provider.google;

import static io.healthmon.check.Cause.CONFIGURATION;
import static io.healthmon.check.Cause.CREDENTIALS_INVALID;
import static io.healthmon.check.Cause.CREDENTIALS_REVOKED;
import static io.healthmon.check.Cause.PERMISSION;
import static io.healthmon.provider.service.ErrorRow.row;
import static io.healthmon.provider.service.Signal.anyStatus;

import io.healthmon.check.HealthStatus;
import io.healthmon.provider.service.ErrorRow;
import io.healthmon.provider.service.ErrorTable;
import io.healthmon.provider.service.ServiceAnswer;
import io.healthmon.settings.DurationText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** What the token service says to service accounts; what it says to all comes after it. */
final class AssertionErrors {

    private static final String ACCOUNTS = "https://developers.google.com/identity/protocols/oauth2/service-account";
    private static final String DELEGATION = "https://support.google.com/a/answer/162106";
    private static final String CONSOLE = "in the Google Cloud console, below IAM & Admin, Service Accounts";

    private static final ErrorRow CLOCK = row(
            anyStatus("invalid_grant").text("reasonable timeframe"),
            CONFIGURATION,
            "The clock of this machine is wrong{skew}, so Google does not believe the service account.",
            "Let the machine set its clock by NTP.",
            ACCOUNTS);
    private static final ErrorRow KEY = row(
            anyStatus("invalid_grant").text("Invalid JWT Signature"),
            CREDENTIALS_INVALID,
            "Google does not know the key of the service account: it was deleted or disabled, has expired, or is another"
                    + " account's.",
            "See the keys of the account " + CONSOLE + "; put the file of a new one in \"serviceAccount\" and restart.",
            ACCOUNTS);
    private static final ErrorRow SUBJECT = row(
            // why: "Not a valid email", "Invalid email or User ID"
            anyStatus("invalid_grant").text("alid email"),
            CONFIGURATION,
            "The user for whom the service account acts does not exist.",
            "Correct \"subject\": the address of a user in the Workspace, not of a group or a personal account.",
            ACCOUNTS);
    private static final ErrorRow GONE = row(
            anyStatus("invalid_grant").text("account not found"),
            CREDENTIALS_REVOKED,
            "The service account does not exist any more.",
            "Create one anew " + CONSOLE + ", and put the file of its key in \"serviceAccount\".",
            ACCOUNTS);
    private static final ErrorRow OTHERWISE = row(
            anyStatus("invalid_grant"),
            CREDENTIALS_INVALID,
            "Google does not accept what the service account signed.",
            "Compare the clock of this machine and \"subject\", and see whether the key is still enabled " + CONSOLE
                    + ".",
            ACCOUNTS);
    private static final ErrorRow DISABLED = row(
            anyStatus("disabled_client"),
            CREDENTIALS_REVOKED,
            "The service account or its key is disabled.",
            "Enable it " + CONSOLE + ", or put the file of another key in \"serviceAccount\".",
            ACCOUNTS);
    private static final ErrorRow CLIENT = row(
            anyStatus("invalid_client", "deleted_client"),
            CONFIGURATION,
            "Google does not know the service account ({code}), or it was deleted.",
            "See whether it is there " + CONSOLE + ", and whether \"serviceAccount\" is the file of its key.",
            ACCOUNTS);
    private static final ErrorRow DELEGATED = row(
            anyStatus("unauthorized_client"),
            CONFIGURATION,
            "The service account may not act for the user in \"subject\", or not with these scopes.",
            "Let the administrator add its client id, the number, with the scopes of the check in the Admin console, below"
                    + " Security, API controls, Domain-wide delegation; that may take up to 24 hours.",
            DELEGATION);
    private static final ErrorRow DENIED = row(
                    anyStatus("access_denied"),
                    PERMISSION,
                    "The administrator has not allowed all scopes of the check to the service account.",
                    "Let the administrator add them to its client id in the Admin console, below Security, API controls, Domain-wide"
                            + " delegation, or name those that it has in \"scopes\".",
                    DELEGATION)
            .as(HealthStatus.DOWN);
    private static final ErrorRow OUTSIDER = row(
                    anyStatus("org_internal"),
                    PERMISSION,
                    "The project of the service account is closed to users of other organizations.",
                    "Use a service account of the organization that the user in \"subject\" is in.",
                    ACCOUNTS)
            .as(HealthStatus.DOWN);
    private static final ErrorRow SCOPE = row(
            anyStatus("invalid_scope"),
            CONFIGURATION,
            "A scope that is asked for does not exist.",
            "Correct \"scopes\"; those of Google stand at https://developers.google.com/identity/protocols/oauth2/scopes.",
            ACCOUNTS);
    private static final ErrorRow MALFORMED = row(
            anyStatus("invalid_request", "unsupported_grant_type"),
            CONFIGURATION,
            "The token service does not understand the request ({code}).",
            "See whether \"tokenUrl\" is a token service that takes signed requests after RFC 7523, as Google's does.",
            "https://www.rfc-editor.org/rfc/rfc7523#section-3");

    private AssertionErrors() {}

    /**
     * Returns the table for an answer to what was signed at a moment. A service that is busy counts before it all.
     *
     * @param now by the clock of this machine
     */
    static ErrorTable table(Instant now) {
        return ErrorTable.of(TokenErrors::codes, TokenErrors.busy())
                .and(
                        CLOCK, KEY, SUBJECT, GONE, OTHERWISE, DISABLED, CLIENT, DELEGATED, DENIED, OUTSIDER, SCOPE,
                        MALFORMED)
                .and(TokenErrors.forAll())
                .fact("skew", answer -> skew(answer, now));
    }

    /** Returns how wrong the clock is, by that of the token service, where that is more than what an answer may take. */
    private static Optional<String> skew(ServiceAnswer answer, Instant now) {
        return answer.http().header("Date").flatMap(AssertionErrors::moment).flatMap(theirs -> {
            Duration ahead =
                    Duration.ofMinutes(Math.round(Duration.between(theirs, now).toSeconds() / 60.0));
            String which = ahead.isNegative() ? "behind" : "ahead of";
            return ahead.isZero()
                    ? Optional.empty()
                    : Optional.of(": it is " + DurationText.format(ahead.abs()) + " " + which + " Google's");
        });
    }

    private static Optional<Instant> moment(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
