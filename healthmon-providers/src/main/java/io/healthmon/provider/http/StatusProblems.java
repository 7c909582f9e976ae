package io.healthmon.provider.http;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Problem;
import java.util.Locale;

/** What a status that was not expected means. */
final class StatusProblems {

    /** Who answers, where nobody has a name for it. */
    static final String SOMEBODY = "The service";

    /** Where HTTP describes its statuses. */
    static final String DOCUMENTATION = "https://www.rfc-editor.org/rfc/rfc9110#section-15";

    private static final String OWN_CHECK =
            "Compare \"url\", \"method\", \"headers\" and \"body\" with what the service"
                    + " expects, or add the status to \"expect.status\" if it is meant.";
    private static final String THEIR_FAULT = "See the log and the status page of the service.";

    private StatusProblems() {}

    /**
     * Returns the result for an answer whose status is not among the expected ones.
     *
     * @param who begins the message, such as "The service"
     */
    static CheckResult unexpected(String who, HttpAnswer answer, ExpectedStatus expected) {
        int status = answer.status();
        CheckResult result = status == 429
                ? CheckResult.degraded(problem(
                        Cause.RATE_LIMITED,
                        who + " answers 429: too many requests.",
                        "Check less often, or look for what else calls the service with the same credentials."))
                : CheckResult.down(status == 401 ? unauthorized(who, answer) : problem(who, status, expected));
        return answer.withWait(result);
    }

    private static Problem unauthorized(String who, HttpAnswer answer) {
        String challenge =
                answer.headers().firstValue("WWW-Authenticate").orElse("").toLowerCase(Locale.ROOT);
        if (challenge.contains("insufficient_scope")) {
            return problem(
                    Cause.PERMISSION,
                    who + " answers 401: the credential lacks a scope.",
                    "Give the credential the scope that this address needs.");
        }
        if (challenge.contains("invalid_token")) {
            return problem(
                    Cause.CREDENTIALS_EXPIRED,
                    who + " answers 401: the token is no longer valid.",
                    "Get a new token and put it in place of the old one.");
        }
        return problem(
                Cause.CREDENTIALS_INVALID,
                who + " answers 401: it does not accept the credentials of this check.",
                "Set or renew the credentials in \"headers\", such as Authorization.");
    }

    private static Problem problem(String who, int status, ExpectedStatus expected) {
        String answers = who + " answers " + status;
        return switch (status) {
            case 402 -> problem(Cause.ACCOUNT, answers + ": payment is required.", "See the bill of the account.");
            case 403 ->
                problem(
                        Cause.PERMISSION,
                        answers + ": this check may not see the address.",
                        "Give the credentials of this check the right to read it.");
            case 407 ->
                problem(
                        Cause.CONFIGURATION,
                        answers + ": the proxy asks for a login.",
                        "Let the proxy pass this address.");
            case 408, 425 ->
                problem(Cause.SERVER_ERROR, answers + ": it did not take the request in time.", THEIR_FAULT);
            case 451 ->
                problem(Cause.PERMISSION, answers + ": blocked for legal reasons.", "Check from where it is allowed.");
            case 511 ->
                problem(
                        Cause.LOCAL_NETWORK,
                        answers + ": that is the network on the way, which asks for a login.",
                        "Log this machine in to the network, or let it reach the address without a login.");
            case 400, 404, 405, 406, 410, 415, 422 ->
                problem(
                        Cause.CONFIGURATION,
                        answers + ": the request of this check does not fit the service.",
                        OWN_CHECK);
            default -> byClass(who, status, expected);
        };
    }

    private static Problem byClass(String who, int status, ExpectedStatus expected) {
        String answers = who + " answers " + status;
        if (status >= 500) {
            String kind = status == 503 ? ": it is not available at the moment." : ": it has failed.";
            return problem(Cause.SERVER_ERROR, answers + kind, THEIR_FAULT);
        }
        if (status >= 400) {
            return problem(Cause.CLIENT_ERROR, answers + ": it refuses the request.", OWN_CHECK);
        }
        return problem(Cause.ASSERTION, answers + "; expected is " + expected + ".", OWN_CHECK);
    }

    private static Problem problem(Cause cause, String message, String resolution) {
        return new Problem(cause, message, resolution, DOCUMENTATION);
    }
}
