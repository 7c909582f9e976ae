package io.healthmon.provider.statuspage;

import io.healthmon.check.AsyncHealthCheck;
import io.healthmon.check.HealthCheck;
import io.healthmon.egress.TargetGuard;

/**
 * What a check that is explained can do beside, each as far as the check itself can: to be able to and refuse would show an
 * operator a field to edit, or let in over the API what nothing guards.
 */
final class ExplainedKinds {

    private ExplainedKinds() {}

    static HealthCheck of(HealthCheck check, Evidence evidence) {
        boolean movable = check instanceof HealthCheck.Movable;
        boolean guardable = check instanceof HealthCheck.Guardable;
        if (check instanceof AsyncHealthCheck) {
            return movable && guardable
                    ? new FreeWaiting(check, evidence)
                    : movable
                            ? new MovedWaiting(check, evidence)
                            : guardable
                                    ? new GuardedWaiting(check, evidence)
                                    : new ExplainedCheck.Waiting(check, evidence);
        }
        return movable && guardable
                ? new Free(check, evidence)
                : movable
                        ? new Moved(check, evidence)
                        : guardable ? new Guarded(check, evidence) : new ExplainedCheck(check, evidence);
    }

    /** What of an explained check the interfaces below need. */
    private interface Explained {

        HealthCheck inner();

        Evidence evidence();
    }

    private interface CanMove extends Explained, HealthCheck.Movable {

        @Override
        default HealthCheck withEndpoint(String endpoint) {
            return of(((HealthCheck.Movable) inner()).withEndpoint(endpoint), evidence());
        }
    }

    private interface CanBeGuarded extends Explained, HealthCheck.Guardable {

        @Override
        default String target() {
            return ((HealthCheck.Guardable) inner()).target();
        }

        @Override
        default HealthCheck guardedBy(TargetGuard guard) {
            return of(
                    ((HealthCheck.Guardable) inner()).guardedBy(guard),
                    evidence().guardedBy(guard));
        }
    }

    private static final class Moved extends ExplainedCheck implements CanMove {
        Moved(HealthCheck inner, Evidence evidence) {
            super(inner, evidence);
        }
    }

    private static final class Guarded extends ExplainedCheck implements CanBeGuarded {
        Guarded(HealthCheck inner, Evidence evidence) {
            super(inner, evidence);
        }
    }

    private static final class Free extends ExplainedCheck implements CanMove, CanBeGuarded {
        Free(HealthCheck inner, Evidence evidence) {
            super(inner, evidence);
        }
    }

    private static final class MovedWaiting extends ExplainedCheck.Waiting implements CanMove {
        MovedWaiting(HealthCheck inner, Evidence evidence) {
            super(inner, evidence);
        }
    }

    private static final class GuardedWaiting extends ExplainedCheck.Waiting implements CanBeGuarded {
        GuardedWaiting(HealthCheck inner, Evidence evidence) {
            super(inner, evidence);
        }
    }

    private static final class FreeWaiting extends ExplainedCheck.Waiting implements CanMove, CanBeGuarded {
        FreeWaiting(HealthCheck inner, Evidence evidence) {
            super(inner, evidence);
        }
    }
}
