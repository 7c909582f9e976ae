package io.healthmon.http;

import io.healthmon.check.HealthStatus;
import io.healthmon.check.Problem;
import io.healthmon.state.Observation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Renders results of the past, and the changes between them. */
final class HistoryJson {

    private HistoryJson() {}

    /** Returns the document; gaps are not known yet. */
    static Map<String, @Nullable Object> of(List<Observation> results) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("points", results.stream().map(HistoryJson::point).toList());
        json.put("transitions", transitions(results));
        json.put("gaps", List.of());
        return json;
    }

    private static Map<String, @Nullable Object> point(Observation result) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("at", Times.text(result.at()));
        json.put("status", result.status().label());
        json.put("responseTime", IntegrationJson.known(result.responseTimeMillis()));
        Problem problem = result.problem();
        json.put("cause", problem == null ? null : problem.cause().label());
        json.put("message", problem == null ? null : problem.message());
        return json;
    }

    private static List<Map<String, Object>> transitions(List<Observation> results) {
        List<Map<String, Object>> transitions = new ArrayList<>();
        HealthStatus before = null;
        for (Observation result : results) {
            if (before != null && before != result.status()) {
                transitions.add(transition(before, result));
            }
            before = result.status();
        }
        return transitions;
    }

    private static Map<String, Object> transition(HealthStatus from, Observation result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", Times.text(result.at()));
        json.put("from", from.label());
        json.put("to", result.status().label());
        return json;
    }
}
