package io.healthmon;

import io.healthmon.store.HealthStore.Entry;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Results that wait for the store, each integration's in their order, up to a capacity.
 *
 * <p>What is too much is lost, the oldest first, but of each integration the newest, and what carries an alert, as long
 * as those take up to half of the capacity. Where results are lost, a mark takes their place. What is under way counts, and
 * is never lost. Safe for use by multiple threads; its lock is held for a moment only, never while the store is at work.
 */
final class ResultBuffer {

    private final int capacity;
    private final int mostKept;
    private final Deque<Entry> waiting = new ArrayDeque<>();
    private final Leftovers leftovers = new Leftovers();

    /** The newest that waits of each integration; null while nothing is lost. */
    private @Nullable Map<String, Entry> newest;

    private List<Entry> underWay = List.of();
    private int alerts;

    ResultBuffer(int capacity) {
        this.capacity = capacity;
        this.mostKept = capacity / 2;
    }

    /** Returns how many may be under way, so that there is room for what comes meanwhile. */
    int largestBatch() {
        return Math.max(1, capacity / 4);
    }

    /** Adds a result; returns whether another was lost for it. */
    synchronized boolean add(Entry entry) {
        waiting.addLast(entry);
        if (newest != null) {
            newest.put(entry.integrationId(), entry);
        }
        alerts += entry.issued() == null ? 0 : 1;
        long lostBefore = leftovers.lost();
        while (results() > capacity && waiting.size() > 1) {
            shrink();
        }
        return leftovers.lost() > lostBefore;
    }

    private void shrink() {
        Map<String, Entry> last = newest == null ? index() : newest;
        newest = last;
        Entry oldest = removeFirst(last);
        boolean spared = oldest.issued() != null || !last.containsKey(oldest.integrationId());
        if (spared && leftovers.kept() < mostKept) {
            leftovers.keep(oldest);
        } else {
            leftovers.lose(oldest);
        }
    }

    private Map<String, Entry> index() {
        Map<String, Entry> last = new HashMap<>();
        waiting.forEach(entry -> last.put(entry.integrationId(), entry));
        return last;
    }

    @SuppressWarnings("ReferenceEquality") // the very one, which is quicker to tell
    private Entry removeFirst(@Nullable Map<String, Entry> last) {
        Entry first = waiting.removeFirst();
        alerts -= first.issued() == null ? 0 : 1;
        if (last != null && last.get(first.integrationId()) == first) {
            last.remove(first.integrationId());
        }
        return first;
    }

    /** Takes the oldest out, as a list of its own each time; they are under way until {@link #settled}. */
    synchronized List<Entry> take(int most) {
        List<Entry> batch = new ArrayList<>(Math.min(most, results() + 1));
        leftovers.moveTo(batch, most);
        while (batch.size() < most && !waiting.isEmpty()) {
            batch.add(removeFirst(newest));
        }
        if (waiting.isEmpty()) {
            newest = null;
        }
        underWay = batch;
        return batch;
    }

    /** Ends what {@link #take} began: nothing is under way. */
    void settled() {
        stillUnderWay(List.of());
    }

    /** Is told what of that which was taken is not written yet. */
    synchronized void stillUnderWay(List<Entry> left) {
        underWay = left;
    }

    /** Returns whether nothing waits but what is under way. */
    synchronized boolean isEmpty() {
        return waiting.isEmpty() && leftovers.isEmpty();
    }

    /** Returns how many wait that nobody writes yet. */
    synchronized int untaken() {
        return waiting.size() + leftovers.kept();
    }

    /** Returns how many were lost so far. */
    synchronized long lost() {
        return leftovers.lost();
    }

    synchronized StoreHealth.Queue queue(Instant now) {
        Instant oldest = oldest();
        long carried = underWay.stream().filter(entry -> entry.issued() != null).count();
        return new StoreHealth.Queue(
                results(),
                capacity,
                RetryPlan.since(oldest == null ? now : oldest, now),
                alerts + leftovers.alerts() + carried);
    }

    private @Nullable Instant oldest() {
        if (!underWay.isEmpty()) {
            return underWay.get(0).observation().at();
        }
        if (!leftovers.isEmpty()) {
            return leftovers.oldest();
        }
        Entry first = waiting.peekFirst();
        return first == null ? null : first.observation().at();
    }

    /** Returns whether another result means that one is lost. */
    synchronized boolean isFull() {
        return results() >= capacity;
    }

    private int results() {
        return waiting.size() + leftovers.kept() + underWay.size();
    }
}
