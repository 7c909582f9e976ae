package io.healthmon.provider.twilio;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Problem;
import io.healthmon.provider.http.HttpAnswer;
import io.healthmon.provider.service.Shape;

/** The account, as Twilio describes it: with its auth token in the clear, which is not looked at. */
final class TwilioAccount {

    private static final String ACCOUNT = "https://www.twilio.com/docs/iam/api/account";

    private TwilioAccount() {}

    /** Says whether it can send. */
    static CheckResult judge(Shape account, HttpAnswer answer) {
        String status = account.text("status");
        CheckResult result = switch (status) {
            case "active" -> trial(account);
            case "suspended", "closed" ->
                CheckResult.down(new Problem(
                        Cause.ACCOUNT, "The Twilio account is " + status + ".", TwilioErrors.ACTIVATE, ACCOUNT));
            default ->
                CheckResult.degraded(new Problem(
                        Cause.ASSERTION,
                        "The Twilio account has the status " + answer.safe(status) + ", which is not known here.",
                        "See the account in the console of Twilio; if it can send, update healthmon.",
                        ACCOUNT));
        };
        return result.withDetail("accountStatus", answer.safe(status));
    }

    private static CheckResult trial(Shape account) {
        boolean trial = account.optionalText("type").filter("Trial"::equals).isPresent();
        return trial
                ? CheckResult.healthy()
                        .withDetail(
                                "reduced",
                                "It is a trial account: only verified recipients get messages. Upgrade it to reach all.")
                : CheckResult.healthy();
    }
}
