package io.healthmon.provider.statuspage;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Problem;
import io.healthmon.provider.http.AnswerReader;
import io.healthmon.provider.http.HttpAnswer;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Judges what a page says.
 *
 * @param address where it stands
 * @param components what is looked at; empty for the whole page
 */
record PageReader(PageAddress address, List<String> components) implements AnswerReader {

    private static final int MOST_TOLD = 5;

    PageReader {
        components = List.copyOf(components);
    }

    @Override
    public int mostBytes() {
        return PageReading.MOST_BYTES;
    }

    @Override
    public CheckResult read(HttpAnswer answer) {
        PageReading reading = PageReading.of(answer, address);
        PageReport report = reading.report();
        if (report == null) {
            return Objects.requireNonNull(reading.failure(), "failure");
        }
        List<String> unknown = report.unknown(components);
        return unknown.isEmpty() ? judge(report.about(components)) : notThere(report, unknown.get(0));
    }

    private static CheckResult notThere(PageReport report, String unknown) {
        String names =
                report.components().keySet().stream().sorted().limit(MOST_TOLD).collect(Collectors.joining(", "));
        boolean listed = !names.isEmpty();
        return CheckResult.unknown(new Problem(
                Cause.CONFIGURATION,
                "The status page of " + report.name() + " has no component \"" + unknown + "\""
                        + (listed ? "." : ", for it lists none."),
                listed
                        ? "Correct \"components\": use the names that " + report.link() + " shows, such as " + names
                                + "."
                        : "Take out \"components\", so that the whole page counts; see " + report.link() + ".",
                report.link()));
    }

    private static CheckResult judge(PageReport report) {
        HealthStatus status = report.status();
        List<PageIncident> all = report.all();
        boolean well = status == HealthStatus.HEALTHY;
        CheckResult result = CheckResult.of(status, well ? null : problem(report.name(), all));
        result = result.withDetail("incidents", all.size());
        for (int index = 0; index < Math.min(MOST_TOLD, all.size()); index++) {
            result = result.withDetail("incident." + (index + 1), all.get(index).told());
        }
        return result;
    }

    private static Problem problem(String name, List<PageIncident> all) {
        PageIncident worst = all.get(0);
        String others = all.size() > 1 ? ", and " + (all.size() - 1) + " more" : "";
        return new Problem(
                Cause.SERVER_ERROR,
                name + " reports: " + worst.title() + " (" + worst.state() + ")" + others + ".",
                "Follow " + worst.link() + " for when it is over.",
                worst.link());
    }
}
