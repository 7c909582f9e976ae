package io.healthmon.explain;

import io.healthmon.HealthMonitor;
import io.healthmon.IntegrationHealth;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.metric.Statistics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Why an integration has the status that it has, in words and in data.
 *
 * <p>A pure function of what was known at a moment: {@link #of(Known, Instant)} reads no clock and no store. Immutable; safe
 * for use by multiple threads.
 *
 * @param known what was known
 * @param at the moment it is about
 * @param sentences the explanation in words, the most important first; unmodifiable
 * @param changes what it takes to get another status; unmodifiable
 * @param staleAt when the last result turns, or turned, stale; null before the first
 * @param dependenciesDown those of its dependencies that are down, by id; unmodifiable
 * @since 0.1
 */
public record Explanation(
        Known known,
        Instant at,
        List<String> sentences,
        List<Change> changes,
        @Nullable Instant staleAt,
        List<String> dependenciesDown) {

    /** Copies the lists. */
    public Explanation {
        sentences = List.copyOf(sentences);
        changes = List.copyOf(changes);
        dependenciesDown = List.copyOf(dependenciesDown);
    }

    /**
     * Explains how an integration is now, from memory.
     *
     * @throws IllegalArgumentException if there is none with the id
     */
    public static Explanation of(HealthMonitor monitor, String id) {
        return of(monitor, id, integration -> true);
    }

    /**
     * Explains how an integration is now, from memory, to somebody who does not see every integration.
     *
     * @param visible which of those that it depends on may be told of; the others count as not there
     * @throws IllegalArgumentException if there is none with the id
     */
    public static Explanation of(HealthMonitor monitor, String id, Predicate<Integration> visible) {
        IntegrationHealth health = monitor.health(id);
        List<IntegrationHealth> dependencies = new ArrayList<>();
        health.integration()
                .dependsOn()
                .forEach(other -> monitor.find(other)
                        .filter(dependency -> visible.test(dependency.integration()))
                        .ifPresent(dependencies::add));
        return of(
                new Known(health, monitor.statistics(id), monitor.uptime30Days(id), dependencies),
                monitor.clock().instant());
    }

    /** Explains what was known at a moment; a pure function. */
    public static Explanation of(Known known, Instant at) {
        IntegrationHealth health = known.health();
        Instant lastCheck = health.state().lastCheckAt();
        List<String> down = known.dependencies().stream()
                .filter(other -> other.counts() && other.status() == HealthStatus.DOWN)
                .map(other -> other.integration().id())
                .sorted()
                .toList();
        List<Change> changes = Change.of(health);
        return new Explanation(
                known,
                at,
                new Sentences(known, at).write(changes, down),
                changes,
                lastCheck == null ? null : health.integration().staleAt(lastCheck),
                down);
    }

    /**
     * What is known of an integration.
     *
     * @param health how it is
     * @param lastDay its figures of the last 24 hours
     * @param uptime30Days the percentage of the last 30 days' results that were no failure; empty without results
     * @param dependencies how the integrations are that it needs; unmodifiable
     * @since 0.1
     */
    public record Known(
            IntegrationHealth health,
            Statistics lastDay,
            OptionalDouble uptime30Days,
            List<IntegrationHealth> dependencies) {

        /** Copies the dependencies. */
        public Known {
            dependencies = List.copyOf(dependencies);
        }
    }

    /**
     * What it takes to get another status.
     *
     * @param to the status
     * @param needed how many results of it in a row decide
     * @param seen how many of these there are already
     * @since 0.1
     */
    public record Change(HealthStatus to, int needed, int seen) {

        /** Returns how many more there have to be. */
        public int missing() {
            return Math.max(0, needed - seen);
        }

        /** Returns the changes that results can bring, worst status first; an unknown result always decides at once. */
        static List<Change> of(IntegrationHealth health) {
            List<Change> changes = new ArrayList<>();
            for (HealthStatus status : HealthStatus.values()) {
                if (status != health.state().status() && status != HealthStatus.UNKNOWN) {
                    int seen =
                            health.state().observed() == status ? health.state().streak() : 0;
                    changes.add(
                            new Change(status, health.integration().thresholds().of(status), seen));
                }
            }
            return changes;
        }
    }
}
