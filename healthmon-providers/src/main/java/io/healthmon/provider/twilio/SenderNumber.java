package io.healthmon.provider.twilio;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Problem;
import io.healthmon.provider.http.HttpAnswer;
import io.healthmon.provider.service.Shape;
import java.util.Optional;

/**
 * A number that messages are sent from.
 *
 * @param number with its country, such as {@code +15550001}
 */
record SenderNumber(String number) {

    private static final String NUMBERS = "https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource";

    /** Says whether messages can be sent from it, after the list of numbers that it was searched in. */
    CheckResult judge(Shape list, HttpAnswer answer) {
        for (Shape found : list.groups("incoming_phone_numbers")) {
            if (found.text("phone_number").equals(number)) {
                return judgeFound(found, answer);
            }
        }
        return down(
                "The Twilio account has no number " + number + ".", "Buy it, or correct \"sender\" or \"accountSid\".");
    }

    private CheckResult judgeFound(Shape found, HttpAnswer answer) {
        if (!found.group("capabilities").flag("sms")) {
            return down(
                    "The number " + number + " cannot send messages: it lacks the capability sms.",
                    "Use a number with it in \"sender\".");
        }
        Optional<String> status = found.optionalText("status");
        CheckResult result = status.filter(other -> !other.equals("in-use")).isEmpty()
                ? CheckResult.healthy()
                : CheckResult.degraded(new Problem(
                        Cause.ASSERTION,
                        "The number " + number + " is not in use at Twilio but " + answer.safe(status.get()) + ".",
                        "See the number in the console of Twilio.",
                        NUMBERS));
        return status.isPresent() ? result.withDetail("numberStatus", answer.safe(status.get())) : result;
    }

    private static CheckResult down(String message, String resolution) {
        return CheckResult.down(new Problem(Cause.CONFIGURATION, message, resolution, NUMBERS));
    }
}
