package io.healthmon.metric;

/** Bytes being read, as {@link VarintOutput} wrote them. */
final class VarintInput {

    private static final int MOST_BITS = 63;

    private final byte[] bytes;
    private final int end;
    private int position;

    VarintInput(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.position = from;
        this.end = to;
    }

    boolean hasMore() {
        return position < end;
    }

    /** Returns how many bytes there are still. */
    int left() {
        return end - position;
    }

    int position() {
        return position;
    }

    void skip(int count) {
        position += count;
    }

    int octet() {
        if (position >= end) {
            throw new IllegalArgumentException("ends in the middle of a number");
        }
        return bytes[position++] & 0xff;
    }

    /** Reads a number that is not negative. */
    long number() {
        long value = 0;
        for (int shift = 0; shift < MOST_BITS; shift += 7) {
            int octet = octet();
            value |= (octet & 0x7fL) << shift;
            if (octet < 0x80) {
                return value;
            }
        }
        throw new IllegalArgumentException("has a number of more than " + MOST_BITS + " bits");
    }
}
