package io.healthmon.metric;

import java.util.Arrays;

/** Bytes being written: seven bits of a number each, least first, the eighth bit saying that more follow. */
final class VarintOutput {

    private byte[] bytes;
    private int length;

    VarintOutput(int capacity) {
        bytes = new byte[capacity];
    }

    void octet(int value) {
        makeRoom(1);
        bytes[length++] = (byte) value;
    }

    /** Writes a number that is not negative. */
    void number(long value) {
        long rest = value;
        while (rest > 0x7f) {
            octet(((int) rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        octet((int) rest);
    }

    void copy(byte[] source, int from, int to) {
        makeRoom(to - from);
        System.arraycopy(source, from, bytes, length, to - from);
        length += to - from;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    private void makeRoom(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }
}
