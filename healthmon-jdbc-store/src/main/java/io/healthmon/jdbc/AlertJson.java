package io.healthmon.jdbc;

import io.healthmon.alert.Alert;
import io.healthmon.alert.AlertKind;
import io.healthmon.alert.Severity;
import io.healthmon.check.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An alert as JSON: all of it, so that it comes out of the outbox as it went in. */
final class AlertJson {

    private AlertJson() {}

    static String write(Alert alert) {
        Map<String, @Nullable Object> parts = new LinkedHashMap<>();
        parts.put("id", alert.id());
        parts.put("kind", alert.kind());
        parts.put("severity", alert.severity());
        parts.put("integrationId", alert.integrationId());
        parts.put("integrationName", alert.integrationName());
        parts.put("at", alert.at());
        parts.put("status", alert.status());
        parts.put("downSince", alert.downSince());
        parts.put("consecutiveFailures", alert.consecutiveFailures());
        parts.put("responseTimeMillis", alert.responseTimeMillis());
        Problem problem = alert.problem();
        if (problem != null) {
            parts.put("error", problem.message());
            parts.put("errorDetails", JsonColumn.ofProblem(problem));
        }
        parts.put("recipients", alert.recipients());
        return JsonColumn.write(parts);
    }

    static Alert read(String json) {
        Map<String, @Nullable Object> parts = JsonColumn.read(json);
        return new Alert(
                text(parts, "id"),
                Words.read(AlertKind.class, text(parts, "kind"), AlertKind.DOWN),
                Words.read(Severity.class, text(parts, "severity"), Severity.HIGH),
                text(parts, "integrationId"),
                text(parts, "integrationName"),
                Instant.parse(text(parts, "at")),
                Words.status(text(parts, "status")),
                Instant.parse(text(parts, "downSince")),
                (int) number(parts, "consecutiveFailures"),
                number(parts, "responseTimeMillis"),
                JsonColumn.problem(JsonColumn.text(parts.get("error")), JsonColumn.text(parts.get("errorDetails"))),
                recipients(parts));
    }

    private static String text(Map<String, @Nullable Object> parts, String name) {
        return Objects.requireNonNull(parts.get(name), name).toString();
    }

    private static long number(Map<String, @Nullable Object> parts, String name) {
        return ((Number) Objects.requireNonNull(parts.get(name), name)).longValue();
    }

    private static List<String> recipients(Map<String, @Nullable Object> parts) {
        List<String> recipients = new ArrayList<>();
        if (parts.get("recipients") instanceof List<?> list) {
            list.forEach(recipient -> recipients.add(String.valueOf(recipient)));
        }
        return recipients;
    }
}
