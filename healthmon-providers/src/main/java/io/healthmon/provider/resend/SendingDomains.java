package io.healthmon.provider.resend;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Problem;
import io.healthmon.provider.http.HttpAnswer;
import io.healthmon.provider.service.Shape;
import java.util.List;

/**
 * The domains of a team, as Resend lists them.
 *
 * @param domains the first 100
 * @param more whether there are more
 */
record SendingDomains(List<Shape> domains, boolean more) {

    private static final String DOMAINS = "https://resend.com/domains";

    static SendingDomains read(Shape list) {
        return new SendingDomains(list.groups("data"), list.flag("has_more"));
    }

    /** Says whether mail can be sent from a domain. */
    CheckResult judge(String name, HttpAnswer answer) {
        for (Shape domain : domains) {
            if (domain.text("name").equalsIgnoreCase(name)) {
                String status = domain.text("status");
                return judge(name, status, mayNotSend(domain), answer).withDetail("domainStatus", answer.safe(status));
            }
        }
        return absent(name);
    }

    private static boolean mayNotSend(Shape domain) {
        return domain.optionalGroup("capabilities")
                .flatMap(capabilities -> capabilities.optionalText("sending"))
                .filter(sending -> !sending.equals("enabled"))
                .isPresent();
    }

    private static CheckResult judge(String name, String status, boolean mayNotSend, HttpAnswer answer) {
        String said = "The domain " + name + " ";
        return switch (status) {
            case "verified" ->
                mayNotSend
                        ? CheckResult.down(
                                problem(said + "is verified, but sending is switched off.", "Switch sending on"))
                        : CheckResult.healthy();
            case "partially_verified" ->
                CheckResult.degraded(
                        problem(said + "is verified in part only.", "Set the DNS records that are missing"));
            case "partially_failed" ->
                CheckResult.degraded(problem(said + "has failed in part.", "Mend the DNS records that failed"));
            case "pending", "not_started" ->
                CheckResult.down(problem(
                        said + "is not verified: Resend has not seen its DNS records yet (" + status + ").",
                        "Set the DNS records and start the verification"));
            case "failed" ->
                CheckResult.down(
                        problem(said + "has failed its verification.", "Mend its DNS records and verify it again"));
            default ->
                CheckResult.degraded(new Problem(
                        Cause.ASSERTION,
                        said + "has the status " + answer.safe(status) + ", which is not known here.",
                        "See the domain in the dashboard of Resend: " + DOMAINS + ".",
                        ResendErrors.ERRORS));
        };
    }

    private CheckResult absent(String name) {
        return more
                ? CheckResult.unknown(new Problem(
                        Cause.CONFIGURATION,
                        "The domain " + name + " is not among the first 100 of the team, and no more are read.",
                        "Remove \"domain\" to check the key alone, or use the key of a team with fewer domains.",
                        DOMAINS))
                : CheckResult.down(
                        problem("The team of this key has no domain " + name + ".", "Add it, or correct \"domain\""));
    }

    private static Problem problem(String message, String resolution) {
        return new Problem(Cause.CONFIGURATION, message, resolution + "; see " + DOMAINS + ".", DOMAINS);
    }
}
