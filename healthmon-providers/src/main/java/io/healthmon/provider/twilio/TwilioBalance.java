package io.healthmon.provider.twilio;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Problem;
import io.healthmon.provider.http.HttpAnswer;
import io.healthmon.provider.service.Shape;
import java.math.BigDecimal;

/**
 * The money that is left, which may be negative and may lag behind.
 *
 * @param amount how much
 * @param currency of what, such as {@code USD}
 */
record TwilioBalance(BigDecimal amount, String currency) {

    /** Reads what Twilio answers: the amount is a text there. */
    static TwilioBalance read(Shape balance, HttpAnswer answer) {
        String text = balance.text("balance").strip();
        if (!text.matches("-?\\d{1,15}(\\.\\d{1,10})?")) {
            throw balance.wrong("balance", "a decimal number");
        }
        return new TwilioBalance(new BigDecimal(text), answer.safe(balance.text("currency")));
    }

    /** Says whether it is enough. */
    CheckResult judge(BigDecimal least) {
        String left = amount.toPlainString() + " " + currency;
        CheckResult result = amount.compareTo(least) >= 0
                ? CheckResult.healthy()
                : CheckResult.degraded(new Problem(
                        Cause.QUOTA,
                        "The Twilio balance is " + left + ", less than " + least.toPlainString() + ".",
                        "Top it up before messages stop.",
                        "https://www.twilio.com/docs/usage/billing"));
        return result.withDetail("balance", left);
    }
}
