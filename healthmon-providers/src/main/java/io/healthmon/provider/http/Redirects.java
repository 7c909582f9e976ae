package io.healthmon.provider.http;

import io.healthmon.check.Cause;
import io.healthmon.check.Problem;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides where a redirect leads. */
final class Redirects {

    private static final int MOST = 5;
    private static final Next END = new Next(null, null);

    private Redirects() {}

    /**
     * What follows an answer.
     *
     * @param template the next request, or null when the answer is the last
     * @param refusal why a redirect is not followed, or null
     */
    record Next(
            @Nullable RequestTemplate template, @Nullable Problem refusal) {}

    static Next next(HttpPlan plan, Hop hop) {
        int status = hop.answer().status();
        boolean redirect = status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
        if (!redirect || plan.expectations().status().contains(status)) {
            return END;
        }
        Optional<String> location = hop.answer().headers().firstValue("Location");
        if (location.isEmpty()) {
            return refused(plan, "The service answers " + status + ", a redirect, without saying where to.");
        }
        URI target = resolve(hop.template().uri(), location.get());
        return target == null
                ? refused(plan, "The service redirects to an address that cannot be read.")
                : decide(plan, hop, target, status);
    }

    private static Next decide(HttpPlan plan, Hop hop, URI target, int status) {
        RequestTemplate from = hop.template();
        String shown = plan.expectations().withoutSecrets(SafeAddress.of(target));
        String moved = "The address has moved to " + shown + ".";
        if (hop.redirects() >= MOST) {
            return refused(
                    plan,
                    "The service redirects more than " + MOST + " times, at last to " + shown
                            + "; that is most likely a loop.");
        }
        if (SafeAddress.secure(from.uri()) && !SafeAddress.secure(target)) {
            return refused(plan, moved + " That is not followed, since it leads from https to http.");
        }
        boolean home = from.staysAtHome(target);
        if (plan.redirects() == RedirectPolicy.NEVER || (plan.redirects() == RedirectPolicy.SAME_HOST && !home)) {
            return refused(plan, moved);
        }
        if (home && !from.maySendTo(target)) {
            return refused(plan, moved + " That is not followed, since a secret among the headers is not bound to it.");
        }
        if (!home && from.hasBody() && from.keepsBody(status)) {
            return refused(plan, moved + " That is not followed, since the body would go to another host.");
        }
        return new Next(from.redirected(target, status), null);
    }

    private static @Nullable URI resolve(URI from, String location) {
        try {
            URI target = from.resolve(location.trim());
            boolean http = "http".equalsIgnoreCase(target.getScheme()) || "https".equalsIgnoreCase(target.getScheme());
            boolean port = target.getPort() != 0 && target.getPort() <= TargetAddress.LAST_PORT;
            return http && port && target.getHost() != null ? target : null;
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }

    private static Next refused(HttpPlan plan, String message) {
        String resolution = plan.expectations().reader() == null
                ? "Set \"url\" to the address where the answer is, or let \"redirects\" follow:"
                        + " never, same-host or always."
                : "Check the address where the answer is, and see what answers with a redirect in its place.";
        return new Next(
                null, new Problem(Cause.CONFIGURATION, message, resolution, StatusProblems.DOCUMENTATION + ".4"));
    }
}
