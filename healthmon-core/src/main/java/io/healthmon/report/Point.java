package io.healthmon.report;

import io.healthmon.metric.Figures;
import java.time.Instant;

/**
 * What results in an hour, a day or a month came to.
 *
 * @param start when it began
 * @param end when it ended, exclusive; of the part that is not over yet, up to when it was looked at
 * @param figures what its results came to
 * @since 0.1
 */
public record Point(Instant start, Instant end, Figures figures) {}
