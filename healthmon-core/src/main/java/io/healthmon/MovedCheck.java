package io.healthmon;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.Integration;
import io.healthmon.check.Problem;
import io.healthmon.egress.TargetGuard;
import io.healthmon.secret.Redactor;

/**
 * Makes the check that goes to an endpoint which an operator set.
 *
 * <p>Where none can be made the result is a check that says so each time it is due: neither may the declared address be
 * checked in the name of the other one, nor may nobody notice.
 */
final class MovedCheck {

    /** Leaves room for the rest of the sentence. */
    private static final int LONGEST_QUOTED = 300;

    private MovedCheck() {}

    /**
     * Returns the check at another endpoint; never the given one.
     *
     * @param declared the integration as the application declares it
     * @param check its check
     * @param endpoint the address as it was edited
     * @param guard judges where it connects to, unless that is the declared host
     */
    static HealthCheck of(Integration declared, HealthCheck check, String endpoint, TargetGuard guard) {
        if (!(check instanceof HealthCheck.Movable movable)) {
            return refused(declared, endpoint, "its check cannot be moved to another address");
        }
        try {
            HealthCheck moved = movable.withEndpoint(endpoint);
            return moved == check
                    ? refused(declared, endpoint, "its check stays where it is")
                    : guarded(check, moved, guard);
        } catch (RuntimeException | LinkageError refusal) {
            return refused(declared, endpoint, String.valueOf(refusal.getMessage()));
        }
    }

    /** The application's own checks decide themselves, in {@code withEndpoint}, unless they can be guarded. */
    static HealthCheck guarded(HealthCheck check, HealthCheck moved, TargetGuard guard) {
        boolean elsewhere = moved instanceof HealthCheck.Guardable there
                && !(check instanceof HealthCheck.Guardable here
                        && there.target().equalsIgnoreCase(here.target()));
        return elsewhere && moved instanceof HealthCheck.Guardable there ? there.guardedBy(guard) : moved;
    }

    private static HealthCheck refused(Integration declared, String endpoint, String why) {
        String back = declared.endpoint() == null ? "" : " (" + declared.endpoint() + ")";
        Problem problem = new Problem(
                Cause.CONFIGURATION,
                "The edited endpoint \"" + Redactor.standard().excerpt(endpoint, LONGEST_QUOTED) + "\" cannot be used: "
                        + Redactor.standard().excerpt(why, LONGEST_QUOTED),
                "Correct the endpoint, or set it to null to return to the declared one" + back + ".",
                null);
        return context -> CheckResult.unknown(problem);
    }
}
