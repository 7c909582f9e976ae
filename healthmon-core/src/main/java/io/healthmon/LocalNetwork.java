package io.healthmon;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Problem;
import io.healthmon.check.composed.InverseCheck;
import io.healthmon.state.LocalNetworkRule;
import io.healthmon.state.NetworkSightings;
import io.healthmon.state.NetworkSightings.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Judges results in the light of what came of all others: where this machine has lost its network, a host that is silent
 * is unknown and not down.
 *
 * <p>Called under the lock of a watch, or by a check for its parts, so it takes none but its own, for arithmetic; what
 * follows for other watches is left to the {@link Reaction}. While all hosts answer it takes no lock at all. Safe for use by
 * multiple threads.
 */
final class LocalNetwork implements HealthCheck {

    /** Nobody is asked to bear witness if a host answered within that time: the next result will tell. */
    private static final long FRESH = Duration.ofSeconds(1).toNanos();

    /** How long no further witnesses are asked. */
    private static final long PATIENCE = Duration.ofSeconds(5).toNanos();

    private static final Duration SOONEST_LOOK = Duration.ofSeconds(10);
    private static final Duration LATEST_LOOK = Duration.ofMinutes(5);
    private static final Duration LOOK_OF_EACH = Duration.ofMillis(10);

    /** By these a host shows that it could not be reached. */
    private static final Set<Cause> SILENT = EnumSet.of(Cause.DNS, Cause.CONNECT, Cause.TIMEOUT);

    /** By these nobody can tell whether it was reached. */
    private static final Set<Cause> UNCLEAR = EnumSet.of(
            Cause.TLS, Cause.CONFIGURATION, Cause.CREDENTIALS_MISSING, Cause.CHECK_ERROR, Cause.LOCAL_NETWORK);

    private final LocalNetworkRule rule;
    private final NetworkSightings sightings;
    private final Reaction reaction;
    private volatile boolean quiet = true;
    private volatile long answeredAt;
    private volatile boolean answered;
    private long askedAt;
    private boolean asked;
    private volatile boolean lost;
    private volatile int silent;

    LocalNetwork(LocalNetworkRule rule, Reaction reaction) {
        this.rule = rule;
        this.sightings = new NetworkSightings(rule);
        this.reaction = reaction;
    }

    /** What is done about it, later and elsewhere. */
    interface Reaction {

        /** Has some other integrations checked, of other sites. */
        void askWitnesses(String site);

        /** Tells people that the network is lost, or is back; the check says which. */
        void changed(HealthCheck network);

        /** Returns how many integrations there are. */
        int integrations();
    }

    /** Returns whether the network is lost. */
    boolean lost() {
        return lost;
    }

    /** Returns a check that counts its parts, if it has any, as this judges them, each by its own host. */
    HealthCheck judgingParts(HealthCheck check, Supplier<Moment> now) {
        if (!rule.enabled() || !(check instanceof HealthCheck.Composed composed)) {
            return check;
        }
        try {
            return composed.judgedBy((part, seen) -> judge(Site.of(part), seen, now.get()));
        } catch (RuntimeException | LinkageError broken) {
            // why: one that cannot be judged by its parts counts as it is
            return check;
        }
    }

    /** Returns what is to be recorded for a result. */
    CheckResult judge(@Nullable String site, CheckResult result, Moment now) {
        if (site == null || !rule.enabled()) {
            return result;
        }
        Seen seen = seen(result);
        if (seen == Seen.ANSWERED) {
            answeredAt = now.nanos();
            answered = true;
        }
        if (seen != Seen.ANSWERED || !quiet) {
            take(site, seen, now.nanos());
        }
        return lost && unreached(result, seen) ? unknown(result, now.instant()) : result;
    }

    private synchronized void take(String site, Seen seen, long nanos) {
        sightings.add(site, seen, nanos);
        quiet = sightings.quiet();
        silent = sightings.lost() ? Math.max(silent, sightings.silent()) : sightings.silent();
        if (sightings.lost() != lost) {
            lost = sightings.lost();
            reaction.changed(this);
        } else if (seen == Seen.SILENT && !lost && sightings.silent() > 0 && wantsWitnesses(nanos)) {
            askedAt = nanos;
            asked = true;
            reaction.askWitnesses(site);
        }
    }

    private boolean wantsWitnesses(long nanos) {
        boolean fresh = answered && nanos - answeredAt < FRESH;
        return !fresh && !(asked && nanos - askedAt < PATIENCE);
    }

    private static Seen seen(CheckResult result) {
        String refusedBy = result.details().get(InverseCheck.EXPECTED_FAILURE);
        if (refusedBy != null) {
            return isSilence(refusedBy) ? Seen.UNCLEAR : Seen.ANSWERED;
        }
        Problem problem = result.problem();
        if (result.status() == HealthStatus.UNKNOWN) {
            return Seen.UNCLEAR;
        }
        if (problem == null || result.status() == HealthStatus.DEGRADED) {
            return Seen.ANSWERED;
        }
        return SILENT.contains(problem.cause())
                ? Seen.SILENT
                : UNCLEAR.contains(problem.cause()) ? Seen.UNCLEAR : Seen.ANSWERED;
    }

    private static boolean isSilence(String cause) {
        return SILENT.stream().anyMatch(silence -> silence.label().equals(cause));
    }

    /** Also where a check is healthy because it could not reach what is to be closed. */
    private static boolean unreached(CheckResult result, Seen seen) {
        return seen == Seen.SILENT
                || (seen == Seen.UNCLEAR && result.details().containsKey(InverseCheck.EXPECTED_FAILURE));
    }

    private CheckResult unknown(CheckResult result, Instant now) {
        Problem problem = result.problem();
        Problem lostNetwork = new Problem(
                Cause.LOCAL_NETWORK,
                "The network of this machine is the likely reason, since no host can be reached."
                        + (problem == null ? "" : " " + problem.message()),
                "See to the network, the DNS server and the firewall of this machine.",
                null);
        return result.with(HealthStatus.UNKNOWN, lostNetwork).withValidUntil(now.plus(nextLook()));
    }

    /** Looked at soon, so that the end is noticed; all together some hundred times a second at most. */
    private Duration nextLook() {
        Duration each = LOOK_OF_EACH.multipliedBy(reaction.integrations());
        Duration base = each.compareTo(SOONEST_LOOK) < 0 ? SOONEST_LOOK : each;
        Duration most = base.compareTo(LATEST_LOOK) > 0 ? LATEST_LOOK : base;
        return Duration.ofMillis(
                (long) (most.toMillis() * (0.75 + ThreadLocalRandom.current().nextDouble() / 2)));
    }

    /** Returns the result of the network itself. */
    @Override
    public CheckResult check(CheckContext context) {
        return lost
                ? CheckResult.down(new Problem(
                        Cause.LOCAL_NETWORK,
                        "No host can be reached: " + silent + " unrelated ones failed at once, and none answered.",
                        "See to the network, the DNS server and the firewall of this machine.",
                        null))
                : CheckResult.healthy();
    }
}
