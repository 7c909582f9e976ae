package io.healthmon.http;

import io.healthmon.HealthMonitor.Application;
import io.healthmon.HealthSnapshot;
import io.healthmon.IntegrationHealth;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Problem;
import io.healthmon.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answer to {@code /health} as {@code application/health+json}, after draft-inadarei-api-health-check-06. */
final class DraftDocument extends HealthDocument {

    static final String MEDIA_TYPE = "application/health+json";

    private final String release;

    DraftDocument(Application application) {
        this.release = new String(Json.write(application.version()), StandardCharsets.UTF_8);
    }

    /** Returns the draft's word for a status; what is unknown deserves a look, but no alarm. */
    static String word(HealthStatus status) {
        return switch (status) {
            case HEALTHY -> "pass";
            case DEGRADED, UNKNOWN -> "warn";
            case DOWN -> "fail";
        };
    }

    @Override
    String mediaType() {
        return MEDIA_TYPE;
    }

    @Override
    String beginning(HealthSnapshot snapshot, Timing timing) {
        return "{\"status\":\"" + word(snapshot.status()) + "\",\"releaseId\":" + release
                + ",\"checks\":{\"uptime\":[{\"componentType\":\"system\",\"observedValue\":" + timing.uptimeSeconds()
                + ",\"observedUnit\":\"s\",\"status\":\"pass\",\"time\":\"" + Times.text(timing.timestamp()) + "\"}]";
    }

    @Override
    byte[] checks(List<IntegrationHealth> shown, boolean detailed) {
        StringBuilder checks = new StringBuilder();
        for (IntegrationHealth health : shown) {
            String key = health.integration().id() + ":responseTime";
            String json = new String(Json.write(Map.of(key, List.of(check(health, detailed)))), StandardCharsets.UTF_8);
            checks.append(',').append(json, 1, json.length() - 1);
        }
        return checks.append("}}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, @Nullable Object> check(IntegrationHealth health, boolean detailed) {
        Map<String, @Nullable Object> check = new LinkedHashMap<>();
        check.put("componentId", health.integration().id());
        check.put("componentType", "component");
        Long millis = IntegrationJson.known(health.state().responseTimeMillis());
        if (millis != null) {
            check.put("observedValue", millis);
            check.put("observedUnit", "ms");
        }
        check.put("status", word(health.status()));
        if (detailed) {
            details(check, health);
        }
        return check;
    }

    private static void details(Map<String, @Nullable Object> check, IntegrationHealth health) {
        String time = Times.textOrNull(health.state().lastCheckAt());
        if (time != null) {
            check.put("time", time);
        }
        Problem problem = health.state().problem();
        if (problem != null && health.status() != HealthStatus.HEALTHY) {
            check.put("output", problem.cause().label() + ": " + problem.message());
        }
    }
}
