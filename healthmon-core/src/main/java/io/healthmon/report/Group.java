package io.healthmon.report;

import io.healthmon.metric.Figures;
import java.util.List;

/**
 * What the results of a group of integrations came to.
 *
 * @param name what they have in common; empty for those that have no such value
 * @param members how many integrations there are in it
 * @param figures what their results came to, over the whole span
 * @param trend the same for each part of the span of which anything is known, oldest first
 * @since 0.1
 */
public record Group(String name, int members, Figures figures, List<Point> trend) {}
