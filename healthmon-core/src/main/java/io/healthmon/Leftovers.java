package io.healthmon;

import io.healthmon.state.LostResults;
import io.healthmon.store.HealthStore.Entry;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is left of results that had no room: those that carry an alert or are the newest of their integration, and of the
 * others that they are missing. Each integration's are in their order, and before everything that waits. Confined to
 * whoever holds it.
 */
final class Leftovers {

    private final Map<String, Deque<Piece>> pieces = new LinkedHashMap<>();
    private int kept;
    private long lost;

    /** Takes a result that is lost. */
    void lose(Entry entry) {
        append(entry, false);
    }

    /** Takes a result that is kept, unless a newer one of its integration comes and it carries no alert. */
    void keep(Entry entry) {
        append(entry, true);
    }

    private void append(Entry entry, boolean keep) {
        Deque<Piece> own = pieces.computeIfAbsent(entry.integrationId(), id -> new ArrayDeque<>(2));
        Piece tail = own.peekLast();
        if (tail != null && tail.kept && tail.last.issued() == null) {
            own.removeLast();
            kept--;
            addLost(own, tail.last);
        }
        if (keep) {
            own.addLast(new Piece(entry, true));
            kept++;
        } else {
            addLost(own, entry);
        }
    }

    private void addLost(Deque<Piece> own, Entry entry) {
        lost++;
        Piece tail = own.peekLast();
        if (tail == null || tail.kept) {
            own.addLast(new Piece(entry, false));
        } else {
            tail.last = entry;
            tail.count++;
        }
    }

    /** Removes pieces, oldest integration first, and adds to a batch what is to be written of them. */
    void moveTo(List<Entry> batch, int most) {
        Iterator<Deque<Piece>> each = pieces.values().iterator();
        while (each.hasNext() && batch.size() < most) {
            Deque<Piece> own = each.next();
            while (!own.isEmpty() && batch.size() < most) {
                Piece piece = own.removeFirst();
                kept -= piece.kept ? 1 : 0;
                batch.add(piece.entry());
            }
            if (own.isEmpty()) {
                each.remove();
            }
        }
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    /** Returns how many results are kept here; what says that some are missing takes no room worth counting. */
    int kept() {
        return kept;
    }

    /** Returns how many results were lost so far. */
    long lost() {
        return lost;
    }

    /** Returns how many of those that are kept carry an alert. */
    long alerts() {
        return pieces.values().stream()
                .flatMap(Deque::stream)
                .filter(piece -> piece.kept && piece.last.issued() != null)
                .count();
    }

    /** Returns the first moment that is not written yet; only if it is not empty. */
    Instant oldest() {
        return pieces.values().iterator().next().getFirst().from;
    }

    /** Returns an entry that stands for those that are lost: with the state and the epoch of the last of them. */
    static Entry mark(Entry last, Instant from, long count) {
        LostResults lost = new LostResults(from, last.observation().at(), count);
        return new Entry(
                last.integrationId(), last.epoch(), lost.mark(), last.state(), last.alert(), null, last.rates());
    }

    /** One result that is kept, or several in a row that are lost. */
    private static final class Piece {

        final boolean kept;
        final Instant from;
        Entry last;
        long count = 1;

        Piece(Entry entry, boolean kept) {
            this.kept = kept;
            this.from = entry.observation().at();
            this.last = entry;
        }

        Entry entry() {
            return kept ? last : mark(last, from, count);
        }
    }
}
