package io.healthmon.http;

import io.healthmon.HealthMonitor;
import io.healthmon.check.Integration;
import io.healthmon.http.ResultHistory.Transition;
import io.healthmon.metric.Resolution;
import io.healthmon.report.Export;
import io.healthmon.report.ExportFormat;
import io.healthmon.report.Point;
import io.healthmon.report.Reports;
import io.healthmon.state.Observation;
import io.healthmon.store.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The results of an integration over a span of time, one by one or by hour, day or month. */
final class HistoryRoutes {

    private static final Instant EARLIEST = Instant.EPOCH;

    /** Transitions come from single results, which are looked at as far back as this only. */
    private static final Duration TRANSITIONS_KNOWN = Duration.ofDays(2);

    private final HealthMonitor monitor;
    private final Exports exports;

    HistoryRoutes(HealthMonitor monitor, Exports exports) {
        this.monitor = monitor;
        this.exports = exports;
    }

    List<Route> routes() {
        return List.of(Route.scoped("GET", "/api/integrations/*/health/history", Role.VIEWER, this::history));
    }

    private ApiResponse history(Call call) {
        Sight sight = call.sight();
        Integration integration = sight.require(call.argument()).integration();
        HistoryQuery query = HistoryQuery.of(call, monitor.clock().instant());
        if (query.format() != ExportFormat.JSON) {
            return exports.begin(call.request(), () -> export(sight.reports(), integration.id(), query));
        }
        Resolution resolution = query.resolution();
        return resolution == null
                ? results(integration, query)
                : parts(sight.reports(), integration, resolution, query);
    }

    private static Export export(Reports reports, String id, HistoryQuery query) {
        Resolution resolution = query.resolution();
        return resolution == null
                ? reports.export(id, query.range(), query.format())
                : reports.export(id, resolution, query.range(), query.format());
    }

    /** Returns the newest results in the range, oldest first; a header tells when there were more than the limit. */
    private ApiResponse results(Integration integration, HistoryQuery query) {
        TimeRange range = query.range();
        int limit = query.limit();
        List<Observation> results = monitor.history(integration.id(), range, limit + 1);
        if (results.size() <= limit) {
            return ApiResponse.json(HistoryJson.of(known(integration, results, range)));
        }
        List<Observation> newest = results.subList(results.size() - limit, results.size());
        TimeRange shown = new TimeRange(newest.get(0).at(), range.to());
        return truncated(ApiResponse.json(HistoryJson.of(known(integration, newest, shown))));
    }

    /** Returns the figures of the newest hours, days or months of which anything is known, in the same way. */
    private ApiResponse parts(Reports reports, Integration integration, Resolution resolution, HistoryQuery query) {
        int limit = query.limit();
        TimeRange span = reports.span(resolution, query.range());
        List<Point> points = reports.history(integration.id(), resolution, query.range(), limit + 1);
        List<Transition> transitions = transitions(integration, span);
        if (points.size() <= limit) {
            return ApiResponse.json(HistoryJson.of(new PartHistory(points, span), transitions));
        }
        List<Point> newest = points.subList(points.size() - limit, points.size());
        TimeRange shown = new TimeRange(newest.get(0).start(), span.to());
        return truncated(ApiResponse.json(HistoryJson.of(new PartHistory(newest, shown), transitions)));
    }

    private static ApiResponse truncated(ApiResponse response) {
        return response.with("Healthmon-Truncated", "true");
    }

    /** Returns the transitions in a span; null if it goes too far back, or has too many results to look at. */
    private @Nullable List<Transition> transitions(Integration integration, TimeRange span) {
        if (span.from().isBefore(monitor.clock().instant().minus(TRANSITIONS_KNOWN))) {
            return null;
        }
        List<Observation> results = monitor.history(integration.id(), span, Reports.MOST_POINTS + 1);
        return results.size() > Reports.MOST_POINTS
                ? null
                : known(integration, results, span).transitions();
    }

    /** Adds what went before, and leaves out the time to come. */
    private ResultHistory known(Integration integration, List<Observation> points, TimeRange range) {
        TimeRange before = new TimeRange(EARLIEST, range.from());
        int decisive = ResultHistory.decisive(integration.thresholds());
        List<Observation> earlier = monitor.history(integration.id(), before, decisive);
        Instant now = monitor.clock().instant();
        Instant end = range.to().isBefore(now) ? range.to() : now;
        TimeRange past = new TimeRange(range.from(), end.isBefore(range.from()) ? range.from() : end);
        return new ResultHistory(integration, earlier, points, past);
    }
}
