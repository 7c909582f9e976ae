package io.healthmon.metric.application;

import java.util.Locale;

/**
 * What a metric measures; a name has one kind.
 *
 * @since 0.1
 */
public enum MetricKind {
    /** How many of something there were; the sum of the amounts is what counts. */
    COUNT,
    /** How much of something there is; the last value is what counts. */
    GAUGE,
    /** How long something took, in milliseconds. */
    DURATION,
    /** Whether something succeeded. */
    OUTCOME;

    /** Returns the name in lower case, as it stands in documents and messages. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
