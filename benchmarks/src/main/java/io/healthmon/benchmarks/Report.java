package io.healthmon.benchmarks;

import java.io.PrintStream;
import java.util.Locale;

/** Writes a table for each measurement: what was measured, and whether the goals were reached. */
final class Report {

    private final PrintStream out;
    private final Effort effort;
    private int missed;

    Report(PrintStream out, Effort effort) {
        this.out = out;
        this.effort = effort;
    }

    /** Begins a table. */
    void title(String title) {
        out.printf("%n## %s%n", title);
    }

    /** Writes the median of what was measured and, where it was measured more than once, the least and the most. */
    void row(String what, Samples samples, String unit) {
        String range = samples.size() == 1
                ? ""
                : "(" + number(samples.min()) + " to " + number(samples.max()) + ", n=" + samples.size() + ")";
        line(what, number(samples.median()) + " " + unit, range);
    }

    /** Writes one value. */
    void row(String what, double value, String unit) {
        line(what, number(value) + " " + unit, "");
    }

    /** Writes a sentence. */
    void note(String note) {
        out.println("  " + note);
    }

    /** Writes a value that has a goal, and whether it was reached; the figures of a trial are not judged. */
    void goal(String what, double value, double most, String unit) {
        judge(what, value, "<= " + number(most), value <= most, unit);
    }

    /** Writes a value that is to be at least as high as its goal. */
    void goalAtLeast(String what, double value, double least, String unit) {
        judge(what, value, ">= " + number(least), value >= least, unit);
    }

    private void judge(String what, double value, String limit, boolean reached, String unit) {
        missed += reached || effort.quick() ? 0 : 1;
        String verdict = effort.quick() ? "not judged" : reached ? "reached" : "MISSED";
        line(what, number(value) + " " + unit, "goal " + limit + " " + unit + ": " + verdict);
    }

    /** Returns how many goals were missed so far. */
    int missed() {
        return missed;
    }

    private void line(String what, String value, String rest) {
        out.printf("  %-58s %16s  %s%n", what, value, rest);
        out.flush();
    }

    private static String number(double value) {
        double size = Math.abs(value);
        String format = size >= 1_000 ? "%,.0f" : size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }
}
