package io.healthmon.store;

import io.healthmon.metric.Bucket;
import io.healthmon.metric.Resolution;
import io.healthmon.metric.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What the results of hours, days and months came to, kept when the results themselves are long gone.
 *
 * <p>An hour is rolled up from its results once it is over; a day from its hours, a month from its days. What is not
 * rolled up yet is read from results, of 2 days at most. So figures are the same whether they were rolled up before or not,
 * and no result counts twice. A result that comes late, for an hour that was rolled up, has that hour and those after it
 * rolled up anew.
 *
 * <p>A result stands for the time until the next one, but not beyond {@link
 * io.healthmon.check.Integration#longestValidity()} of its integration as last declared; without a declaration for
 * {@link #UNDECLARED_VALIDITY}.
 *
 * <p>Time in a {@linkplain HealthStore#maintenance() window of maintenance} is counted apart; a window that is put or removed
 * when its hours were rolled up counts once they are {@linkplain #rebuildFrom rebuilt}.
 *
 * <p>Spans of time begin with an hour: one that does not is widened. Their end counts exactly when it lies where results
 * are read, and is else the end of its hour. Safe for use by multiple threads and processes. A method that cannot do its
 * work throws {@link StoreException}.
 *
 * @since 0.1
 */
public interface RollupStore {

    /** How long a result stands for when nobody declared its integration: 10 minutes. */
    Duration UNDECLARED_VALIDITY = Duration.ofMinutes(10);

    /**
     * Rolls up hours that are over, some at a time, and makes ready what the days to come need. What is done stays done,
     * whatever happens in the middle of the rest.
     *
     * @param now when it is; hours that ended a minute before are taken
     * @return whether there is more to roll up at once
     */
    boolean rollUp(Instant now);

    /** Has everything from a moment on rolled up anew, as far as there are results, by the next {@link #rollUp}s. */
    void rebuildFrom(Instant moment);

    /** Has everything of one integration rolled up anew likewise. */
    void rebuildFrom(String integrationId, Instant moment);

    /**
     * Returns what results in a span of time came to, by integration; those without any are left out. What a caller gets
     * is its own, to merge as it likes.
     */
    Map<String, Tally> tallies(Collection<String> integrationIds, TimeRange range);

    /**
     * Returns the same for each hour, day or month, oldest first; those without anything are left out. The first part is
     * widened to its begin.
     */
    Map<String, List<Bucket>> buckets(Collection<String> integrationIds, Resolution resolution, TimeRange range);

    /**
     * Removes the figures of hours and days that ended before a moment; those of months stay.
     *
     * @return how many were removed
     */
    long removeBefore(Instant moment);
}
