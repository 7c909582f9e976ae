package io.healthmon.report;

import io.healthmon.store.TimeRange;
import java.util.List;

/**
 * Groups of integrations over a span of time, with their trends.
 *
 * @param grouping by what they were put together
 * @param trend how far it goes back, and in what parts
 * @param range the span
 * @param groups the groups by name; without integrations none
 * @param truncated whether there are more groups than fit into {@link Reports#MOST_POINTS} points: then the first by name
 *     are here
 * @since 0.1
 */
public record Report(Grouping grouping, Trend trend, TimeRange range, List<Group> groups, boolean truncated) {}
