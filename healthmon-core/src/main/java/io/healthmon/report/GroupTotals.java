package io.healthmon.report;

import io.healthmon.check.Integration;
import io.healthmon.metric.Bucket;
import io.healthmon.metric.Figures;
import io.healthmon.metric.Resolution;
import io.healthmon.metric.Tally;
import io.healthmon.store.RollupStore;
import io.healthmon.store.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds the tallies of integrations up to those of groups, of few integrations at a time. */
final class GroupTotals {

    private static final int INTEGRATIONS_AT_A_TIME = 200;

    private final RollupStore rollups;
    private final Grouping grouping;
    private final List<Integration> integrations;
    private final TreeMap<String, Integer> members = new TreeMap<>();

    GroupTotals(RollupStore rollups, Grouping grouping, List<Integration> integrations) {
        this.rollups = rollups;
        this.grouping = grouping;
        this.integrations = integrations;
        integrations.forEach(
                integration -> grouping.of(integration).forEach(group -> members.merge(group, 1, Integer::sum)));
    }

    /** Returns the figures of each group. */
    Map<String, Figures> over(TimeRange span) {
        Map<String, Tally> sums = new HashMap<>();
        if (span.from().isBefore(span.to())) {
            for (List<Integration> some : batches()) {
                Map<String, Tally> tallies = rollups.tallies(ids(some), span);
                for (Integration integration : some) {
                    Tally own = tallies.getOrDefault(integration.id(), Tally.create());
                    grouping.of(integration).forEach(group -> sum(sums, group).merge(own));
                }
            }
        }
        Map<String, Figures> figures = new TreeMap<>();
        members.forEach((group, count) ->
                figures.put(group, sum(sums, group).figures(Spans.length(span).multipliedBy(count))));
        return Collections.unmodifiableMap(figures);
    }

    /** Returns the figures of at most a number of groups, with their trends. */
    Report report(Trend trend, TimeRange range, int most) {
        List<String> shown = members.keySet().stream().limit(most).toList();
        Map<String, SortedMap<Instant, Tally>> parts = new HashMap<>();
        shown.forEach(group -> parts.put(group, new TreeMap<>()));
        for (List<Integration> some : batches()) {
            Map<String, List<Bucket>> buckets = rollups.buckets(ids(some), trend.resolution(), range);
            for (Integration integration : some) {
                add(buckets.getOrDefault(integration.id(), List.of()), grouping.of(integration), parts);
            }
        }
        List<Group> groups = shown.stream()
                .map(group -> group(group, parts.getOrDefault(group, new TreeMap<>()), trend, range))
                .toList();
        return new Report(grouping, trend, range, groups, shown.size() < members.size());
    }

    /** Returns the figures of a part that ends with the span at the latest. */
    static Point point(Instant start, Tally tally, Resolution resolution, Instant spanEnd, int count) {
        Instant over = resolution.end(start);
        Instant end = over.isBefore(spanEnd) ? over : spanEnd;
        return new Point(start, end, tally.figures(Duration.between(start, end).multipliedBy(count)));
    }

    private static void add(
            List<Bucket> buckets, Iterable<String> groups, Map<String, SortedMap<Instant, Tally>> parts) {
        for (String group : groups) {
            SortedMap<Instant, Tally> own = parts.get(group);
            if (own != null) {
                buckets.forEach(bucket -> own.computeIfAbsent(bucket.start(), start -> Tally.create())
                        .merge(bucket.tally()));
            }
        }
    }

    private Group group(String name, Map<Instant, Tally> parts, Trend trend, TimeRange range) {
        int count = members.getOrDefault(name, 0);
        Tally whole = Tally.create();
        List<Point> points = new ArrayList<>();
        parts.forEach((start, tally) -> {
            whole.merge(tally);
            points.add(point(start, tally, trend.resolution(), range.to(), count));
        });
        return new Group(name, count, whole.figures(Spans.length(range).multipliedBy(count)), List.copyOf(points));
    }

    private List<List<Integration>> batches() {
        List<List<Integration>> batches = new ArrayList<>();
        for (int from = 0; from < integrations.size(); from += INTEGRATIONS_AT_A_TIME) {
            batches.add(integrations.subList(from, Math.min(from + INTEGRATIONS_AT_A_TIME, integrations.size())));
        }
        return batches;
    }

    private static List<String> ids(List<Integration> integrations) {
        return integrations.stream().map(Integration::id).toList();
    }

    private static Tally sum(Map<String, Tally> sums, String group) {
        return sums.computeIfAbsent(group, added -> Tally.create());
    }
}
