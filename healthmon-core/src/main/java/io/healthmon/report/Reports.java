package io.healthmon.report;

import io.healthmon.check.Integration;
import io.healthmon.metric.Bucket;
import io.healthmon.metric.Figures;
import io.healthmon.metric.Resolution;
import io.healthmon.metric.Tally;
import io.healthmon.store.HealthStore;
import io.healthmon.store.TimeRange;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What results over spans of time came to, read from the store: of hours, days and months, whose figures are kept when the
 * results themselves are gone, and of results where those are not made yet.
 *
 * <p>Two figures stand beside each other: the success rate counts results, the uptime weighs them by the time that they
 * stand for. Time that no result stands for is neither up nor down; how much of the time is known is the coverage, which
 * also tells that an integration was not there yet. With nothing known there is no percentage, rather than 100.
 *
 * <p>Parts of time begin and end in UTC. A span is widened to whole hours, its end not beyond now; so figures never mix
 * what is in the span with what is not. Spans reach from 1970 to 9999 and are at most 100 years long; else
 * {@link IllegalArgumentException}. What cannot be read throws {@link io.healthmon.store.StoreException}. Nothing is
 * checked and nothing is kept in memory. Safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class Reports {

    /** The most points that an answer has: 10,000. An export has no such limit. */
    public static final int MOST_POINTS = 10_000;

    private static final int LONGEST_ID = 100;

    private final HealthStore store;
    private final Supplier<List<Integration>> integrations;
    private final Clock clock;

    private Reports(HealthStore store, Supplier<List<Integration>> integrations, Clock clock) {
        this.store = store;
        this.integrations = integrations;
        this.clock = clock;
    }

    /**
     * Returns the reports on a store.
     *
     * @param integrations those that count for groups, whenever one is asked for
     * @param clock tells what lies in the time to come
     */
    public static Reports of(HealthStore store, Supplier<List<Integration>> integrations, Clock clock) {
        return new Reports(store, integrations, clock);
    }

    /** Returns these reports with groups in which only some of the integrations count. */
    public Reports counting(Predicate<Integration> counting) {
        return new Reports(
                store, () -> integrations.get().stream().filter(counting).toList(), clock);
    }

    /** Returns the figures of an integration, which need not be watched any more. */
    public Figures figures(String id, TimeRange range) {
        TimeRange span = Spans.widened(range, clock.instant());
        List<String> ids = List.of(allowedId(id));
        Tally tally = span.from().equals(span.to())
                ? Tally.create()
                : store.rollups().tallies(ids, span).getOrDefault(id, Tally.create());
        return tally.figures(Spans.length(span));
    }

    /**
     * Returns the figures of an integration by hour, day or month, oldest first, without the parts of which nothing is
     * known; of more than {@link #MOST_POINTS}, the newest.
     */
    public List<Point> history(String id, Resolution resolution, TimeRange range) {
        return history(id, resolution, range, MOST_POINTS);
    }

    /**
     * Returns the same of another limit.
     *
     * @throws IllegalArgumentException if the limit is less than 1
     */
    public List<Point> history(String id, Resolution resolution, TimeRange range, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit " + limit + " is not allowed; use 1 or more");
        }
        allowedId(id);
        List<TimeRange> pieces = new ArrayList<>(Spans.pieces(span(resolution, range), resolution));
        Collections.reverse(pieces);
        List<Point> newestFirst = new ArrayList<>();
        for (TimeRange piece : pieces) {
            List<Point> points = new ArrayList<>(points(id, resolution, piece));
            Collections.reverse(points);
            newestFirst.addAll(points);
            if (newestFirst.size() >= limit) {
                break;
            }
        }
        List<Point> points = new ArrayList<>(newestFirst.subList(0, Math.min(limit, newestFirst.size())));
        Collections.reverse(points);
        return Collections.unmodifiableList(points);
    }

    /** Returns the span that a history by hour, day or month is really of: whole parts, up to now. */
    public TimeRange span(Resolution resolution, TimeRange range) {
        return Spans.widened(range, resolution, clock.instant());
    }

    /**
     * Returns the figures of all integrations together: results and times are added up, and the span counts once for each
     * integration, so that one that is not known lowers the coverage and nothing else. Those count that are watched now,
     * disabled ones too.
     */
    public Figures overall(TimeRange range) {
        return by(Grouping.NONE, range).getOrDefault("", Tally.create().figures(Duration.ZERO));
    }

    /** Returns the figures of groups by name, made as {@link #overall} says. */
    public Map<String, Figures> by(Grouping grouping, TimeRange range) {
        return new GroupTotals(store.rollups(), grouping, integrations.get())
                .over(Spans.widened(range, clock.instant()));
    }

    /** Returns the figures of groups as {@link #by} does, over the last hours, days or months and for each of these. */
    public Report trend(Grouping grouping, Trend trend) {
        TimeRange range = trend.until(clock.instant());
        int most = MOST_POINTS / (trend.parts() + 1);
        return new GroupTotals(store.rollups(), grouping, integrations.get()).report(trend, range, most);
    }

    /**
     * Writes all results of an integration in a span, oldest first; see {@link ExportFormat} and {@link Export}.
     *
     * @throws IOException if the stream takes no more
     */
    public void export(String id, TimeRange range, ExportFormat format, OutputStream out) throws IOException {
        export(id, range, format).writeTo(out);
    }

    /** Begins an export of all results of an integration in a span, oldest first. */
    public Export export(String id, TimeRange range, ExportFormat format) {
        RowPages pages = RowPages.ofResults(store, allowedId(id), Spans.allowed(range));
        return new Export(format, fileName(id, "results"), Rows.RESULT, pages);
    }

    /** Begins an export of the figures that {@link #history(String, Resolution, TimeRange)} returns, and of all of them. */
    public Export export(String id, Resolution resolution, TimeRange range, ExportFormat format) {
        allowedId(id);
        List<TimeRange> pieces = Spans.pieces(span(resolution, range), resolution);
        RowPages pages = RowPages.of(
                pieces,
                piece -> points(id, resolution, piece).stream().map(Rows::point).toList());
        return new Export(format, fileName(id, resolution.label()), Rows.POINT, pages);
    }

    /** Begins an export of a report: a row for each group and each part of its trend. */
    public static Export export(Report report, ExportFormat format) {
        RowPages pages = RowPages.of(report.groups(), group -> Rows.group(report, group));
        String name =
                "report-" + report.grouping().label() + "-" + report.trend().label();
        return new Export(format, name, Rows.GROUP, pages);
    }

    private List<Point> points(String id, Resolution resolution, TimeRange piece) {
        List<Bucket> buckets =
                store.rollups().buckets(List.of(id), resolution, piece).getOrDefault(id, List.of());
        return buckets.stream()
                .map(bucket -> GroupTotals.point(bucket.start(), bucket.tally(), resolution, piece.to(), 1))
                .toList();
    }

    private static String allowedId(String id) {
        if (id.isEmpty() || id.length() > LONGEST_ID || id.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("id of " + id.length() + " characters is not allowed; use 1 to "
                    + LONGEST_ID + " characters without control characters");
        }
        return id;
    }

    private static String fileName(String id, String what) {
        return id.replaceAll("[^A-Za-z0-9._-]", "_") + "-" + what;
    }
}
