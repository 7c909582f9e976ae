package io.healthmon.provider.remote;

import io.healthmon.check.HealthStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A form in which applications tell of their health.
 *
 * @since 0.1
 */
public enum RemoteFormat {

    /** That of healthmon: {@code status} is healthy, degraded, down or unknown, the parts stand in {@code checks}. */
    HEALTHMON,

    /**
     * That of Spring Boot Actuator: {@code status} is UP, DOWN, OUT_OF_SERVICE or UNKNOWN, the parts stand in
     * {@code components}, within each other where they are grouped.
     */
    ACTUATOR,

    /**
     * {@code application/health+json}, after draft-inadarei-api-health-check-06: {@code status} is pass, warn or fail, or one
     * of their other names (ok, up, error, down), the parts stand in {@code checks}, each with a list.
     */
    HEALTH_JSON;

    /** Returns its name as it stands in configuration, such as {@code health-json}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns what a word means, or the worst of a list of words; empty when one is none of this form. */
    Optional<HealthStatus> meaning(@Nullable Object word) {
        if (word instanceof List<?> several) {
            List<HealthStatus> known = several.stream()
                    .flatMap(one -> (one instanceof List ? Optional.<HealthStatus>empty() : meaning(one)).stream())
                    .toList();
            return known.size() < several.size()
                    ? Optional.empty()
                    : known.stream().reduce(HealthStatus::worse);
        }
        if (!(word instanceof String text)) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                switch (this) {
                    case HEALTHMON -> ofHealthmon(text);
                    case ACTUATOR -> ofActuator(text);
                    case HEALTH_JSON -> ofDraft(text);
                });
    }

    private static @Nullable HealthStatus ofHealthmon(String word) {
        return switch (word) {
            case "healthy" -> HealthStatus.HEALTHY;
            case "degraded" -> HealthStatus.DEGRADED;
            case "down" -> HealthStatus.DOWN;
            case "unknown" -> HealthStatus.UNKNOWN;
            default -> null;
        };
    }

    private static @Nullable HealthStatus ofActuator(String word) {
        return switch (word) {
            case "UP" -> HealthStatus.HEALTHY;
            case "DOWN", "OUT_OF_SERVICE" -> HealthStatus.DOWN;
            case "UNKNOWN" -> HealthStatus.UNKNOWN;
            default -> null;
        };
    }

    private static @Nullable HealthStatus ofDraft(String word) {
        return switch (word) {
            case "pass", "ok", "up" -> HealthStatus.HEALTHY;
            case "warn" -> HealthStatus.DEGRADED;
            case "fail", "error", "down" -> HealthStatus.DOWN;
            default -> null;
        };
    }

    /** Returns whether the parts were weighed by the sender, so that an ill one may leave the whole healthy. */
    boolean weighsParts() {
        return this == HEALTHMON;
    }

    /** Returns what has to be said of the media type that is wanted. */
    String accept() {
        return this == HEALTH_JSON
                ? "application/health+json, application/json;q=0.9, */*;q=0.5"
                : "application/json, application/health+json;q=0.9, */*;q=0.5";
    }

    /**
     * Recognises the form of a document; empty when it is none of them. The other names of the draft do not count here, since
     * half the world's JSON says {@code "status": "ok"}.
     *
     * @param mediaType what the sender calls it
     */
    static Optional<RemoteFormat> of(String mediaType, Map<?, ?> document) {
        String type = mediaType.toLowerCase(Locale.ROOT);
        if (type.contains("health+json")) {
            return Optional.of(HEALTH_JSON);
        }
        if (type.contains("spring-boot.actuator")) {
            return Optional.of(ACTUATOR);
        }
        Object word = document.get("status");
        if (List.of("pass", "warn", "fail").contains(String.valueOf(word)) || hasLists(document.get("checks"))) {
            return HEALTH_JSON.meaning(word).map(known -> HEALTH_JSON);
        }
        return HEALTHMON
                .meaning(word)
                .map(known -> HEALTHMON)
                .or(() -> ACTUATOR.meaning(word).map(known -> ACTUATOR));
    }

    private static boolean hasLists(@Nullable Object checks) {
        return checks instanceof Map<?, ?> byName
                && !byName.isEmpty()
                && byName.values().stream().allMatch(List.class::isInstance);
    }
}
