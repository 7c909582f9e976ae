package io.healthmon.benchmarks;

import java.util.Arrays;

/** Some measured values of one kind; mutable, for one thread. */
final class Samples {

    private double[] values = new double[16];
    private int size;

    void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    void addAll(Samples more) {
        for (int index = 0; index < more.size; index++) {
            add(more.values[index]);
        }
    }

    int size() {
        return size;
    }

    double median() {
        return quantile(0.5);
    }

    double min() {
        return quantile(0);
    }

    double max() {
        return quantile(1);
    }

    /** Returns the value that a part of all do not exceed; of an even number, the lower middle one is the median. */
    double quantile(double part) {
        if (size == 0) {
            throw new IllegalStateException("nothing was measured");
        }
        double[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(part * size);
        return sorted[Math.max(1, rank) - 1];
    }
}
