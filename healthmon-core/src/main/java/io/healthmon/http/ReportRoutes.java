package io.healthmon.http;

import io.healthmon.report.ExportFormat;
import io.healthmon.report.Group;
import io.healthmon.report.Grouping;
import io.healthmon.report.Report;
import io.healthmon.report.Reports;
import io.healthmon.report.Rows;
import io.healthmon.report.Trend;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Figures of all integrations together, or of groups of them, with their trends. */
final class ReportRoutes {

    private final Exports exports;

    ReportRoutes(Exports exports) {
        this.exports = exports;
    }

    List<Route> routes() {
        return List.of(Route.scoped("GET", "/api/reports", Role.VIEWER, this::report));
    }

    private ApiResponse report(Call call) {
        ExportFormat format = Formats.of(call.request());
        Parameters parameters = call.parameters();
        Grouping grouping = choice(parameters, "groupBy", Grouping.NONE, Grouping.values(), Grouping::label);
        Trend trend = choice(parameters, "range", Trend.DAY, Trend.values(), Trend::label);
        Report report = call.sight().reports().trend(grouping, trend);
        ApiResponse response = format == ExportFormat.JSON
                ? ApiResponse.json(json(report))
                : exports.begin(call.request(), () -> Reports.export(report, format));
        return report.truncated() ? response.with("Healthmon-Truncated", "true") : response;
    }

    private static <T> T choice(
            Parameters parameters, String name, T defaultValue, T[] values, Function<T, String> label) {
        List<String> allowed = Stream.of(values).map(label).toList();
        return values[allowed.indexOf(parameters.choice(name, label.apply(defaultValue), allowed))];
    }

    private static Map<String, @Nullable Object> json(Report report) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("groupBy", report.grouping().label());
        json.put("range", report.trend().label());
        json.put("resolution", report.trend().resolution().label());
        json.put("from", Times.text(report.range().from()));
        json.put("to", Times.text(report.range().to()));
        json.put("groups", report.groups().stream().map(ReportRoutes::json).toList());
        return json;
    }

    private static Map<String, @Nullable Object> json(Group group) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("group", group.name());
        json.put("members", group.members());
        json.putAll(Rows.figures(group.figures()));
        json.put("trend", group.trend().stream().map(Rows::point).toList());
        return json;
    }
}
