package io.healthmon.http;

import io.healthmon.HealthMonitor;
import io.healthmon.HealthSnapshot;
import io.healthmon.IntegrationHealth;
import io.healthmon.check.HealthStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /health} and its kin: rendered from memory; they run no check, wait for nothing and keep nobody out. */
final class HealthRoutes {

    private final HealthMonitor monitor;
    private final HealthDocument plain;
    private final HealthDocument draft;

    HealthRoutes(HealthMonitor monitor) {
        this.monitor = monitor;
        this.plain = new PlainDocument(monitor.application());
        this.draft = new DraftDocument(monitor.application());
    }

    List<Route> routes() {
        return List.of(
                Route.open("GET", "/health", this::health),
                Route.open("GET", "/api/health", this::health),
                Route.open("GET", "/health/live", this::live),
                Route.open("GET", "/health/ready", this::ready));
    }

    private ApiResponse health(Call call) {
        HealthSnapshot snapshot = monitor.health();
        HealthDocument document = wantsDraft(call) ? draft : plain;
        Optional<Scope> scope = call.caller()
                .filter(caller -> caller.role().includes(Role.VIEWER))
                .map(Scope::of);
        return answer(snapshot.status(), document.mediaType(), document.parts(snapshot, timing(call), scope));
    }

    /** Says that this process answers, and nothing about anything else. */
    private ApiResponse live(Call call) {
        return ofThisInstance(call, HealthStatus.HEALTHY);
    }

    /** Fails only with what belongs to this instance alone: to leave out all instances at once would help nobody. */
    private ApiResponse ready(Call call) {
        boolean down = monitor.health().integrations().stream().anyMatch(HealthRoutes::keepsThisInstanceOut);
        return ofThisInstance(call, down ? HealthStatus.DOWN : HealthStatus.HEALTHY);
    }

    private static boolean keepsThisInstanceOut(IntegrationHealth health) {
        return health.integration().exclusive() && health.counts() && health.status() == HealthStatus.DOWN;
    }

    private ApiResponse ofThisInstance(Call call, HealthStatus status) {
        boolean wantsDraft = wantsDraft(call);
        String word = wantsDraft ? DraftDocument.word(status) : status.label();
        String end = wantsDraft
                ? "\"}"
                : "\",\"timestamp\":\"" + Times.text(monitor.clock().instant()) + "\"}";
        byte[] body = ("{\"status\":\"" + word + end).getBytes(StandardCharsets.UTF_8);
        return answer(status, wantsDraft ? draft.mediaType() : plain.mediaType(), new byte[][] {body});
    }

    private static ApiResponse answer(HealthStatus status, String mediaType, byte[][] parts) {
        Map<String, String> headers =
                mediaType.equals(DraftDocument.MEDIA_TYPE) ? DefaultHeaders.DRAFT : DefaultHeaders.JSON;
        return ApiResponse.of(status == HealthStatus.DOWN ? 503 : 200, headers, parts);
    }

    private HealthDocument.Timing timing(Call call) {
        Instant now = monitor.clock().instant();
        Duration uptime = Duration.between(monitor.startedAt(), now);
        long millis = Math.max(0, Duration.between(call.receivedAt(), now).toMillis());
        return new HealthDocument.Timing(now, Math.max(0, uptime.toSeconds()), millis);
    }

    private static boolean wantsDraft(Call call) {
        return Accept.of(call.request()).prefers(DraftDocument.MEDIA_TYPE, "application/json");
    }
}
