package io.healthmon.benchmarks;

import io.healthmon.store.HealthStore;
import io.healthmon.store.HealthStore.Entry;
import java.sql.SQLException;
import java.util.List;

/** A way to write results and the states that they led to, durably. */
interface ResultWriter extends AutoCloseable {

    /** Writes results; they are durable when this returns. */
    void write(List<Entry> entries) throws SQLException;

    @Override
    void close() throws SQLException;

    /** Returns healthmon's own way, which closes the store in the end. */
    static ResultWriter of(HealthStore store) {
        return new ResultWriter() {

            @Override
            public void write(List<Entry> entries) {
                if (!store.append(entries).isEmpty()) {
                    throw new IllegalStateException("results were refused; the measurement is wrong");
                }
            }

            @Override
            public void close() {
                store.close();
            }
        };
    }
}
