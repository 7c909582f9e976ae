package io.healthmon.metric;

import java.time.Instant;

/**
 * What results came to in an hour, a day or a month.
 *
 * @param start when it began
 * @param tally what its results came to
 * @since 0.1
 */
public record Bucket(Instant start, Tally tally) {}
