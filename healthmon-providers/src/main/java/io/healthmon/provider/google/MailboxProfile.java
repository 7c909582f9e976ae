package io.healthmon.provider.google;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Problem;
import io.healthmon.provider.http.HttpAnswer;
import io.healthmon.provider.service.Shape;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an answer tells of a mailbox, as it has to be.
 *
 * @param call what was asked for
 * @param mailbox its address, or null for any
 */
record MailboxProfile(GmailCall call, @Nullable String mailbox) {

    private static final Pattern ADDRESS = Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[^\\s@\\p{Cntrl}]{1,255}");

    static void requireAddress(String address) {
        if (!ADDRESS.matcher(address.strip()).matches()) {
            throw new IllegalArgumentException("mailbox \"" + address
                    + "\" is not allowed; use the address of the mailbox, as orders@example.com");
        }
    }

    /** Says whether it is so. */
    CheckResult judge(Shape shape, HttpAnswer answer) {
        if (call == GmailCall.PROFILE) {
            return ofProfile(shape, answer);
        }
        if (call == GmailCall.LABELS) {
            shape.groups("labels").forEach(label -> label.text("id"));
        } else {
            shape.number("resultSizeEstimate");
        }
        return CheckResult.healthy();
    }

    private CheckResult ofProfile(Shape profile, HttpAnswer answer) {
        String actual = profile.text("emailAddress");
        CheckResult result = mailbox == null || mailbox.equalsIgnoreCase(actual.strip())
                ? CheckResult.healthy()
                : CheckResult.down(new Problem(
                        Cause.CONFIGURATION,
                        "The Gmail token belongs to another mailbox (" + answer.safe(masked(actual))
                                + ") than the one in" + " \"mailbox\" (" + masked(mailbox) + ").",
                        "Let the user of the mailbox connect, or correct or remove \"mailbox\".",
                        GoogleErrors.GMAIL));
        return result.withDetail("mailbox", answer.safe(masked(actual)));
    }

    /** Returns an address of which nobody is known but the domain. */
    static String masked(String address) {
        int at = address.lastIndexOf('@');
        return at < 1 ? "…" : address.substring(0, address.offsetByCodePoints(0, 1)) + "…" + address.substring(at);
    }
}
