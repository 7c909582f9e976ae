package io.healthmon.metric.application;

import io.healthmon.secret.Redactor;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What names and labels of metrics may look like. */
final class MetricNames {

    static final int MOST_LABELS = 8;

    private static final int LONGEST_VALUE = 200;
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.:-]{0,99}");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,49}");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}\u2028\u2029]");

    private MetricNames() {}

    static String name(String name) {
        Objects.requireNonNull(name, "name");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("metric name " + quoted(name)
                    + " is not allowed; use letters, digits, '_', '.', ':' and '-', at most 100, beginning with a"
                    + " letter or '_'");
        }
        return name;
    }

    /** Returns the labels in the order of their names, with nothing secret in their values. */
    static Map<String, String> labels(Map<String, String> labels) {
        Objects.requireNonNull(labels, "labels");
        if (labels.size() > MOST_LABELS) {
            throw new IllegalArgumentException("labels has " + labels.size() + " entries; use at most " + MOST_LABELS);
        }
        SortedMap<String, String> plain = new TreeMap<>();
        labels.forEach((name, value) -> plain.put(label(name), value(name, value)));
        return Collections.unmodifiableMap(plain);
    }

    private static String label(String name) {
        Objects.requireNonNull(name, "the name of a label");
        if (!LABEL.matcher(name).matches()) {
            throw new IllegalArgumentException("label name " + quoted(name)
                    + " is not allowed; use letters, digits, '_', '.' and '-', at most 50, beginning with a letter or"
                    + " '_'");
        }
        return name;
    }

    private static String value(String name, String value) {
        Objects.requireNonNull(value, "the value of a label");
        if (value.length() > LONGEST_VALUE || UNPRINTABLE.matcher(value).find()) {
            throw new IllegalArgumentException("label " + quoted(name) + " has " + value.length()
                    + " characters or a control character; use at most " + LONGEST_VALUE
                    + " characters without control characters");
        }
        return redacted(name, value);
    }

    /** The name of a label may tell that its value is a secret, such as {@code token}. */
    private static String redacted(String name, String value) {
        String beginning = name + "=";
        String pair = Redactor.standard().redact(beginning + value);
        return pair.startsWith(beginning) ? pair.substring(beginning.length()) : "***";
    }

    private static String quoted(String text) {
        String shown = text.length() <= 40 ? text : text.substring(0, 39) + "…";
        String redacted = Redactor.standard().redact(shown);
        return "\"" + UNPRINTABLE.matcher(redacted).replaceAll("?") + "\"";
    }
}
