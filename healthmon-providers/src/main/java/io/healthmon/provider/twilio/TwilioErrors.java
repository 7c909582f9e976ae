package io.healthmon.provider.twilio;

import static io.healthmon.check.Cause.ACCOUNT;
import static io.healthmon.check.Cause.ASSERTION;
import static io.healthmon.check.Cause.CONFIGURATION;
import static io.healthmon.check.Cause.CREDENTIALS_INVALID;
import static io.healthmon.check.Cause.PERMISSION;
import static io.healthmon.check.Cause.RATE_LIMITED;
import static io.healthmon.check.Cause.SERVER_ERROR;
import static io.healthmon.provider.service.ErrorRow.row;
import static io.healthmon.provider.service.Signal.anyCode;
import static io.healthmon.provider.service.Signal.anyStatus;
import static io.healthmon.provider.service.Signal.serverError;
import static io.healthmon.provider.service.Signal.status;

import io.healthmon.provider.service.ErrorRow;
import io.healthmon.provider.service.ErrorTable;
import io.healthmon.provider.service.ServiceAnswer;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** The errors of Twilio, told by the {@code code} in its JSON, which names a page that explains it. */
final class TwilioErrors {

    static final String STATUS_PAGE = "https://status.twilio.com";
    static final String ACTIVATE =
            "Add funds or ask the support of Twilio; it takes 5 to 10 minutes until the account is active again.";

    private static final Pattern PAGE = Pattern.compile("https://www\\.twilio\\.com/docs/[\\w/.-]{1,50}");

    private static final String REJECTED =
            "Twilio rejected the credentials; those of a suspended or closed account get the same answer.";
    private static final String COMPARE =
            "Compare account SID, auth token or API key with the console of Twilio: blanks"
                    + " at the ends, test or live, the region; and see whether the account is active.";
    private static final String TOO_MANY =
            "Too many requests of this Twilio account at a time; this one was not executed.";
    private static final String FEWER =
            "Nothing has to be done for the check; look for what else calls Twilio at once.";

    private static final ErrorTable CODES = ErrorTable.of(
                    TwilioErrors::codes,
                    row(
                            anyStatus("70051"),
                            PERMISSION,
                            "This Twilio key may not read the resource.",
                            "Add the permission to it, or use a Standard or Main key.",
                            "{page|https://www.twilio.com/docs/api/errors/70051}"),
                    row(
                            anyStatus("10001", "20005", "90010"),
                            ACCOUNT,
                            "The Twilio account is not active ({code}): no funds, suspended, or a trial not started.",
                            ACTIVATE,
                            "{page|https://www.twilio.com/docs/api/errors/10001}"),
                    row(
                            anyStatus("20008"),
                            CONFIGURATION,
                            "The Twilio credentials are those for tests, which may not read this.",
                            "Use those of the live account; with others no message is real.",
                            "{page|https://www.twilio.com/docs/errors/20008}"),
                    row(
                            anyStatus("30002"),
                            ACCOUNT,
                            "The Twilio account was suspended before the message left.",
                            ACTIVATE,
                            "{page|https://www.twilio.com/docs/api/errors/30002}"))
            .fact("page", answer -> answer.at("more_info").filter(PAGE.asMatchPredicate()));

    private static final ErrorRow STANDARD_KEY = row(
            status(401, 403),
            PERMISSION,
            "The key cannot read the Twilio account: it is a Standard key, or not valid.",
            "Use a Main key, or remove \"resource\" to read phone numbers; if these are refused too, the key is wrong.",
            "https://www.twilio.com/docs/iam/api-keys/keys-in-console");

    private static final ErrorRow[] REST = {
        row(
                anyStatus("20003"),
                CREDENTIALS_INVALID,
                REJECTED,
                COMPARE,
                "{page|https://www.twilio.com/docs/errors/20003}"),
        row(status(401), CREDENTIALS_INVALID, REJECTED, COMPARE, "{page|https://www.twilio.com/docs/errors/20003}"),
        row(
                status(404),
                CONFIGURATION,
                "The account SID does not exist for these Twilio credentials, or not what is asked of it.",
                "Compare \"accountSid\" with the console of Twilio; subaccounts have no balance.",
                "{page|https://www.twilio.com/docs/errors}"),
        row(anyStatus("20429"), RATE_LIMITED, TOO_MANY, FEWER, "{page|https://www.twilio.com/docs/errors/20429}"),
        row(status(429), RATE_LIMITED, TOO_MANY, FEWER, "{page|https://www.twilio.com/docs/errors/20429}"),
        row(
                serverError(),
                SERVER_ERROR,
                "Twilio has a server problem.",
                "See the status page; the next check tries again.",
                STATUS_PAGE),
        row(
                anyCode(),
                ASSERTION,
                "Twilio answers with the error {code}, which a check that only reads should not get.",
                "See what Twilio documents of it; if the request is at fault, report it to healthmon.",
                "{page|https://www.twilio.com/docs/errors}")
    };

    static final ErrorTable TABLE = CODES.and(REST);

    /** The errors when a key asks for the account, which Standard keys never see. */
    static final ErrorTable ACCOUNT_BY_KEY = CODES.and(STANDARD_KEY).and(REST);

    private TwilioErrors() {}

    /** Only an error has one: what an answer with success calls a code is something else. */
    private static Collection<String> codes(ServiceAnswer answer) {
        return answer.http().succeeded()
                ? List.of()
                : answer.at("code").stream().toList();
    }
}
