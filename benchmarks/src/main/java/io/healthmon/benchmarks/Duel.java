package io.healthmon.benchmarks;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Takes the time of several ways to the same end, in turns. Not safe for use by multiple threads. */
final class Duel {

    private final Map<String, Way> ways = new LinkedHashMap<>();
    private final Map<String, Samples> millis = new LinkedHashMap<>();

    /** Adds a way. */
    Duel with(String name, Way way) {
        ways.put(name, way);
        millis.put(name, new Samples());
        return this;
    }

    /** Goes all ways in turns; the first turns, to get warm, do not count. */
    Duel run(int warmUps, int turns) throws SQLException {
        for (int turn = -warmUps; turn < turns; turn++) {
            for (Map.Entry<String, Way> way : ways.entrySet()) {
                long begun = System.nanoTime();
                way.getValue().go();
                if (turn >= 0) {
                    of(way.getKey()).add((System.nanoTime() - begun) / 1e6);
                }
            }
        }
        return this;
    }

    /** Writes what each way took. */
    Duel write(Report report) {
        millis.forEach((name, samples) -> report.row(name, samples, "ms"));
        return this;
    }

    /** Returns how long a way took, in milliseconds. */
    double median(String name) {
        return of(name).median();
    }

    /** Returns the time that a part of all turns did not exceed, in milliseconds. */
    double quantile(String name, double part) {
        return of(name).quantile(part);
    }

    private Samples of(String name) {
        Samples samples = millis.get(name);
        if (samples == null) {
            throw new IllegalArgumentException("no way is called " + name);
        }
        return samples;
    }

    /** One way. */
    @FunctionalInterface
    interface Way {
        void go() throws SQLException;
    }
}
