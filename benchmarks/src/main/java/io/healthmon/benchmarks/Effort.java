package io.healthmon.benchmarks;

import java.time.Duration;

/**
 * How much work a measurement is worth: enough for figures, or just enough to see that it works.
 *
 * @param quick whether it is a trial whose figures mean nothing
 */
record Effort(boolean quick) {

    int repeats(int usual) {
        return quick ? 1 : usual;
    }

    int size(int usual) {
        return quick ? Math.max(10, usual / 50) : usual;
    }

    Duration time(Duration usual) {
        return quick ? usual.dividedBy(10) : usual;
    }
}
