package io.healthmon.store;

import io.healthmon.check.HealthStatus;
import io.healthmon.check.Problem;
import io.healthmon.state.Observation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The newest results of one integration, in 12 bytes each and what their texts take; mutable.
 *
 * <p>Problems and details that equal the ones before are kept once. Details of a result without a problem are dropped
 * when the next one has others: times of phases and the like differ from check to check, and sixty of them would take
 * more than everything else. Grows with the results up to its capacity.
 */
final class ResultRing {

    private static final HealthStatus[] STATUSES = HealthStatus.values();
    private static final int STATUS_MASK = 3;

    /** Says that one of the extras belongs to the result. */
    private static final int EXTRA = 4;

    private static final int FLAG_BITS = 3;

    /** Response times that do not fit beside the flags, from 3 days on, stand in a {@link Remark}. */
    private static final long LONGEST = Integer.MAX_VALUE >> FLAG_BITS;

    private static final int FIRST = 4;

    private final int capacity;
    private long[] micros;
    private int[] timesAndFlags;

    /** Of those results that have one, as few do, in their order: a problem, a map of details, or a remark. */
    private ArrayDeque<Object> extras = new ArrayDeque<>(1);

    private @Nullable Problem lastProblem;
    private Map<String, String> lastDetails = Map.of();
    private int oldest;
    private int size;

    ResultRing(int capacity) {
        this.capacity = capacity;
        int first = Math.min(FIRST, capacity);
        micros = new long[first];
        timesAndFlags = new int[first];
    }

    @SuppressWarnings("EnumOrdinal") // never outlives the process
    void add(Observation result) {
        Object extra = extra(result);
        dropDetailsOfNewest(extra);
        int place = placeForNewest();
        int millis = (int) Math.min(result.responseTimeMillis(), LONGEST);
        micros[place] = ChronoUnit.MICROS.between(Instant.EPOCH, result.at());
        timesAndFlags[place] = millis << FLAG_BITS | result.status().ordinal();
        if (extra != null) {
            timesAndFlags[place] |= EXTRA;
            extras.addLast(extra);
        }
    }

    private void dropDetailsOfNewest(@Nullable Object next) {
        boolean any = size > 0 && hasExtra(place(size - 1));
        if (any && extras.getLast() instanceof Map<?, ?> details && details != next) {
            extras.removeLast();
            timesAndFlags[place(size - 1)] &= ~EXTRA;
        }
    }

    private boolean hasExtra(int place) {
        return (timesAndFlags[place] & EXTRA) != 0;
    }

    private int placeForNewest() {
        if (size == micros.length && size < capacity) {
            grow();
        }
        int place = place(size);
        if (size == micros.length) {
            if (hasExtra(oldest)) {
                extras.removeFirst();
            }
            oldest = place(1);
        } else {
            size++;
        }
        return place;
    }

    private int place(int index) {
        int place = oldest + index;
        return place < micros.length ? place : place - micros.length;
    }

    private void grow() {
        int length = Math.min(capacity, 2 * size);
        long[] moreMicros = new long[length];
        int[] moreTimes = new int[length];
        for (int index = 0; index < size; index++) {
            moreMicros[index] = micros[place(index)];
            moreTimes[index] = timesAndFlags[place(index)];
        }
        micros = moreMicros;
        timesAndFlags = moreTimes;
        oldest = 0;
    }

    private @Nullable Object extra(Observation result) {
        Problem problem = shared(result.problem());
        Map<String, String> details = shared(result.details());
        boolean both = problem != null && !details.isEmpty();
        if (both || result.responseTimeMillis() >= LONGEST) {
            return new Remark(problem, details, result.responseTimeMillis());
        }
        return problem != null || details.isEmpty() ? problem : details;
    }

    private @Nullable Problem shared(@Nullable Problem problem) {
        if (problem != null && !problem.equals(lastProblem)) {
            lastProblem = problem;
        }
        return problem == null ? null : lastProblem;
    }

    private Map<String, String> shared(Map<String, String> details) {
        if (!details.isEmpty() && !details.equals(lastDetails)) {
            lastDetails = details;
        }
        return details.isEmpty() ? Map.of() : lastDetails;
    }

    int size() {
        return size;
    }

    /** Returns the oldest time, also when the clock went back in between; null when there is none. */
    @Nullable Instant oldest() {
        long first = Long.MAX_VALUE;
        for (int index = 0; index < size; index++) {
            first = Math.min(first, micros[place(index)]);
        }
        return size == 0 ? null : instant(first);
    }

    /** Returns the newest results in a range, oldest first. */
    List<Observation> history(TimeRange range, int limit) {
        boolean ordered = isOrdered();
        int most = ordered ? limit : size;
        List<Observation> found = new ArrayList<>(Math.min(most, size));
        Iterator<Object> older = extras.descendingIterator();
        for (int index = size - 1; index >= 0 && found.size() < most; index--) {
            int place = place(index);
            Object extra = hasExtra(place) ? older.next() : null;
            if (range.contains(instant(micros[place]))) {
                found.add(result(place, extra));
            }
        }
        Collections.reverse(found);
        if (!ordered) {
            found.sort(Comparator.comparing(Observation::at));
            found = found.subList(Math.max(0, found.size() - limit), found.size());
        }
        return Collections.unmodifiableList(found);
    }

    /** Returns whether the results stand as they were made; one that came late, or a clock that was set back, parts them. */
    private boolean isOrdered() {
        for (int index = 1; index < size; index++) {
            if (micros[place(index)] < micros[place(index - 1)]) {
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings("unchecked") // the only maps put there are details
    private Observation result(int place, @Nullable Object extra) {
        Instant at = instant(micros[place]);
        HealthStatus status = STATUSES[timesAndFlags[place] & STATUS_MASK];
        long millis = timesAndFlags[place] >> FLAG_BITS;
        if (extra instanceof Remark remark) {
            return new Observation(at, status, remark.responseTimeMillis(), remark.problem(), remark.details());
        }
        if (extra instanceof Problem problem) {
            return new Observation(at, status, millis, problem, Map.of());
        }
        return new Observation(at, status, millis, null, extra == null ? Map.of() : (Map<String, String>) extra);
    }

    int removeBefore(Instant moment) {
        ArrayDeque<Object> keptExtras = new ArrayDeque<>(1);
        int kept = 0;
        for (int index = 0; index < size; index++) {
            int place = place(index);
            Object extra = hasExtra(place) ? extras.removeFirst() : null;
            if (!instant(micros[place]).isBefore(moment)) {
                move(place, place(kept));
                kept++;
                if (extra != null) {
                    keptExtras.addLast(extra);
                }
            }
        }
        int removed = size - kept;
        extras = keptExtras;
        size = kept;
        return removed;
    }

    private void move(int from, int to) {
        micros[to] = micros[from];
        timesAndFlags[to] = timesAndFlags[from];
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
