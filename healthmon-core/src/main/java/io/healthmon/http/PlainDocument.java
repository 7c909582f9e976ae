package io.healthmon.http;

import io.healthmon.HealthMonitor.Application;
import io.healthmon.HealthSnapshot;
import io.healthmon.IntegrationHealth;
import io.healthmon.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answer to {@code /health} in plain JSON: status, timestamp, version, environment, uptime, checks by id. */
final class PlainDocument extends HealthDocument {

    private final String application;

    PlainDocument(Application application) {
        this.application = ",\"version\":" + quoted(application.version()) + ",\"environment\":"
                + quoted(application.environment()) + ",\"uptime\":";
    }

    @Override
    String mediaType() {
        return "application/json";
    }

    @Override
    String beginning(HealthSnapshot snapshot, Timing timing) {
        return "{\"status\":\"" + snapshot.status().label() + "\",\"timestamp\":\"" + Times.text(timing.timestamp())
                + "\"" + application + timing.uptimeSeconds() + ",\"responseTime\":" + timing.responseMillis()
                + ",\"checks\":";
    }

    @Override
    byte[] checks(List<IntegrationHealth> shown, boolean detailed) {
        Map<String, Object> checks = new LinkedHashMap<>();
        for (IntegrationHealth health : shown) {
            checks.put(health.integration().id(), check(health, detailed));
        }
        return (new String(Json.write(checks), StandardCharsets.UTF_8) + "}").getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, @Nullable Object> check(IntegrationHealth health, boolean detailed) {
        Map<String, @Nullable Object> check = new LinkedHashMap<>();
        check.put("status", health.status().label());
        check.put("responseTime", IntegrationJson.known(health.state().responseTimeMillis()));
        Map<String, @Nullable Object> error = detailed ? IntegrationJson.error(health) : null;
        if (error != null) {
            check.put("error", error);
        }
        return check;
    }

    private static String quoted(String text) {
        return new String(Json.write(text), StandardCharsets.UTF_8);
    }
}
