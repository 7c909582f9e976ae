package io.healthmon.provider.slack;

import static io.healthmon.check.Cause.ACCOUNT;
import static io.healthmon.check.Cause.ASSERTION;
import static io.healthmon.check.Cause.CONFIGURATION;
import static io.healthmon.check.Cause.CREDENTIALS_EXPIRED;
import static io.healthmon.check.Cause.CREDENTIALS_INVALID;
import static io.healthmon.check.Cause.CREDENTIALS_MISSING;
import static io.healthmon.check.Cause.CREDENTIALS_REVOKED;
import static io.healthmon.check.Cause.PERMISSION;
import static io.healthmon.check.Cause.RATE_LIMITED;
import static io.healthmon.check.Cause.SERVER_ERROR;
import static io.healthmon.provider.service.ErrorRow.row;
import static io.healthmon.provider.service.Signal.anyCode;
import static io.healthmon.provider.service.Signal.anyStatus;
import static io.healthmon.provider.service.Signal.serverError;
import static io.healthmon.provider.service.Signal.status;

import io.healthmon.provider.service.ErrorTable;

/** The errors of Slack, which come with the status 200 and {@code "ok": false}. */
final class SlackErrors {

    static final String STATUS_PAGE = "https://slack-status.com";
    static final String METHOD = "https://docs.slack.dev/reference/methods/auth.test";
    private static final String LIMITS = "https://docs.slack.dev/apis/web-api/rate-limits";

    private static final String THROTTLED = "Slack throttles this method{wait? for *}.";
    private static final String CALL_LESS = "Check less often, or look for what else calls Slack with the same app.";
    private static final String OUTAGE = "Slack has a server problem{code? (*)}.";
    private static final String NEXT = "See the status page; the next check tries again.";

    static final ErrorTable TABLE = ErrorTable.of(
                    "error",
                    row(anyStatus("ratelimited"), RATE_LIMITED, THROTTLED, CALL_LESS, LIMITS),
                    row(status(429), RATE_LIMITED, THROTTLED, CALL_LESS, LIMITS),
                    row(
                            anyStatus("not_authed"),
                            CREDENTIALS_MISSING,
                            "No token reached Slack.",
                            "See whether a proxy takes the header Authorization away, and whether \"token\" holds xoxb-….",
                            METHOD),
                    row(
                            anyStatus("invalid_auth"),
                            CREDENTIALS_INVALID,
                            "Slack does not accept the token, or the request comes from an address that is not allowed.",
                            "Copy the token again from the settings of the app, and see its allowed IP addresses.",
                            METHOD),
                    row(
                            anyStatus("token_expired"),
                            CREDENTIALS_EXPIRED,
                            "The Slack token has expired: it is one of those that rotate.",
                            "Refresh it and put the new one in \"token\".",
                            METHOD),
                    row(
                            anyStatus("token_revoked"),
                            CREDENTIALS_REVOKED,
                            "The Slack token was revoked, or the app removed.",
                            "Install the app in the workspace again.",
                            METHOD),
                    row(
                            anyStatus("account_inactive"),
                            CREDENTIALS_REVOKED,
                            "The user or the workspace behind the Slack token is deactivated.",
                            "Install the app again, as somebody who is active.",
                            METHOD),
                    row(
                            anyStatus("not_allowed_token_type"),
                            CONFIGURATION,
                            "Slack does not take this kind of token here.",
                            "Use a token of a bot (xoxb-…), a user (xoxp-…) or an app (xapp-…) in \"token\".",
                            METHOD),
                    row(
                            anyStatus("missing_scope"),
                            PERMISSION,
                            "The Slack app lacks the scope {needed|that this call needs}.",
                            "Add it to the app and install the app again.",
                            METHOD),
                    row(
                            anyStatus("no_permission", "access_denied", "ekm_access_denied"),
                            PERMISSION,
                            "A policy of the Slack workspace denies the call ({code}).",
                            "Ask an administrator of the workspace to allow the app.",
                            METHOD),
                    row(
                            anyStatus("accesslimited"),
                            PERMISSION,
                            "Slack does not let this method be called from this network.",
                            "Ask an administrator of the workspace to allow this network.",
                            METHOD),
                    row(
                            anyStatus("org_login_required", "team_added_to_org"),
                            ACCOUNT,
                            "The Slack workspace is being migrated ({code}).",
                            "Wait until it is done; then install the app again if it is still refused.",
                            METHOD),
                    row(
                            anyStatus("internal_error", "fatal_error", "service_unavailable", "request_timeout"),
                            SERVER_ERROR,
                            OUTAGE,
                            NEXT,
                            STATUS_PAGE),
                    row(serverError(), SERVER_ERROR, OUTAGE, NEXT, STATUS_PAGE),
                    row(
                            anyCode(),
                            ASSERTION,
                            "Slack answers with the error {code}, which a check of its token should not get.",
                            "See what Slack documents of it; if the request is at fault, report it to healthmon.",
                            METHOD))
            .fact("needed", answer -> answer.at("needed"));

    private SlackErrors() {}
}
