package io.healthmon.check;

import io.healthmon.egress.TargetGuard;
import java.util.Collection;
import java.util.Map;

/**
 * Looks at one service and says how it is.
 *
 * <p>A check has no name, no interval and no memory: these belong to its {@link Integration}, so one check can be
 * registered many times. The monitor calls it on a thread of its own, one call at a time for each integration, and owns
 * the time limit: when it is over, the result is a timeout, the thread is interrupted, and whatever the check returns
 * afterwards is thrown away. A check that ignores the interrupt keeps its thread, and its integration is reported as
 * stuck; no other check waits for it.
 *
 * <p>A check that is {@link AutoCloseable} is closed when the last integration that it watches is removed, or the monitor
 * is closed; a run that is still under way was interrupted before.
 *
 * @since 0.1
 * @see AsyncHealthCheck
 */
@FunctionalInterface
public interface HealthCheck {

    /**
     * Looks once, without retries.
     *
     * @param context whom the check is for and how much time there is
     * @return what it saw; null counts as a failed check
     * @throws Exception when the check itself fails; network exceptions are told apart by {@link Cause#of}
     */
    CheckResult check(CheckContext context) throws Exception;

    /** A check that can look at another address, so that an operator can move it while it runs. */
    interface Movable extends HealthCheck {

        /**
         * Returns a check like this one at another address; this one stays as it is. One that is {@link AutoCloseable} is
         * closed when it is no longer needed.
         *
         * @param endpoint the address, as somebody wrote it
         * @throws IllegalArgumentException if it is no address for this check, or one that its credentials must not be
         *     sent to; the message says why
         */
        HealthCheck withEndpoint(String endpoint);
    }

    /**
     * A check that connects to nothing that a guard refuses, if it is given one. No other can be made over the API, and
     * where an operator moves one to another host, it goes there guarded.
     */
    interface Guardable extends HealthCheck {

        /** Returns the host that it connects to, as it was given; empty for one that connects to none of its own. */
        String target();

        /**
         * Returns a check like this one that resolves the host once for each connection, has the guard judge all
         * addresses, and connects to one of those; wherever a redirect leads, likewise. This one stays as it is.
         *
         * @throws IllegalArgumentException if the target is refused whatever its name server says, or it cannot be guarded
         *     as it is set up; the message says why
         */
        HealthCheck guardedBy(TargetGuard guard);
    }

    /**
     * A check made of others that have to do with hosts of their own. Where the network of this machine is lost, what a part
     * cannot reach is unknown, and the whole is what that makes of it.
     */
    interface Composed extends HealthCheck {

        /** Returns the checks that have to do with hosts of their own, however many times they are asked. */
        Collection<HealthCheck> parts();

        /**
         * Returns a check like this one for which a part's result counts as a judge says, also of parts of its parts. Made
         * for each run anew; it shares everything with this one, which stays as it is and alone is closed. Where this
         * throws, the check is run as it is.
         */
        HealthCheck judgedBy(PartJudge judge);

        /** Says what a part's result is to count as. Safe for use by multiple threads; never blocks, never throws. */
        @FunctionalInterface
        interface PartJudge {

            /** Returns one for which each result counts as it is. */
            static PartJudge none() {
                return (part, seen) -> seen;
            }

            /**
             * Returns what counts in place of a result.
             *
             * @param part one of {@link #parts}
             * @param seen what that said, or what its failure is worth
             */
            CheckResult judge(HealthCheck part, CheckResult seen);
        }
    }

    /** A check that remembers something from result to result, and can go on with it after a restart. */
    interface Restorable extends HealthCheck {

        /**
         * Goes on from its last result that was kept; called at most once, and before the first check as long as the
         * store is not away.
         *
         * @param details the details of that result
         */
        void restore(Map<String, String> details);
    }
}
