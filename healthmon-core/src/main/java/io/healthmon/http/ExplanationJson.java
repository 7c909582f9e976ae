package io.healthmon.http;

import io.healthmon.Flag;
import io.healthmon.IntegrationHealth;
import io.healthmon.check.Integration;
import io.healthmon.check.Thresholds;
import io.healthmon.explain.Explanation;
import io.healthmon.metric.Statistics;
import io.healthmon.report.RoundedPercentage;
import io.healthmon.report.Rows;
import io.healthmon.schedule.Schedule;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Renders explanations. */
final class ExplanationJson {

    private ExplanationJson() {}

    static Map<String, @Nullable Object> of(Explanation explanation) {
        IntegrationHealth health = explanation.known().health();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", health.integration().id());
        json.put("name", health.integration().name());
        json.put("at", Times.text(explanation.at()));
        json.put("status", health.status().label());
        json.put("since", Times.textOrNull(health.since()));
        json.put("explanation", explanation.sentences());
        json.put("results", results(explanation));
        json.put("schedule", schedule(explanation));
        json.put(
                "flags",
                health.flags().stream()
                        .map(flag -> flag.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .toList());
        json.put("dependenciesDown", explanation.dependenciesDown());
        json.put("error", IntegrationJson.error(health));
        json.put("figures", figures(explanation.known()));
        return json;
    }

    private static Map<String, @Nullable Object> results(Explanation explanation) {
        IntegrationHealth health = explanation.known().health();
        Thresholds thresholds = health.integration().thresholds();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put(
                "observed", health.state().checked() ? health.state().observed().label() : null);
        json.put("inARow", health.state().streak());
        json.put("decided", health.state().status().label());
        Map<String, Object> needed = new LinkedHashMap<>();
        needed.put("failure", thresholds.failure());
        needed.put("degraded", thresholds.degraded());
        needed.put("success", thresholds.success());
        json.put("thresholds", needed);
        json.put(
                "changes",
                explanation.changes().stream().map(ExplanationJson::change).toList());
        return json;
    }

    private static Map<String, Object> change(Explanation.Change change) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("to", change.to().label());
        json.put("needed", change.needed());
        json.put("seen", change.seen());
        json.put("missing", change.missing());
        return json;
    }

    private static Map<String, @Nullable Object> schedule(Explanation explanation) {
        IntegrationHealth health = explanation.known().health();
        Integration integration = health.integration();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        if (integration.schedule() instanceof Schedule.Cron cron) {
            json.put("cron", cron.expression().toString());
            json.put("zone", cron.zone().getId());
        } else if (integration.schedule() instanceof Schedule.Every every) {
            json.put("intervalMillis", every.interval().toMillis());
        }
        json.put("timeoutMillis", integration.timeout().toMillis());
        json.put("lastCheckAt", Times.textOrNull(health.state().lastCheckAt()));
        json.put("nextCheckAt", Times.textOrNull(health.nextCheckAt()));
        json.put("staleAt", Times.textOrNull(explanation.staleAt()));
        json.put("stale", health.is(Flag.STALE));
        return json;
    }

    private static Map<String, @Nullable Object> figures(Explanation.Known known) {
        Statistics day = known.lastDay();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("results24h", day.results());
        json.put("failures24h", day.results() - day.successes());
        json.put("successRate24h", RoundedPercentage.of(day.successRate()));
        json.put("uptime30d", RoundedPercentage.of(known.uptime30Days()));
        json.put("responseTimes24h", Rows.responseTimes(day));
        return json;
    }
}
