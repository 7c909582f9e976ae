package io.healthmon.metric;

import java.time.Instant;

/**
 * The figures of hours that are over, as one array: an array for each would cost a third more.
 *
 * <p>In ascending order, each hour as three parts: how many hours it is after the one before, the length of its figures,
 * and these.
 */
final class ClosedHours {

    /** Before every hour there can be, so that even the first distance is not negative. */
    private static final long BEFORE_ALL = Math.floorDiv(Instant.MIN.getEpochSecond(), 3600) - 1;

    private static final int HEAD = 8;
    private static final byte[] NONE = {};

    private byte[] bytes = NONE;

    /** Adds or replaces the figures of an hour, and forgets what is older than the oldest to keep. */
    void put(long hour, byte[] figures, long oldest) {
        VarintOutput output = new VarintOutput(bytes.length + figures.length + HEAD);
        long written = BEFORE_ALL;
        boolean placed = false;
        Cursor cursor = cursor();
        while (cursor.next()) {
            if (!placed && cursor.hour() >= hour) {
                written = write(output, written, hour, figures, 0, figures.length);
                placed = true;
            }
            if (cursor.hour() >= oldest && cursor.hour() != hour) {
                written = write(output, written, cursor.hour(), bytes, cursor.start(), cursor.end());
            }
        }
        if (!placed && hour >= oldest) {
            write(output, written, hour, figures, 0, figures.length);
        }
        bytes = output.toByteArray();
    }

    private static long write(VarintOutput output, long before, long hour, byte[] source, int start, int end) {
        output.number(hour - before);
        output.number(end - start);
        output.copy(source, start, end);
        return hour;
    }

    void clear() {
        bytes = NONE;
    }

    /** Returns a cursor before the oldest hour; it stays valid while nothing is put. */
    Cursor cursor() {
        return new Cursor(bytes);
    }

    /** Goes from hour to hour. */
    static final class Cursor {

        private final byte[] bytes;
        private final VarintInput input;
        private long hour = BEFORE_ALL;
        private int start;
        private int end;

        private Cursor(byte[] bytes) {
            this.bytes = bytes;
            this.input = new VarintInput(bytes, 0, bytes.length);
        }

        boolean next() {
            if (!input.hasMore()) {
                return false;
            }
            hour += input.number();
            int length = (int) input.number();
            start = input.position();
            end = start + length;
            input.skip(length);
            return true;
        }

        long hour() {
            return hour;
        }

        int start() {
            return start;
        }

        int end() {
            return end;
        }

        HourFigures figures() {
            return HourFigures.read(new VarintInput(bytes, start, end));
        }
    }
}
