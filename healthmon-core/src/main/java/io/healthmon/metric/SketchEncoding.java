package io.healthmon.metric;

/** Writes and reads the encoding that {@link LatencySketch} describes. */
final class SketchEncoding {

    private static final int VERSION = 1;

    private SketchEncoding() {}

    static void write(LatencySketch sketch, VarintOutput output) {
        output.octet(VERSION);
        output.octet(sketch.level());
        int expected = 0;
        int end;
        for (int start = 0; start < sketch.size(); start = end) {
            int skipped = sketch.key(start) - expected;
            end = endOfGroup(sketch, start);
            if (end == start + 1 && sketch.count(start) == 1) {
                output.number(skipped << 1);
            } else {
                output.number(skipped << 1 | 1);
                writeGroup(sketch, start, end, output);
            }
            expected = sketch.key(end - 1) + 1;
        }
    }

    private static void writeGroup(LatencySketch sketch, int start, int end, VarintOutput output) {
        output.number(end - start - 1L);
        for (int index = start; index < end; index++) {
            output.number(sketch.count(index) - 1);
        }
    }

    /** A count of 1 is shorter alone, except before a neighbour that needs a group anyway. */
    private static int endOfGroup(LatencySketch sketch, int start) {
        int end = start + 1;
        if (sketch.count(start) == 1 && !(joined(sketch, end) && sketch.count(end) > 1)) {
            return end;
        }
        while (joined(sketch, end)) {
            end++;
        }
        return end;
    }

    private static boolean joined(LatencySketch sketch, int index) {
        return index < sketch.size() && sketch.key(index) == sketch.key(index - 1) + 1;
    }

    static LatencySketch read(VarintInput input) {
        try {
            require(input.octet() == VERSION, "does not begin with version " + VERSION);
            int level = input.octet();
            require(level <= LogScale.HIGHEST_LEVEL, "has a level above " + LogScale.HIGHEST_LEVEL);
            LatencySketch sketch = LatencySketch.ofLevel(level, input.left());
            readGroups(input, sketch);
            return sketch;
        } catch (IllegalArgumentException reason) {
            throw new IllegalArgumentException("not an encoded sketch: it " + reason.getMessage(), reason);
        }
    }

    private static void readGroups(VarintInput input, LatencySketch sketch) {
        long highest = LogScale.highestKey(sketch.level());
        long next = 0;
        while (input.hasMore()) {
            long head = input.number();
            boolean alone = (head & 1) == 0;
            long start = next + (head >>> 1);
            long more = alone ? 0 : input.number();
            require(start <= highest && more <= highest - start, "has a bucket beyond the longest time");
            next = start + more + 1;
            for (long key = start; key < next; key++) {
                long less = alone ? 0 : input.number();
                require(less < LatencySketch.MOST_COUNT - sketch.count(), "counts too many response times");
                sketch.append((int) key, less + 1);
            }
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
