package io.healthmon.http;

import io.healthmon.check.Problem;
import io.healthmon.http.ResultHistory.Gap;
import io.healthmon.http.ResultHistory.Transition;
import io.healthmon.state.Observation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Renders results of the past, the changes between them and the gaps. */
final class HistoryJson {

    private HistoryJson() {}

    static Map<String, @Nullable Object> of(ResultHistory history) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("points", history.results().stream().map(HistoryJson::point).toList());
        json.put(
                "transitions",
                history.transitions().stream().map(HistoryJson::transition).toList());
        json.put("gaps", history.gaps().stream().map(HistoryJson::gap).toList());
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

    private static Map<String, Object> transition(Transition transition) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", Times.text(transition.at()));
        json.put("from", transition.from().label());
        json.put("to", transition.to().label());
        return json;
    }

    private static Map<String, Object> gap(Gap gap) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("from", Times.text(gap.from()));
        json.put("to", Times.text(gap.to()));
        json.put("reason", gap.reason());
        if (gap.dropped() > 0) {
            json.put("dropped", gap.dropped());
        }
        return json;
    }
}
