package io.healthmon.secret;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Tells of most places of a text that nothing known begins there, without a look at what is known. It says yes wrongly at
 * about one place in sixteen, and never no.
 */
final class Beginnings {

    /** How many characters it looks at; what is known is not shorter. */
    static final int LENGTH = 4;

    private static final int BITS_EACH = 16;
    private static final int FEWEST_BITS = 1_024;

    private final AtomicLongArray words;
    private final int shift;

    /** Makes it for so many beginnings. */
    Beginnings(int count) {
        int bits = Math.max(FEWEST_BITS, Integer.highestOneBit(count) * 2 * BITS_EACH);
        this.words = new AtomicLongArray(bits / Long.SIZE);
        this.shift = Integer.SIZE - Integer.numberOfTrailingZeros(bits);
    }

    /** Returns for how many it was made. */
    int room() {
        return words.length() * Long.SIZE / BITS_EACH;
    }

    void add(String form) {
        int bit = bit(form, 0);
        words.getAndUpdate(bit / Long.SIZE, word -> word | (1L << bit));
    }

    /** Returns whether something may begin there; from there on the text has as many characters as it looks at. */
    boolean may(String text, int index) {
        int bit = bit(text, index);
        return (words.get(bit / Long.SIZE) & (1L << bit)) != 0;
    }

    private int bit(String text, int index) {
        int mixed = text.charAt(index) * 31 + text.charAt(index + 1);
        mixed = mixed * 0x01000193 + text.charAt(index + 2);
        mixed = mixed * 0x01000193 + text.charAt(index + 3);
        return (mixed * 0x9E3779B9) >>> shift;
    }
}
