package io.healthmon.benchmarks;

/** One of the things that {@link Benchmarks} measures. */
@FunctionalInterface
interface Measurement {

    /**
     * Measures, and writes what came out.
     *
     * @throws Exception if it could not be measured
     */
    void measure(Effort effort, Report report) throws Exception;
}
