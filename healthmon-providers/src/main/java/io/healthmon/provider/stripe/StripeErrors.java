package io.healthmon.provider.stripe;

import static io.healthmon.check.Cause.ASSERTION;
import static io.healthmon.check.Cause.CONFIGURATION;
import static io.healthmon.check.Cause.CREDENTIALS_EXPIRED;
import static io.healthmon.check.Cause.CREDENTIALS_INVALID;
import static io.healthmon.check.Cause.PERMISSION;
import static io.healthmon.check.Cause.RATE_LIMITED;
import static io.healthmon.check.Cause.SERVER_ERROR;
import static io.healthmon.provider.service.ErrorRow.row;
import static io.healthmon.provider.service.Signal.serverError;
import static io.healthmon.provider.service.Signal.status;

import io.healthmon.provider.service.ErrorTable;
import io.healthmon.provider.service.ServiceAnswer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The errors of Stripe. By the status first and the code second: the type is {@code invalid_request_error} with 401 too. */
final class StripeErrors {

    static final String STATUS_PAGE = "https://www.stripestatus.com";
    static final String KEYS = "https://docs.stripe.com/keys";
    private static final String CODES = "https://docs.stripe.com/error-codes";
    private static final String LIMITS = "https://docs.stripe.com/rate-limits";

    private static final Pattern RIGHT = Pattern.compile("rak_[a-z_]{1,60}");

    static final ErrorTable TABLE = ErrorTable.of(
                    "error/code",
                    row(
                            status(401).code("api_key_expired"),
                            CREDENTIALS_EXPIRED,
                            "The Stripe API key has expired: it was rolled or deleted.",
                            "Create a new key and put it in \"apiKey\".",
                            "https://stripe.com/docs/error-codes/api-key-expired"),
                    row(
                            status(401).code("platform_api_key_expired"),
                            CREDENTIALS_EXPIRED,
                            "The platform's Stripe key was rolled.",
                            "Deploy the new one in \"apiKey\".",
                            CODES),
                    row(
                            status(401).code("secret_key_required"),
                            CONFIGURATION,
                            "A publishable key is configured where a secret or restricted key is needed.",
                            "Put a key that begins with rk_ or sk_ in \"apiKey\".",
                            KEYS),
                    row(
                            status(401),
                            CREDENTIALS_INVALID,
                            "Stripe does not know this API key.",
                            "Copy the secret key again from Developers > API keys and check live and test mode.",
                            KEYS),
                    row(
                            status(403).code("account_invalid"),
                            CONFIGURATION,
                            "The connected account in \"account\" does not exist or has disconnected.",
                            "Compare \"account\" with the connected accounts in the Dashboard.",
                            CODES),
                    row(
                            status(403),
                            PERMISSION,
                            "The restricted Stripe key lacks {right|a permission}.",
                            "Grant Read on Balance in the Dashboard.",
                            KEYS),
                    row(
                            status(400).code("livemode_mismatch", "testmode_charges_only"),
                            CONFIGURATION,
                            "Key and object are from different Stripe modes.",
                            "Use a key of the mode that is meant in \"apiKey\".",
                            CODES),
                    row(
                            status(429).header("Stripe-Rate-Limited-Reason"),
                            RATE_LIMITED,
                            "Stripe is throttling this account{reason? (*)}.",
                            "Look for a burst of calls with the same account.",
                            LIMITS),
                    row(
                            status(429).code("lock_timeout"),
                            RATE_LIMITED,
                            "Stripe could not lock the object in time.",
                            "It is harmless for this check; nothing has to be done.",
                            LIMITS),
                    row(
                            status(429),
                            RATE_LIMITED,
                            "Stripe is throttling this account.",
                            "Look for a burst of calls with the same account.",
                            LIMITS),
                    row(
                            status(402),
                            ASSERTION,
                            "Stripe refused the request although it was valid, which is not expected of a balance.",
                            "See the error in the Dashboard below Developers > Logs.",
                            CODES),
                    row(
                            status(409),
                            RATE_LIMITED,
                            "Stripe had a conflicting request.",
                            "The next check tries again; nothing has to be done.",
                            CODES),
                    row(
                            serverError(),
                            SERVER_ERROR,
                            "Stripe has a server problem.",
                            "See the status page; the next check tries again.",
                            STATUS_PAGE))
            .fact("right", StripeErrors::right)
            .fact("reason", answer -> answer.http().header("Stripe-Rate-Limited-Reason"));

    private StripeErrors() {}

    /** Returns the right that Stripe names in its message. */
    private static Optional<String> right(ServiceAnswer answer) {
        Matcher named = RIGHT.matcher(answer.at("error/message").orElse(""));
        return named.find() ? Optional.of("the permission " + named.group()) : Optional.empty();
    }
}
