package io.healthmon.check.composed;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Problem;
import io.healthmon.egress.TargetGuard;
import io.healthmon.secret.Secret;
import io.healthmon.secret.SecretHolder;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks at what must not work: healthy when another check is down, such as that of a port which has to be closed.
 *
 * <p>Only a failure by which the target itself shows that it refuses counts as expected. By default those are
 * {@link Cause#CONNECT}, {@link Cause#CREDENTIALS_INVALID}, {@link Cause#CREDENTIALS_EXPIRED},
 * {@link Cause#CREDENTIALS_REVOKED}, {@link Cause#PERMISSION}, {@link Cause#ACCOUNT}, {@link Cause#CLIENT_ERROR} and
 * {@link Cause#ASSERTION}. Any other failure is unknown, with the same cause: a timeout, a name that cannot be resolved or
 * a network that cannot be reached may be this machine's own fault. A check that itself fails, and a result that is
 * unknown, never make it healthy. Where the inner check is healthy, it is down with {@link Cause#ASSERTION}.
 *
 * <p>Where it is degraded it is down too, since it works in part, but for what a service says to those whom it keeps out:
 * {@link Cause#PERMISSION} counts as if it were down, {@link Cause#RATE_LIMITED} likewise, which is unknown unless it is
 * expected, and {@link Cause#QUOTA} is unknown.
 *
 * <p>A healthy result tells in the detail {@value #EXPECTED_FAILURE} by which cause the target refused. Times, details and
 * how long to wait are those of the inner check. Waits for the inner check on the thread that it is called on, and
 * interrupts it when the time is over, which is a timeout as well; only one that ignores that too makes it down. Closes it
 * when it is closed. Immutable; as safe for use by multiple threads as the inner check is.
 *
 * @since 0.1
 */
public final class InverseCheck implements HealthCheck.Guardable, HealthCheck.Composed, SecretHolder, AutoCloseable {

    /** The detail that tells by which cause the target refused. */
    public static final String EXPECTED_FAILURE = "expectedFailure";

    private static final Set<Cause> USUAL = EnumSet.of(
            Cause.CONNECT,
            Cause.CREDENTIALS_INVALID,
            Cause.CREDENTIALS_EXPIRED,
            Cause.CREDENTIALS_REVOKED,
            Cause.PERMISSION,
            Cause.ACCOUNT,
            Cause.CLIENT_ERROR,
            Cause.ASSERTION);

    /** What says nothing of the target, whatever somebody expects. */
    private static final Set<Cause> NEVER =
            EnumSet.of(Cause.LOCAL_NETWORK, Cause.CHECK_ERROR, Cause.CREDENTIALS_MISSING);

    /** By these a service keeps out who asks, although it works for others, which is degraded. */
    private static final Set<Cause> KEPT_OUT = EnumSet.of(Cause.PERMISSION, Cause.RATE_LIMITED, Cause.QUOTA);

    private static final Problem WORKS = new Problem(
            Cause.ASSERTION,
            "It works, but it is expected not to.",
            "Close what this check reaches; if it may work, remove the inversion.",
            null);

    private final HealthCheck inner;
    private final Set<Cause> expected;

    private InverseCheck(HealthCheck inner, Set<Cause> expected) {
        this.inner = inner;
        this.expected = Collections.unmodifiableSet(EnumSet.copyOf(expected));
    }

    /**
     * Returns a check that is healthy when another is down.
     *
     * @throws IllegalArgumentException if it is a heartbeat, or another check that goes on from its own results
     */
    public static InverseCheck of(HealthCheck check) {
        Objects.requireNonNull(check, "check");
        Parts.requireAlone("an inverse check", check);
        return new InverseCheck(check, USUAL);
    }

    /**
     * Returns this check with other causes that count as the expected failure, such as {@link Cause#TIMEOUT} where a
     * firewall drops packets without a word.
     *
     * @throws IllegalArgumentException if there is none, or one that says nothing of the target: {@link Cause#LOCAL_NETWORK},
     *     {@link Cause#CHECK_ERROR} or {@link Cause#CREDENTIALS_MISSING}
     */
    public InverseCheck expecting(Cause... causes) {
        List<Cause> wanted = Arrays.asList(causes);
        for (Cause cause : wanted) {
            if (NEVER.contains(cause)) {
                throw new IllegalArgumentException("expectedCauses \"" + cause.label()
                        + "\" is not allowed, because it says nothing of the target; use one such as "
                        + labels(USUAL) + ", timeout or dns");
            }
        }
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("expectedCauses is empty; use one or more such as " + labels(USUAL));
        }
        return new InverseCheck(inner, EnumSet.copyOf(wanted));
    }

    @Override
    public CheckResult check(CheckContext context) throws InterruptedException {
        return judge(TimeBox.run(context.timeout(), () -> inner.check(context)));
    }

    private CheckResult judge(CheckResult seen) {
        Problem problem = seen.problem();
        if (problem == null || (seen.status() == HealthStatus.DEGRADED && !KEPT_OUT.contains(problem.cause()))) {
            return seen.with(HealthStatus.DOWN, WORKS);
        }
        return seen.status() != HealthStatus.UNKNOWN && refuses(seen.status(), problem)
                ? seen.with(HealthStatus.HEALTHY, null)
                        .withDetail(EXPECTED_FAILURE, problem.cause().label())
                : seen.with(HealthStatus.UNKNOWN, unclear(seen.status(), problem));
    }

    private boolean refuses(HealthStatus status, Problem problem) {
        return expected.contains(problem.cause()) && !perhapsWorks(status, problem.cause()) && !nowhere(problem);
    }

    /** The systems' own words for packets that never left: the JDK has no other sign of it. */
    private static boolean nowhere(Problem problem) {
        String message = problem.message().toLowerCase(Locale.ROOT);
        return problem.cause() == Cause.CONNECT
                && (message.contains("unreachable") || message.contains("no route to host"));
    }

    private Problem unclear(HealthStatus status, Problem problem) {
        return new Problem(
                problem.cause(),
                "Cannot tell whether it is refused: " + problem.message(),
                resolution(status, problem.cause()),
                problem.documentation());
    }

    private String resolution(HealthStatus status, Cause cause) {
        if (perhapsWorks(status, cause)) {
            return "Raise the allowance or check less often, so that the check can tell.";
        }
        return NEVER.contains(cause) || expected.contains(cause)
                ? "Mend what keeps the check from reaching its target."
                : "If " + cause.label() + " is how the target refuses, add it to \"expectedCauses\".";
    }

    /** An allowance that is nearly used up lets everything through, and has the same cause as one that is. */
    private static boolean perhapsWorks(HealthStatus status, Cause cause) {
        return status == HealthStatus.DEGRADED && cause == Cause.QUOTA;
    }

    private static String labels(Set<Cause> causes) {
        return causes.stream().map(Cause::label).collect(Collectors.joining(", "));
    }

    /** Returns the host that the inner check connects to; empty if that does not tell. */
    @Override
    public String target() {
        return inner instanceof HealthCheck.Guardable guardable ? guardable.target() : "";
    }

    /**
     * Returns this check of the guarded inner one; a target that is refused is unknown then.
     *
     * @throws IllegalArgumentException if the inner check cannot be guarded, or its target is refused
     */
    @Override
    public InverseCheck guardedBy(TargetGuard guard) {
        if (inner instanceof HealthCheck.Guardable guardable) {
            return new InverseCheck(guardable.guardedBy(guard), expected);
        }
        throw new IllegalArgumentException("the inner check cannot be guarded; declare it in the application instead");
    }

    /** Returns the parts of the inner check, if that has any: the host of the inner one is that of this one. */
    @Override
    public Collection<HealthCheck> parts() {
        return inner instanceof HealthCheck.Composed composed ? composed.parts() : List.of();
    }

    @Override
    public InverseCheck judgedBy(PartJudge judge) {
        return new InverseCheck(Parts.judgedBy(judge, inner), expected);
    }

    /** Returns the secrets that its parts were given. */
    @Override
    public Collection<Secret> secrets() {
        return Parts.secrets(List.of(inner));
    }

    @Override
    public void close() {
        Parts.close(List.of(inner));
    }

    @Override
    public String toString() {
        return "not " + inner;
    }
}
