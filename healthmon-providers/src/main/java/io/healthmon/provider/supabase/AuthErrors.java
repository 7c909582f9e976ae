package io.healthmon.provider.supabase;

import static io.healthmon.check.Cause.CONFIGURATION;
import static io.healthmon.check.Cause.CREDENTIALS_EXPIRED;
import static io.healthmon.check.Cause.CREDENTIALS_INVALID;
import static io.healthmon.check.Cause.CREDENTIALS_MISSING;
import static io.healthmon.check.Cause.CREDENTIALS_REVOKED;
import static io.healthmon.check.Cause.PERMISSION;
import static io.healthmon.check.Cause.RATE_LIMITED;
import static io.healthmon.check.Cause.SERVER_ERROR;
import static io.healthmon.provider.service.ErrorRow.row;
import static io.healthmon.provider.service.Signal.anyStatus;
import static io.healthmon.provider.service.Signal.status;

import io.healthmon.provider.service.ErrorTable;
import io.healthmon.provider.service.ServiceAnswer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The errors of Supabase Auth. Their code is a text in {@code error_code}, in {@code code}, which may also be a number, in
 * {@code error} or in a header, after the version that answers.
 */
final class AuthErrors {

    static final String ERRORS = "https://supabase.com/docs/guides/auth/debugging/error-codes";
    private static final String LIMITS = "https://supabase.com/docs/guides/auth/rate-limits";
    private static final String FEWER = "Check less often, or look for what else signs in from this address.";

    static final ErrorTable TABLE = SupabaseErrors.withCommon(ErrorTable.of(
            AuthErrors::codes,
            row(
                    anyStatus("over_request_rate_limit", "over_email_send_rate_limit", "over_sms_send_rate_limit"),
                    RATE_LIMITED,
                    "Supabase Auth gets too many requests from this address ({code}).",
                    FEWER,
                    LIMITS),
            row(status(429), RATE_LIMITED, "Supabase Auth gets too many requests from this address.", FEWER, LIMITS),
            row(
                    anyStatus("bad_jwt"),
                    CREDENTIALS_INVALID,
                    "The token in the Supabase key is not valid for this project.",
                    "Copy a key of this project again and put it in \"apiKey\".",
                    ERRORS),
            row(
                    anyStatus("no_authorization"),
                    CREDENTIALS_MISSING,
                    "No token reached Supabase Auth.",
                    "See whether a proxy takes the headers apikey and Authorization away.",
                    ERRORS),
            row(
                    anyStatus("not_admin"),
                    PERMISSION,
                    "Supabase Auth wants a secret key for this.",
                    "Use a secret key in \"apiKey\".",
                    ERRORS),
            row(
                    anyStatus("session_expired", "session_not_found"),
                    CREDENTIALS_EXPIRED,
                    "The Supabase session in \"apiKey\" has ended ({code}).",
                    "Use a key of the project in place of the token of a user.",
                    ERRORS),
            row(
                    anyStatus("refresh_token_not_found", "refresh_token_already_used"),
                    CREDENTIALS_REVOKED,
                    "The Supabase refresh token was used up or revoked ({code}).",
                    "Let the user sign in again.",
                    ERRORS),
            row(
                    anyStatus("provider_disabled", "email_provider_disabled", "phone_provider_disabled"),
                    CONFIGURATION,
                    "The way to sign in is switched off in Supabase ({code}).",
                    "Switch it on in the dashboard: Authentication > Sign In / Providers.",
                    ERRORS),
            row(
                    anyStatus("hook_timeout", "request_timeout", "unexpected_failure"),
                    SERVER_ERROR,
                    "Supabase Auth could not complete ({code}); often a trigger in the database or a hook fails.",
                    "See the logs of Auth in the dashboard.",
                    ERRORS)));

    private AuthErrors() {}

    private static Collection<String> codes(ServiceAnswer answer) {
        if (answer.http().succeeded()) {
            return List.of();
        }
        return Stream.of(
                        answer.at("error_code"),
                        answer.at("code").filter(code -> !code.matches("\\d+")),
                        answer.http().header("x-sb-error-code"),
                        answer.at("error"))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }
}
