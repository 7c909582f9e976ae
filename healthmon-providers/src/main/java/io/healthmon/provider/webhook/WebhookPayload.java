package io.healthmon.provider.webhook;

import io.healthmon.alert.Alert;
import io.healthmon.alert.AlertKind;
import io.healthmon.channel.AlertMessage;
import io.healthmon.check.Problem;
import io.healthmon.json.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An alert as JSON: the same bytes in every attempt, so that a receiver may compare them. */
final class WebhookPayload {

    private WebhookPayload() {}

    static byte[] of(AlertMessage message) {
        Alert alert = message.alert();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("type", "integration." + alert.kind().label());
        json.put("timestamp", alert.at());
        json.put("data", data(alert, message.link()));
        return Json.write(json);
    }

    private static Map<String, @Nullable Object> data(Alert alert, @Nullable String link) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("id", alert.integrationId());
        data.put("name", alert.integrationName());
        data.put("status", alert.status().label());
        data.put("severity", alert.severity().label());
        data.put("consecutiveFailures", alert.consecutiveFailures());
        data.put("since", alert.downSince());
        data.put("duration", alert.kind() == AlertKind.RECOVERED ? lasted(alert) : null);
        data.put("responseTime", alert.responseTimeMillis() < 0 ? null : alert.responseTimeMillis());
        data.put("error", error(alert.problem()));
        data.put("link", link);
        return data;
    }

    private static long lasted(Alert alert) {
        return Math.max(0, Duration.between(alert.downSince(), alert.at()).toMillis());
    }

    private static @Nullable Map<String, @Nullable Object> error(@Nullable Problem problem) {
        if (problem == null) {
            return null;
        }
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        error.put("cause", problem.cause().label());
        error.put("message", problem.message());
        error.put("resolution", problem.resolution());
        error.put("documentation", problem.documentation());
        return error;
    }
}
