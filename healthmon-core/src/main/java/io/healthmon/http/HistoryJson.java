package io.healthmon.http;

import io.healthmon.http.ResultHistory.Gap;
import io.healthmon.http.ResultHistory.Transition;
import io.healthmon.report.Rows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Renders results of the past, the changes between them and the gaps. */
final class HistoryJson {

    private HistoryJson() {}

    static Map<String, @Nullable Object> of(ResultHistory history) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("points", history.points().stream().map(Rows::result).toList());
        json.put(
                "transitions",
                history.transitions().stream().map(HistoryJson::transition).toList());
        json.put("gaps", history.gaps().stream().map(HistoryJson::gap).toList());
        return json;
    }

    /** Renders figures by part of time; the transitions are null if nobody looked for them. */
    static Map<String, @Nullable Object> of(PartHistory history, @Nullable List<Transition> transitions) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("points", history.points().stream().map(Rows::point).toList());
        json.put(
                "transitions",
                transitions == null
                        ? null
                        : transitions.stream().map(HistoryJson::transition).toList());
        json.put("gaps", history.gaps().stream().map(HistoryJson::gap).toList());
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
        return json;
    }
}
