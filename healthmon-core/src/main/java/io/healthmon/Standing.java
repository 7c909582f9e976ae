package io.healthmon;

import io.healthmon.alert.AlertDecision;
import io.healthmon.alert.AlertPolicy;
import io.healthmon.alert.AlertState;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.Problem;
import io.healthmon.metric.Bucket;
import io.healthmon.metric.Rates;
import io.healthmon.metric.RollingStatistics;
import io.healthmon.metric.Statistics;
import io.healthmon.state.HealthState;
import io.healthmon.state.Observation;
import io.healthmon.store.HealthStore.Entry;
import io.healthmon.store.StoredState;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one integration: its state, its figures and its circumstances. Confined to its watch's lock.
 */
final class Standing {

    /** What a check says it took is believed up to here; beyond, the run's own time counts. */
    private static final Duration LONGEST = Duration.ofDays(1);

    /** How far the clock may be set back without results going back with it: a change of the season's time, done wrong. */
    private static final Duration LONGEST_HELD = Duration.ofHours(2);

    private final RollingStatistics statistics = new RollingStatistics();
    private final Map<HealthStatus, Long> checks = new EnumMap<>(HealthStatus.class);
    private HealthState state = HealthState.INITIAL;
    private AlertState alert = AlertState.INITIAL;

    /** From which millisecond on the last result is stale. */
    private long staleAtMillis = Long.MAX_VALUE;

    /** How long the service wanted to be left alone with the last result of this process. */
    private Duration wait = Duration.ZERO;

    /** When the last result of this process was taken, on the running time. */
    private long takenAt;

    private boolean taken;

    /** Whom its check has to do with; null where that tells nothing of the network. */
    private @Nullable String site;

    /** Whom an answer of its check would show to be there, such as the host of a part. */
    private @Nullable String witnessedSite;

    /** What the application's own calls showed; anybody may write to it, without the lock. */
    final Traffic traffic = new Traffic();

    /** Whether a run ignores its time limit. */
    boolean stuck;

    /** Until when it is paused, or null. */
    @Nullable Instant pausedUntil;

    /** Goes on from what was kept of an earlier process, unless there is a result since; returns whether it does. */
    boolean takeOver(Integration integration, StoredState known, Instant now) {
        if (state.checked()) {
            // why: an outage that people were told of is still to be followed by its end
            alert = alert.equals(AlertState.INITIAL) ? known.alert() : alert;
            return false;
        }
        state = known.health();
        alert = known.alert();
        judgeAge(integration, now);
        return true;
    }

    /** Judges by other settings from now on when the last result is stale. */
    void judgeAge(Integration integration, Instant now) {
        Instant last = state.lastCheckAt();
        // why: a result from the future would count until that has come
        staleAtMillis = last == null ? Long.MAX_VALUE : staleAt(integration, last.isAfter(now) ? now : last, wait);
    }

    /** Is told what is watched from now on. */
    void watches(Integration integration, HealthCheck check) {
        site = Site.of(integration, check);
        witnessedSite = site == null ? Site.ofParts(check) : site;
    }

    @Nullable String site() {
        return site;
    }

    /** Returns whom it has to do with, if that works and tells something of the network; else null. */
    @Nullable String workingSite() {
        return state.observed() == HealthStatus.HEALTHY ? witnessedSite : null;
    }

    HealthState state() {
        return state;
    }

    /** Notes that no run ignores its time limit; returns whether one did. */
    boolean unstick() {
        boolean was = stuck;
        stuck = false;
        return was;
    }

    /** Returns the result that stands in for the check that is due, by the application's own calls; or null. */
    @Nullable CheckResult standIn(Integration integration, Moment now) {
        Duration age = integration.passiveFor();
        boolean well = taken && state.observed() == HealthStatus.HEALTHY && state.status() == HealthStatus.HEALTHY;
        if (age == null || !well || !traffic.vouches(now.nanos(), age, takenAt)) {
            return null;
        }
        Duration took = traffic.took();
        Duration limit = integration.degradedAfter();
        // why: some calls are slow by nature; only the check can tell
        boolean slow = limit != null && took.compareTo(limit) > 0;
        return slow ? null : CheckResult.healthy().withResponseTime(took).withDetail("source", "passive");
    }

    /** Takes a result in and returns what is to be recorded of it. */
    Entry take(
            Integration integration,
            CheckResult result,
            Duration elapsed,
            Moment moment,
            long epoch,
            AlertPolicy policy) {
        Instant now = moment.instant();
        HealthState before = state;
        takenAt = moment.nanos();
        taken = true;
        Observation observation = observe(integration, result, elapsed, after(before.lastCheckAt(), now));
        state = before.next(observation, integration.thresholds());
        wait = Objects.requireNonNullElse(result.retryAfter(), Duration.ZERO);
        staleAtMillis = staleAt(integration, now, wait);
        statistics.add(observation);
        checks.merge(observation.status(), 1L, Long::sum);
        AlertDecision decision = AlertDecision.of(integration, before, state, alert, policy, now);
        alert = decision.state();
        Rates rates = statistics.rates(observation.at());
        return new Entry(integration.id(), epoch, observation, state, alert, decision.issued(), rates);
    }

    /** Counts results from before a restart, which change nothing but the figures. */
    void remember(List<Bucket> hours, List<Bucket> days) {
        statistics.restore(hours, days);
    }

    boolean paused(Moment now) {
        return pausedUntil != null && paused(now.instant());
    }

    private boolean paused(Instant now) {
        return pausedUntil != null && now.isBefore(pausedUntil);
    }

    /** Returns when the pause ends that it is in, or null. */
    @Nullable Instant pauseEnd(Moment now) {
        return paused(now) ? pausedUntil : null;
    }

    /** Returns the moment, or the end of the pause if that is later. */
    Instant afterPause(Instant moment, Moment now) {
        Instant end = pauseEnd(now);
        return end != null && end.isAfter(moment) ? end : moment;
    }

    Statistics lastDay(Instant now) {
        return statistics.lastDay(afterOrHeld(now));
    }

    /** Returns how many results there were of each status. */
    Map<HealthStatus, Long> checkCounts() {
        Map<HealthStatus, Long> counts = new EnumMap<>(HealthStatus.class);
        for (HealthStatus status : HealthStatus.values()) {
            counts.put(status, checks.getOrDefault(status, 0L));
        }
        return counts;
    }

    OptionalDouble uptime30Days(Instant now) {
        return statistics.uptime30Days(afterOrHeld(now));
    }

    /** Returns the moment, or the time of the last result if the clock was set back behind it. */
    private Instant afterOrHeld(Instant now) {
        Instant last = state.lastCheckAt();
        return last != null && isHeld(last, now) ? last : now;
    }

    Set<Flag> flags(Integration integration, boolean inMaintenance, Instant now) {
        boolean paused = paused(now);
        boolean stale = now.toEpochMilli() >= staleAtMillis;
        if (integration.enabled() && !paused && !stale && !inMaintenance && !stuck && !state.suspect()) {
            return Set.of();
        }
        EnumSet<Flag> flags = EnumSet.noneOf(Flag.class);
        add(flags, Flag.DISABLED, !integration.enabled());
        add(flags, Flag.PAUSED, paused);
        add(flags, Flag.STALE, stale);
        add(flags, Flag.IN_MAINTENANCE, inMaintenance);
        add(flags, Flag.SUSPECT, state.suspect());
        add(flags, Flag.STUCK, stuck);
        return Set.copyOf(flags);
    }

    /** Returns the next moment, in milliseconds, at which the flags change by the passing of time alone. */
    long flagsChangeAt(Instant now) {
        long change = now.toEpochMilli() < staleAtMillis ? staleAtMillis : Long.MAX_VALUE;
        Instant pauseEnd = pausedUntil;
        return pauseEnd != null && now.isBefore(pauseEnd) ? Math.min(change, pauseEnd.toEpochMilli()) : change;
    }

    private static void add(Set<Flag> flags, Flag flag, boolean holds) {
        if (holds) {
            flags.add(flag);
        }
    }

    private static Observation observe(Integration integration, CheckResult result, Duration elapsed, Instant at) {
        Duration measured = result.responseTime();
        Duration took = measured == null || measured.compareTo(LONGEST) > 0 ? elapsed : measured;
        long millis = took.plusNanos(500_000).toMillis();
        Duration limit = integration.degradedAfter();
        if (limit != null && result.status() == HealthStatus.HEALTHY && took.compareTo(limit) > 0) {
            Problem slow = CheckFailure.slow(took, limit);
            return new Observation(at, HealthStatus.DEGRADED, millis, slow, result.details());
        }
        return new Observation(at, result.status(), millis, result.problem(), result.details());
    }

    /**
     * The results of one integration come in the order of their times and never share one, so that a moment tells which
     * result is meant, even if the clock was set back: then they follow the last one a microsecond apart, until the clock
     * has caught up. Behind a clock that was wrong by much more they would do so for ever.
     */
    private static Instant after(@Nullable Instant last, Instant now) {
        if (last != null && (last.equals(now) || isHeld(last, now))) {
            return last.plusNanos(1_000);
        }
        return now;
    }

    private static boolean isHeld(Instant last, Instant now) {
        return last.isAfter(now) && !last.isAfter(now.plus(LONGEST_HELD));
    }

    private static long staleAt(Integration integration, Instant checkedAt, Duration wait) {
        return integration.staleAt(checkedAt.plus(wait)).toEpochMilli();
    }
}
