package io.healthmon.provider.resend;

import static io.healthmon.check.Cause.ACCOUNT;
import static io.healthmon.check.Cause.CONFIGURATION;
import static io.healthmon.check.Cause.CREDENTIALS_INVALID;
import static io.healthmon.check.Cause.CREDENTIALS_MISSING;
import static io.healthmon.check.Cause.QUOTA;
import static io.healthmon.check.Cause.RATE_LIMITED;
import static io.healthmon.check.Cause.SERVER_ERROR;
import static io.healthmon.provider.service.ErrorRow.reduced;
import static io.healthmon.provider.service.ErrorRow.row;
import static io.healthmon.provider.service.Signal.serverError;
import static io.healthmon.provider.service.Signal.status;

import io.healthmon.check.HealthStatus;
import io.healthmon.provider.service.ErrorTable;
import java.util.regex.Pattern;

/** The errors of Resend, told by the {@code name} in its JSON. */
final class ResendErrors {

    static final String STATUS_PAGE = "https://resend-status.com";
    static final String ERRORS = "https://resend.com/docs/api-reference/errors";
    private static final String LIMITS = "https://resend.com/docs/api-reference/rate-limit";

    /** What Cloudflare says, in plain text or between tags; the number alone may stand in any page. */
    private static final Pattern BLOCKED =
            Pattern.compile("(?i)\\berror(?: code)?:?\\s*(?:<[^<>]{0,80}>\\s*){0,4}1010\\b");

    private static final String NEW_KEY = "Create a new key in the dashboard of Resend and put it in \"apiKey\".";

    static final ErrorTable TABLE = ErrorTable.of(
            "name",
            reduced(
                    status(401).code("restricted_api_key"),
                    "The key is valid but may only send, so the status of domains cannot be read. Use a key with full"
                            + " access for a deeper check."),
            row(
                    status(401).code("missing_api_key"),
                    CREDENTIALS_MISSING,
                    "No API key reached Resend.",
                    "See whether a proxy takes the header Authorization away, and whether \"apiKey\" holds re_….",
                    ERRORS),
            row(
                    status(403).code("invalid_api_key"),
                    CREDENTIALS_INVALID,
                    "Resend does not know this key.",
                    NEW_KEY,
                    ERRORS),
            // why: older answers.
            row(
                    status(400, 403).code("validation_error").text("API key is invalid"),
                    CREDENTIALS_INVALID,
                    "Resend does not know this key.",
                    NEW_KEY,
                    ERRORS),
            row(
                    status(403).page(BLOCKED),
                    CONFIGURATION,
                    "Cloudflare blocked the request: the User-Agent did not reach Resend.",
                    "See whether a proxy takes the header User-Agent away or puts another in its place.",
                    "https://www.resend.com/docs/api-reference/"),
            row(
                    status(403).code("validation_error"),
                    CONFIGURATION,
                    "Resend refuses the sender: its domain is not verified, or it is the one for tests.",
                    "Verify the domain in the dashboard of Resend.",
                    ERRORS),
            row(
                    status(429).code("rate_limit_exceeded"),
                    RATE_LIMITED,
                    "The team sends Resend more requests a second than are allowed{wait?; it asks to wait *}.",
                    "Check less often, or look for what else calls Resend: the limit is one for all keys of the team.",
                    LIMITS),
            row(
                            status(429).code("daily_quota_exceeded", "monthly_quota_exceeded"),
                            QUOTA,
                            "The e-mail quota of Resend is used up ({code}): no mail leaves.",
                            "Upgrade the plan, or wait for the reset.",
                            LIMITS)
                    .as(HealthStatus.DOWN),
            row(
                    status(451).code("security_error"),
                    ACCOUNT,
                    "Resend blocked the request for a security reason.",
                    "Contact the support of Resend.",
                    ERRORS),
            row(
                    status(404, 405).code("not_found", "method_not_allowed"),
                    CONFIGURATION,
                    "Resend does not know what is asked for ({code}).",
                    "See whether \"baseUrl\" leads to Resend.",
                    ERRORS),
            row(
                    serverError(),
                    SERVER_ERROR,
                    "Resend has a server problem.",
                    "See the status page; the next check tries again.",
                    STATUS_PAGE));

    private ResendErrors() {}
}
