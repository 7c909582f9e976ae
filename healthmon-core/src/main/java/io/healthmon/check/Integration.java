package io.healthmon.check;

import io.healthmon.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A service that the application depends on, and how it is watched.
 *
 * <p>Begins with {@link #named} and needs no more than the name; everything else has a default, told at
 * {@link IntegrationBuilder}. The {@link #id()} is unique in a monitor and stands in addresses and tables; the
 * {@link #name()} is for people and unique among the integrations of one owner. Immutable; safe for use by multiple
 * threads.
 *
 * @since 0.1
 */
public final class Integration {

    /** A copy that nobody else holds, so that what is written once in the builder need not be written again here. */
    private static final Instant SOME_NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

    private static final int RUNS_OF_A_SCHEDULE = 60;

    private final IntegrationBuilder values;

    private final String id;

    Integration(IntegrationBuilder values) {
        this.values = values.copy();
        this.id = values.id == null ? Names.slug(values.name) : values.id;
    }

    /** Begins an integration with the name that people see; its id is made from it unless one is given. */
    public static IntegrationBuilder named(String name) {
        return new IntegrationBuilder(name);
    }

    /** Returns a builder that begins with the values of this integration. */
    public IntegrationBuilder toBuilder() {
        return values.copy();
    }

    /** Returns the id: lower-case letters, digits, {@code -}, {@code _} and {@code .}. */
    public String id() {
        return id;
    }

    /** Returns the name for people. */
    public String name() {
        return values.name;
    }

    /** Returns what kind of service it is, or null. */
    public @Nullable String type() {
        return values.type;
    }

    /** Returns who offers the service, or null. */
    public @Nullable String provider() {
        return values.provider;
    }

    /** Returns the user or tenant it belongs to, or null when it is everybody's. */
    public @Nullable String owner() {
        return values.owner;
    }

    /** Returns the region it stands for, or null. */
    public @Nullable String region() {
        return values.region;
    }

    /** Returns the address that is checked, for people, or null. */
    public @Nullable String endpoint() {
        return values.endpoint;
    }

    /** Returns a link to what one should know about it, or null. */
    public @Nullable String documentation() {
        return values.documentation;
    }

    /** Returns its tags in the order given. */
    public Set<String> tags() {
        return values.tags;
    }

    /** Returns the ids of the integrations that it needs itself. */
    public Set<String> dependsOn() {
        return values.dependsOn;
    }

    /** Returns whether the application cannot do without it. */
    public boolean critical() {
        return values.critical;
    }

    /** Returns whether anonymous callers of {@code /health} see its status. */
    public boolean visibleToAll() {
        return values.visibleToAll == null ? values.critical : values.visibleToAll;
    }

    /** Returns whether it belongs to this instance of the application alone, so that readiness depends on it. */
    public boolean exclusive() {
        return values.exclusive;
    }

    /** Returns whether it is checked at all. */
    public boolean enabled() {
        return values.enabled;
    }

    /** Returns when it is checked. */
    public Schedule schedule() {
        return values.schedule;
    }

    /** Returns the time limit of a check. */
    public Duration timeout() {
        return values.timeout;
    }

    /** Returns the response time above which a healthy result counts as degraded, or null for no such limit. */
    public @Nullable Duration degradedAfter() {
        return values.degradedAfter;
    }

    /** Returns after what time a suspect, whose last check failed but which is not yet down, is checked again. */
    public Duration recheckAfter() {
        return values.recheckAfter;
    }

    /** Returns how often a run asks again before a failure counts. */
    public int retries() {
        return values.retries;
    }

    /** Returns how long a run waits before its first retry. */
    public Duration retryDelay() {
        return values.retryDelay;
    }

    /** Returns how young a success of the application's own calls is to stand in for a check, or null if none does. */
    public @Nullable Duration passiveFor() {
        return values.passiveFor;
    }

    /** Returns whether people are told when it is down. */
    public boolean alertOnFailure() {
        return values.alertOnFailure;
    }

    /** Returns who gets its alerts by mail beside those whom a channel names, in the order given. */
    public Set<String> alertEmail() {
        return values.alertEmail;
    }

    /** Returns how many equal results in a row decide a status. */
    public Thresholds thresholds() {
        return values.thresholds;
    }

    /**
     * Returns when a result of the given moment is stale: {@code staleAfter} later; if that is not set, when the second
     * run after it is due (with an interval: after twice the interval), or later where a single check may take longer.
     */
    public Instant staleAt(Instant checkedAt) {
        Duration staleAfter = values.staleAfter;
        if (staleAfter != null) {
            return checkedAt.plus(staleAfter);
        }
        Instant next = schedule().next(checkedAt);
        Instant afterNext = schedule().next(next);
        Instant slowest = next.plus(timeout());
        return afterNext.isBefore(slowest) ? slowest : afterNext;
    }

    /**
     * Returns how long one of its results can stand, at most, until it is stale: as {@link #staleAt} says; with a cron
     * schedule, the longest such time of sixty runs in a row.
     */
    public Duration longestValidity() {
        Duration longest = Duration.ZERO;
        Instant run = SOME_NEW_YEAR;
        int runs = schedule() instanceof Schedule.Every ? 1 : RUNS_OF_A_SCHEDULE;
        for (int looked = 0; looked < runs; looked++) {
            Duration validity = Duration.between(run, staleAt(run));
            longest = validity.compareTo(longest) > 0 ? validity : longest;
            run = schedule().next(run);
        }
        return longest;
    }

    @Override
    public String toString() {
        return name() + " (" + id + ")";
    }
}
