package io.healthmon.metric.application;

import java.util.Map;
import java.util.Objects;

/**
 * What is measured: a name, and labels that tell its parts from each other.
 *
 * @param kind what its values are
 * @param name letters, digits, {@code _ . : -}, at most 100, beginning with a letter or {@code _}
 * @param labels at most 8, in the order of their names; values have at most 200 characters and hold nothing secret:
 *     what looks like a secret becomes {@code ***}
 * @since 0.1
 */
public record MetricSeries(MetricKind kind, String name, Map<String, String> labels) {

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if the name or a label is not allowed
     */
    public MetricSeries {
        Objects.requireNonNull(kind, "kind");
        name = MetricNames.name(name);
        labels = MetricNames.labels(labels);
    }

    /** Returns whether this series has all of these labels; every series has all of none. */
    public boolean has(Map<String, String> wanted) {
        return labels.entrySet().containsAll(wanted.entrySet());
    }
}
