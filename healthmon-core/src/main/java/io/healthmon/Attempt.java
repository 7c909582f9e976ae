package io.healthmon;

import io.healthmon.state.LostResults;
import io.healthmon.store.HealthStore.Entry;
import io.healthmon.store.StoreException;
import java.util.List;

/**
 * A batch, and how often the store refused it for what is in it.
 *
 * @param entries what is to be written
 * @param refusals how often
 */
record Attempt(List<Entry> entries, int refusals) {

    /** How often a batch is refused before it is taken apart. */
    static final int PATIENCE = 3;

    static Attempt first(List<Entry> entries) {
        return new Attempt(entries, 0);
    }

    /** Returns the batch after a failure; only what the store says of the data counts. */
    Attempt failed(Throwable failure) {
        boolean ofData = failure instanceof StoreException refused && refused.ofData();
        return new Attempt(entries, ofData ? refusals + 1 : 0);
    }

    boolean isToBeTakenApart() {
        return refusals >= PATIENCE;
    }

    /** Returns the halves; of a single result, the mark that it is missing; of such a mark, nothing. */
    List<Attempt> parts() {
        int size = entries.size();
        if (size > 1) {
            return List.of(part(entries.subList(0, size / 2)), part(entries.subList(size / 2, size)));
        }
        Entry entry = entries.get(0);
        return isMark()
                ? List.of()
                : List.of(part(List.of(Leftovers.mark(entry, entry.observation().at(), 1))));
    }

    /** Returns whether it is but the mark that a result is missing. */
    boolean isMark() {
        return entries.size() == 1
                && LostResults.of(entries.get(0).observation()).isPresent();
    }

    private static Attempt part(List<Entry> entries) {
        return new Attempt(List.copyOf(entries), PATIENCE - 1);
    }
}
