package io.healthmon.metric;

/** What one hour, or several together, came to; mutable. */
final class HourFigures {

    private final LatencySketch sketch;
    private long successes;
    private long sum;
    private long min = Long.MAX_VALUE;
    private long max;

    HourFigures(LatencySketch sketch) {
        this.sketch = sketch;
    }

    void add(boolean success, long millis) {
        sketch.add(millis);
        successes += success ? 1 : 0;
        sum += millis;
        min = Math.min(min, millis);
        max = Math.max(max, millis);
    }

    void merge(HourFigures other) {
        sketch.merge(other.sketch);
        successes += other.successes;
        sum += other.sum;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
    }

    void clear() {
        sketch.clear();
        successes = 0;
        sum = 0;
        min = Long.MAX_VALUE;
        max = 0;
    }

    boolean isEmpty() {
        return sketch.count() == 0;
    }

    long results() {
        return sketch.count();
    }

    long successes() {
        return successes;
    }

    byte[] encode() {
        VarintOutput output = new VarintOutput(16 + 2 * sketch.size());
        output.number(sketch.count() - successes);
        write(output);
        return output.toByteArray();
    }

    /** Writes all but the number of failures. */
    void write(VarintOutput output) {
        output.number(sum);
        output.number(min);
        output.number(max - min);
        SketchEncoding.write(sketch, output);
    }

    static HourFigures read(VarintInput input) {
        return read(input, input.number());
    }

    static HourFigures read(VarintInput input, long failures) {
        long sum = input.number();
        long min = input.number();
        long max = min + input.number();
        HourFigures figures = new HourFigures(SketchEncoding.read(input));
        figures.successes = figures.sketch.count() - failures;
        figures.sum = sum;
        figures.min = min;
        figures.max = max;
        return figures;
    }

    Statistics statistics() {
        long results = sketch.count();
        if (results == 0) {
            return Statistics.NONE;
        }
        long average = Math.round((double) sum / results);
        return new Statistics(results, successes, average, min, max, quantile(0.5), quantile(0.95), quantile(0.99));
    }

    /** The extremes are exact, so nothing lies beyond them. */
    private double quantile(double part) {
        double approximate = sketch.quantile(part).orElseThrow();
        return Math.max((double) min, Math.min((double) max, approximate));
    }
}
