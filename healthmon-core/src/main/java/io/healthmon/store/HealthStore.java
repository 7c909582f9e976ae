package io.healthmon.store;

import io.healthmon.state.HealthState;
import io.healthmon.state.Observation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where results and states are kept: a few dumb methods, values in and out.
 *
 * <p>A state and the result it came from are written together, or neither. Safe for use by multiple threads; the
 * results of one integration come in the order of their times and one at a time. A method that cannot do its work
 * throws {@link StoreException}; the monitor then goes on from memory.
 *
 * @since 0.1
 */
public interface HealthStore extends AutoCloseable {

    /**
     * Adds results to the log and replaces the states of their integrations.
     *
     * @param entries in the order in which they happened
     * @throws StoreException if nothing was written
     */
    void append(List<Entry> entries);

    /** Returns the state that was last written for an integration; empty when there is none. */
    Optional<HealthState> state(String integrationId);

    /**
     * Returns results of an integration, oldest first; of more than the limit, the newest ones.
     *
     * @param range from (inclusive) to (exclusive)
     * @param limit the most that are returned, at least 1
     */
    List<Observation> history(String integrationId, TimeRange range, int limit);

    /** Returns how much the log holds, and from when on. */
    LogSize logSize();

    /**
     * Removes results that are older than a moment; states stay.
     *
     * @return how many were removed
     */
    long removeBefore(Instant moment);

    /** Gives up connections and memory; afterwards every method throws {@link StoreException}. */
    @Override
    void close();

    /**
     * One result and the state that it led to.
     *
     * @param integrationId whose it is
     * @param epoch the epoch of ownership under which the check ran
     * @param observation the result
     * @param state the state after it
     */
    record Entry(String integrationId, long epoch, Observation observation, HealthState state) {}
}
