package io.healthmon.store;

import io.healthmon.alert.AlertState;
import io.healthmon.alert.IssuedAlert;
import io.healthmon.maintenance.MaintenanceStore;
import io.healthmon.metric.Rates;
import io.healthmon.outbox.AlertOutbox;
import io.healthmon.state.HealthState;
import io.healthmon.state.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where results and states are kept: a few dumb methods, values in and out.
 *
 * <p>What was appended is seen by every later call, and comes back as it was: every text, with control characters and
 * characters of any plane, as long as results and states allow; every time, at least to the microsecond, what is finer
 * may be cut off. An integration that nothing was appended for has no state and no results; to ask for it is no error.
 * Lists that are returned cannot be changed.
 *
 * <p>Safe for use by multiple threads; the results of one integration come in the order of their times and one batch at
 * a time. A method that cannot do its work throws {@link StoreException}; the monitor then goes on from memory.
 *
 * <p>A store may keep fewer results than it was given, never other ones than the newest of an integration, and the
 * details of those alone that have a problem or are the newest; it says so.
 *
 * @since 0.1
 */
public interface HealthStore extends AutoCloseable {

    /**
     * Adds results to the log, replaces the states of their integrations, and puts the alerts that follow into the
     * outbox.
     *
     * <p>A result, the state that it led to and the alert that it led to are written together, or none of them. Of several
     * entries of one integration, all results are added, and the state of the last one stays. An entry is refused, which
     * means skipped, if its epoch is lower than the epoch of an entry already written for its integration: another
     * instance owns the integration by now. The other entries are written all the same.
     *
     * @param entries in the order in which they happened; may be empty
     * @return the entries that were refused, in the same order; empty when all were written
     * @throws StoreException if nothing was written, or if it is not known whether it was; the same entries may then be
     *     appended again, and a store that can be in doubt adds no result of an integration twice for one microsecond
     */
    List<Entry> append(List<Entry> entries);

    /** Returns the states that were last written for integrations, by id; without those that have none. */
    Map<String, StoredState> states(Collection<String> integrationIds);

    /**
     * Returns results of an integration, oldest first; of more than the limit, the newest ones.
     *
     * @param range from (inclusive) to (exclusive)
     * @param limit the most that are returned, at least 1
     * @throws IllegalArgumentException if the limit is less than 1
     */
    List<Observation> history(String integrationId, TimeRange range, int limit);

    /**
     * Returns the first results of an integration in a span of time, oldest first: a page of them. The next page begins
     * one microsecond after the last result of this one.
     *
     * @param range from (inclusive) to (exclusive)
     * @param limit the most that are returned, at least 1
     * @throws IllegalArgumentException if the limit is less than 1
     */
    List<Observation> page(String integrationId, TimeRange range, int limit);

    /** Returns the figures of hours, days and months. */
    RollupStore rollups();

    /** Returns what the application measured. */
    MetricStore metrics();

    /** Returns the windows of announced maintenance. */
    MaintenanceStore maintenance();

    /** Returns the record of what was changed by whom. */
    AuditLog audit();

    /** Returns the integrations that it knows, and what operators changed of them. */
    IntegrationStore integrations();

    /** Returns the alerts that wait to be delivered. */
    AlertOutbox outbox();

    /**
     * Returns the least time from the begin of one {@link #append} to the next while results keep coming, so that a store
     * for which a batch is expensive gets fewer and larger ones. The first result after a quiet time waits for nothing.
     *
     * @implSpec zero: every result is written at once, unless another is being written
     */
    default Duration batchInterval() {
        return Duration.ZERO;
    }

    /** Returns how much the log holds, of all integrations together, and from when on. */
    LogSize logSize();

    /**
     * Returns the present time by the clock of the place where results are kept, because the clock of one instance may be
     * wrong: nothing is removed that is too old by one of the two alone.
     *
     * @param here the present time by the clock of whoever asks
     * @implSpec returns what it is given: the clock is the same
     */
    default Instant now(Instant here) {
        return here;
    }

    /**
     * Removes results that are older than a moment, of all integrations; those of the moment itself stay, and so do
     * states and epochs. What cannot be removed now without holding up others may stay until the next time.
     *
     * @return how many were removed
     */
    long removeBefore(Instant moment);

    /**
     * Gives up connections and memory; afterwards every method of the store, its integrations and its outbox throws
     * {@link StoreException}, except this one, which has no effect then.
     */
    @Override
    void close();

    /**
     * One result and what it led to.
     *
     * @param integrationId whose it is
     * @param epoch the epoch of ownership under which the check ran
     * @param observation the result
     * @param state the health after it
     * @param alert what is known of its alerts after it
     * @param issued the alert that follows from it, or null
     * @param rates its percentages, this result counted
     */
    record Entry(
            String integrationId,
            long epoch,
            Observation observation,
            HealthState state,
            AlertState alert,
            @Nullable IssuedAlert issued,
            Rates rates) {

        /** Makes an entry of an integration that no alert was ever sent for. */
        public Entry(String integrationId, long epoch, Observation observation, HealthState state) {
            this(integrationId, epoch, observation, state, AlertState.INITIAL, null);
        }

        /** Makes an entry of an integration whose percentages nobody keeps. */
        public Entry(
                String integrationId,
                long epoch,
                Observation observation,
                HealthState state,
                AlertState alert,
                @Nullable IssuedAlert issued) {
            this(integrationId, epoch, observation, state, alert, issued, Rates.NONE);
        }
    }
}
