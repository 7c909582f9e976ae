package io.healthmon;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the monitor gets on with its store, as {@link HealthMonitor#storeHealth()} saw it: from memory, without asking the
 * store. Counts are those of this process since the monitor was built.
 *
 * @param queue what waits to be written
 * @param dropped what could not be written and is given up
 * @param writes what was written, and how fast
 * @param failure what keeps results from being written now, or null
 * @param cleanUp the last removal of what is too old, or null if there was none yet
 * @since 0.1
 */
public record StoreHealth(
        Queue queue,
        Dropped dropped,
        Writes writes,
        @Nullable Failure failure,
        @Nullable CleanUp cleanUp) {

    /** Returns whether the store takes no results now. */
    public boolean failing() {
        return failure != null;
    }

    /**
     * Results that wait.
     *
     * @param results how many
     * @param capacity how many may wait; beyond, the oldest are dropped
     * @param oldest the age of the oldest of them; zero if there is none
     * @param alerts how many alerts wait with them; they are told from memory meanwhile
     * @since 0.1
     */
    public record Queue(int results, int capacity, Duration oldest, long alerts) {}

    /**
     * Results that are in no log.
     *
     * @param results how many
     * @param since when the first of them was dropped, or null if none was
     * @since 0.1
     */
    public record Dropped(long results, @Nullable Instant since) {}

    /**
     * What was written.
     *
     * @param batches how many transactions
     * @param results how many results
     * @param resultsLastDay how many of them in the last 23 to 24 hours
     * @param lastAt when the last batch was written, or null
     * @param latency how long batches took, or null without any in the last hour
     * @since 0.1
     */
    public record Writes(
            long batches,
            long results,
            long resultsLastDay,
            @Nullable Instant lastAt,
            @Nullable Latency latency) {}

    /**
     * How long batches of the last 30 to 60 minutes took, in milliseconds, percentiles within 1 %.
     *
     * @param p50 what half of them stayed within
     * @param p95 what 95 % stayed within
     * @param p99 what 99 % stayed within
     * @param max the longest
     * @since 0.1
     */
    public record Latency(double p50, double p95, double p99, long max) {}

    /**
     * Why nothing is written.
     *
     * @param since when the store took no results for the first time
     * @param reason what it last said, in one line, without secrets
     * @since 0.1
     */
    public record Failure(Instant since, String reason) {}

    /**
     * A removal of what is too old.
     *
     * @param at when it began
     * @param took how long it took
     * @param removed what was removed, or null if it failed
     * @param failure why it failed, in one line, or null
     * @since 0.1
     */
    public record CleanUp(
            Instant at,
            Duration took,
            @Nullable Cleanup removed,
            @Nullable String failure) {}
}
