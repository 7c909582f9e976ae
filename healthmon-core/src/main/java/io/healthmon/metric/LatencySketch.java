package io.healthmon.metric;

import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How often which response time was seen, in little space: counts in buckets whose borders grow by a constant factor.
 *
 * <p>Answers quantiles with a relative error of at most {@link #relativeError()}, which is 1 % at level 0; 0 and, at
 * level 0, everything below 50 ms are exact. When it would need more buckets than it may have, it joins all pairs of
 * neighbours and is one level up: the error about doubles (1, 2, 4, 8, 16, 31 % …) and the number of buckets about
 * halves. Sketches can be merged in any order and grouping; a sketch of everything and the merged sketches of its parts
 * answer alike, at the coarser level of the two. Times are whole milliseconds and not negative. Not safe for use by
 * multiple threads; confine it to one or guard it.
 *
 * <p>The encoding is stable. Byte 0 is the version, 1. Byte 1 is the level, 0 to 12. Then follow the buckets in
 * ascending order of their keys, all numbers as varints (seven bits to a byte, least first, the eighth bit says that
 * more follow). Key 0 is the bucket of 0 ms. With gamma = (1.01 / 0.99) ^ (2 ^ level), the key {@code 1 + i} is the
 * bucket above {@code gamma ^ (i - 1)} up to and with {@code gamma ^ i}. A group of buckets begins with a number: half
 * of it, rounded down, is how many keys are skipped since the last bucket (at first: since key 0 inclusive). If the
 * number is even, the group is one bucket with a count of 1. If it is odd, the length of the group less 1 follows, and
 * then for each of its neighbouring buckets the count less 1. Twelve scattered results take about 16 bytes.
 *
 * @since 0.1
 */
public final class LatencySketch {

    private static final int UNBOUNDED = LogScale.highestKey(0) + 1;
    private static final int FEWEST = 4;

    /** A count has the low bits of a bucket, the key those above, so that order by key is order by value. */
    private static final int COUNT_BITS = 48;

    static final long MOST_COUNT = (1L << COUNT_BITS) - 1;

    private final int mostBuckets;
    private long[] buckets = new long[FEWEST];
    private int size;
    private int level;
    private long count;

    private LatencySketch(int mostBuckets) {
        this.mostBuckets = mostBuckets;
    }

    /** Returns an empty sketch that stays at level 0, with as many buckets as that takes: 2,186 at the very most. */
    public static LatencySketch create() {
        return new LatencySketch(UNBOUNDED);
    }

    /**
     * Returns an empty sketch that goes a level up rather than have more buckets than given.
     *
     * @throws IllegalArgumentException if that is less than 4
     */
    public static LatencySketch create(int mostBuckets) {
        if (mostBuckets < FEWEST) {
            throw new IllegalArgumentException(
                    "mostBuckets " + mostBuckets + " is too few; use " + FEWEST + " or more");
        }
        return new LatencySketch(Math.min(mostBuckets, UNBOUNDED));
    }

    /**
     * Adds a response time.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public void add(long millis) {
        if (millis < 0) {
            throw new IllegalArgumentException("response time " + millis + " ms is negative");
        }
        put(LogScale.key(millis, level), 1);
    }

    /**
     * Adds all that another sketch has; that one stays as it is.
     *
     * @throws ArithmeticException if together they count 2^48 response times or more
     */
    public void merge(LatencySketch other) {
        while (level < other.level) {
            collapse();
        }
        if (level == other.level && mostBuckets == UNBOUNDED) {
            mergeAlike(other);
            return;
        }
        for (int index = 0; index < other.size; index++) {
            put(LogScale.coarser(other.key(index), level - other.level), other.count(index));
        }
    }

    /** Goes through both in order, which is several times as fast as looking for each bucket. */
    private void mergeAlike(LatencySketch other) {
        requireRoom(other.count);
        long[] merged = new long[Math.min(size + other.size, UNBOUNDED)];
        int length = 0;
        int own = 0;
        int theirs = 0;
        while (own < size || theirs < other.size) {
            int ownKey = own < size ? key(own) : Integer.MAX_VALUE;
            int theirKey = theirs < other.size ? other.key(theirs) : Integer.MAX_VALUE;
            long bucket = ownKey <= theirKey ? buckets[own++] : 0;
            if (theirKey <= ownKey) {
                bucket = bucket == 0 ? other.buckets[theirs] : bucket + other.count(theirs);
                theirs++;
            }
            merged[length++] = bucket;
        }
        buckets = merged;
        size = length;
        count += other.count;
    }

    /** Adds a bucket above all that there are. */
    void append(int key, long more) {
        requireRoom(more);
        if (size == buckets.length) {
            buckets = Arrays.copyOf(buckets, Math.min(UNBOUNDED, 2 * size));
        }
        buckets[size++] = (long) key << COUNT_BITS | more;
        count += more;
    }

    /** Returns how many response times were added. */
    public long count() {
        return count;
    }

    /** Returns how often neighbouring buckets were joined: 0 to 12. */
    public int level() {
        return level;
    }

    /** Returns how far a quantile may be off, at most, as a part of the true value: 0.01 at level 0. */
    public double relativeError() {
        return LogScale.relativeError(level);
    }

    /**
     * Returns the response time in milliseconds that a part of all do not exceed; by the rule of {@code percentile_disc}
     * in SQL, the true value is the first whose position in order, divided by the count, is the part or more.
     *
     * @param part from 0 to 1; 0.95 asks for what 95 % stay within
     * @return the value within {@link #relativeError()}; empty without any response time
     * @throws IllegalArgumentException if the part is not from 0 to 1
     */
    public OptionalDouble quantile(double part) {
        if (!(part >= 0 && part <= 1)) {
            throw new IllegalArgumentException("quantile " + part + " is not allowed; use 0 to 1");
        }
        long left = Math.max(1, (long) Math.ceil(part * count));
        for (int index = 0; index < size; index++) {
            left -= count(index);
            if (left <= 0) {
                return OptionalDouble.of(LogScale.value(key(index), level));
            }
        }
        return OptionalDouble.empty();
    }

    /** Returns the encoding that the class describes. */
    public byte[] encode() {
        VarintOutput output = new VarintOutput(2 + 2 * size);
        SketchEncoding.write(this, output);
        return output.toByteArray();
    }

    /**
     * Returns the sketch that was encoded; it may have any number of buckets.
     *
     * @throws IllegalArgumentException if the bytes are no encoded sketch; says why
     */
    public static LatencySketch decode(byte[] encoded) {
        return SketchEncoding.read(new VarintInput(encoded, 0, encoded.length));
    }

    /** Returns an empty sketch of a level, to be filled from its encoding, with room for some buckets. */
    static LatencySketch ofLevel(int level, int room) {
        LatencySketch sketch = create();
        sketch.level = level;
        sketch.buckets = new long[Math.max(FEWEST, Math.min(room, UNBOUNDED))];
        return sketch;
    }

    /** Forgets everything but keeps its memory, to be used again. */
    void clear() {
        size = 0;
        level = 0;
        count = 0;
    }

    void put(int key, long more) {
        requireRoom(more);
        int index = find(key);
        if (index >= 0) {
            buckets[index] += more;
        } else {
            insert(-1 - index, (long) key << COUNT_BITS | more);
        }
        count += more;
    }

    private void requireRoom(long more) {
        if (count > MOST_COUNT - more) {
            throw new ArithmeticException("a sketch counts at most " + MOST_COUNT + " response times");
        }
    }

    private int find(int key) {
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = key(middle);
            if (found == key) {
                return middle;
            }
            if (found < key) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1 - low;
    }

    private void insert(int index, long bucket) {
        if (size == buckets.length) {
            // One more than allowed is held for the moment until pairs are joined.
            buckets = Arrays.copyOf(buckets, Math.min(mostBuckets + 1, size + (size >> 1)));
        }
        System.arraycopy(buckets, index, buckets, index + 1, size - index);
        buckets[index] = bucket;
        size++;
        while (size > mostBuckets) {
            collapse();
        }
    }

    private void collapse() {
        int kept = 0;
        for (int index = 0; index < size; index++) {
            int key = LogScale.coarser(key(index), 1);
            if (kept > 0 && key(kept - 1) == key) {
                buckets[kept - 1] += count(index);
            } else {
                buckets[kept++] = (long) key << COUNT_BITS | count(index);
            }
        }
        size = kept;
        level++;
    }

    int size() {
        return size;
    }

    int key(int index) {
        return (int) (buckets[index] >>> COUNT_BITS);
    }

    long count(int index) {
        return buckets[index] & MOST_COUNT;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%d response times in %d buckets, within %.0f %%", count, size, 100 * relativeError());
    }
}
