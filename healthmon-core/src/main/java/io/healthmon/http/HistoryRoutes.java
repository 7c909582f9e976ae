package io.healthmon.http;

import io.healthmon.HealthMonitor;
import io.healthmon.check.Integration;
import io.healthmon.state.Observation;
import io.healthmon.store.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The results of an integration over a span of time. */
final class HistoryRoutes {

    private static final Duration DEFAULT_SPAN = Duration.ofHours(24);
    private static final Duration LONGEST_SPAN = Duration.ofDays(366);
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final int DEFAULT_LIMIT = 2_000;
    private static final int MOST = 10_000;

    private final HealthMonitor monitor;

    HistoryRoutes(HealthMonitor monitor) {
        this.monitor = monitor;
    }

    List<Route> routes() {
        return List.of(Route.closed("GET", "/api/integrations/*/health/history", Role.VIEWER, this::history));
    }

    /** Returns the newest results in the range, oldest first; a header tells when there were more than the limit. */
    private ApiResponse history(Call call) {
        call.requireJson();
        Integration integration = monitor.find(call.argument())
                .orElseThrow(IntegrationRoutes::notFound)
                .integration();
        Parameters parameters = call.parameters();
        requireRaw(parameters.single("resolution").orElse("raw"));
        int limit = parameters.number("limit", DEFAULT_LIMIT, MOST);
        TimeRange range = range(parameters);
        List<Observation> results = monitor.history(integration.id(), range, limit + 1);
        if (results.size() <= limit) {
            return ApiResponse.json(HistoryJson.of(known(integration, results, range)));
        }
        List<Observation> newest = results.subList(results.size() - limit, results.size());
        TimeRange shown = new TimeRange(newest.get(0).at(), range.to());
        return ApiResponse.json(HistoryJson.of(known(integration, newest, shown)))
                .with("Healthmon-Truncated", "true");
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

    private static void requireRaw(String resolution) {
        if (Set.of("hour", "day", "month").contains(resolution)) {
            throw ProblemException.badParameter("resolution", "there are only single results yet, use raw");
        }
        if (!resolution.equals("raw")) {
            throw ProblemException.badParameter("resolution", "use raw");
        }
    }

    private TimeRange range(Parameters parameters) {
        Instant to = inOurTimes("to", parameters.instant("to").orElseGet(monitor.clock()::instant));
        Instant from = inOurTimes("from", parameters.instant("from").orElse(to.minus(DEFAULT_SPAN)));
        if (from.isAfter(to)) {
            throw ProblemException.badParameter("from", "lies after to, swap them");
        }
        if (Duration.between(from, to).compareTo(LONGEST_SPAN) > 0) {
            throw ProblemException.badParameter("from", "lies more than 366 days before to, ask for less at a time");
        }
        return new TimeRange(from, to);
    }

    private static Instant inOurTimes(String field, Instant moment) {
        if (moment.isBefore(EARLIEST) || moment.isAfter(LATEST)) {
            throw ProblemException.badParameter(field, "use a year from 1970 to 9999");
        }
        return moment;
    }
}
