package io.healthmon.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Writes metrics as text for Prometheus: in its format 0.0.4, or as OpenMetrics 1.0, which differ in how they name counters
 * and in how they end. A family begins with {@link #gauge} or {@link #counter}, and its samples follow. Confined to one
 * thread.
 */
final class MetricText {

    private final StringBuilder text = new StringBuilder(16_384);
    private final boolean open;
    private String sample = "";

    /**
     * Makes a text.
     *
     * @param open whether it is to be OpenMetrics
     */
    MetricText(boolean open) {
        this.open = open;
    }

    /** Begins a family of values that go up and down. */
    MetricText gauge(String name, String help) {
        begin(name, "gauge", help);
        sample = name;
        return this;
    }

    /** Begins a family of values that only ever grow until the process ends; the name is without {@code _total}. */
    MetricText counter(String name, String help) {
        sample = name + "_total";
        begin(open ? name : sample, "counter", help);
        return this;
    }

    /** Begins a family of ones whose labels tell something; the name is without {@code _info}. */
    MetricText info(String name, String help) {
        sample = name + "_info";
        begin(open ? name : sample, open ? "info" : "gauge", help);
        return this;
    }

    private void begin(String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    /** Adds a sample; labels are made with {@link #label}, one after the other, and may be empty. */
    void add(String labels, double value) {
        add(labels, "", value);
    }

    /** Adds a sample with labels in two parts. */
    void add(String labels, String more, double value) {
        text.append(sample);
        if (!labels.isEmpty() || !more.isEmpty()) {
            text.append('{').append(labels);
            text.append(labels.isEmpty() || more.isEmpty() ? "" : ",");
            text.append(more).append('}');
        }
        text.append(' ');
        number(value);
        text.append('\n');
    }

    private void number(double value) {
        long whole = (long) value;
        if (whole == value && Math.abs(whole) < 1L << 53) {
            text.append(whole);
        } else if (Double.isInfinite(value)) {
            text.append(value > 0 ? "+Inf" : "-Inf");
        } else {
            text.append(value);
        }
    }

    /** Returns a label and its value, escaped. */
    static String label(String name, String value) {
        StringBuilder label = new StringBuilder(name.length() + value.length() + 8);
        label.append(name).append("=\"");
        for (int index = 0; index < value.length(); index++) {
            char character = value.charAt(index);
            switch (character) {
                case '\\' -> label.append("\\\\");
                case '"' -> label.append("\\\"");
                case '\n' -> label.append("\\n");
                default -> label.append(character);
            }
        }
        return label.append('"').toString();
    }

    /** Returns a quantile as a label. */
    static String quantile(double part) {
        return label("quantile", String.format(Locale.ROOT, "%.2f", part).replaceFirst("0$", ""));
    }

    /** Returns the whole text. */
    byte[] bytes() {
        if (open) {
            text.append("# EOF\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
