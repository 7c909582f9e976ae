package io.healthmon.testkit;

import io.healthmon.HealthMonitor;
import io.healthmon.HealthMonitorBuilder;
import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.check.heartbeat.Heartbeat;
import io.healthmon.http.ApiRequest;
import io.healthmon.http.BearerTokens;
import io.healthmon.http.HealthHandler;
import io.healthmon.http.RequestBody;
import io.healthmon.http.RequestHeaders;
import io.healthmon.http.Role;
import io.healthmon.secret.Secret;
import io.healthmon.store.InMemoryHealthStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * A monitor in which much has happened, in a time that stands still: integrations that are healthy, degraded, down, unknown,
 * stale, paused, disabled and new, seen by all or not, and a heartbeat; and a handler with a caller of each role.
 */
final class EventfulService implements AutoCloseable {

    /** Of an admin who has asked for more than a caller may. */
    static final String BUSY = "busy";

    private static final int REQUESTS_PER_SECOND = 1_000;

    private final ManualTime time = new ManualTime(Instant.parse("2026-03-15T10:30:00Z"));
    private final InMemoryHealthStore store = InMemoryHealthStore.create();
    private final Map<String, CheckResult> answers = new ConcurrentHashMap<>();
    private final HealthMonitor monitor = integrations();
    private final HealthHandler handler = HealthHandler.builder(monitor)
            .cronSecret(Secret.of("cron-secret"))
            .requestsPerSecond(REQUESTS_PER_SECOND)
            .authenticator(BearerTokens.none()
                    .with(Secret.of("see"), Role.VIEWER, "vera")
                    .with(Secret.of("run"), Role.OPERATOR, "otto")
                    .with(Secret.of("own"), Role.ADMIN, "ada")
                    .with(Secret.of("send"), Role.INGEST, "ines")
                    .with(Secret.of(BUSY), Role.ADMIN, "bob"))
            .build();

    EventfulService() {
        time.freezeScheduler();
        monitor.start();
        letMuchHappen();
        useUp();
    }

    HealthHandler handler() {
        return handler;
    }

    /** Runs checks, one second later, with a result that they keep. */
    void check(CheckResult result, String... ids) {
        time.advance(Duration.ofSeconds(1));
        for (String id : ids) {
            answers.put(id, result);
            monitor.check(id).join();
        }
    }

    /** Lets the store answer nothing any more. */
    void closeStore() {
        store.close();
    }

    @Override
    public void close() {
        monitor.close();
    }

    private HealthMonitor integrations() {
        HealthMonitorBuilder builder = HealthMonitor.builder()
                .allowNetworks("127.0.0.0/8")
                .application("1.0.0", "production")
                .store(store)
                .clock(time.clock())
                .scheduler(time.scheduler())
                .alert("ops", message -> {});
        add(
                builder,
                "Good",
                good -> good.provider("stripe").tags("money", "web").visibleToAll(true));
        add(
                builder,
                "Slow",
                slow -> slow.provider("stripe").degradedThreshold(1).documentation("https://example.com/"));
        add(
                builder,
                "Mail",
                mail -> mail.critical()
                        .visibleToAll(false)
                        .dependsOn("disk")
                        .owner("shop")
                        .region("eu"));
        add(builder, "Disk", disk -> disk.exclusive(true).visibleToAll(true));
        add(builder, "Off", off -> off.enabled(false));
        for (String plain : List.of("Odd", "Old", "Paused", "New")) {
            add(builder, plain, UnaryOperator.identity());
        }
        return builder.build();
    }

    private void add(HealthMonitorBuilder builder, String name, UnaryOperator<IntegrationBuilder> settings) {
        Integration integration = settings.apply(
                        Integration.named(name).every(Duration.ofMinutes(1)).failureThreshold(1))
                .build();
        builder.add(
                integration,
                context -> answers.getOrDefault(integration.id(), CheckResult.healthy())
                        .withResponseTime(Duration.ofMillis(12)));
    }

    private void letMuchHappen() {
        check(CheckResult.healthy(), "old", "good", "disk");
        check(CheckResult.down(Cause.CREDENTIALS_INVALID, "the password is wrong"), "mail");
        time.advance(Duration.ofHours(3));
        check(CheckResult.healthy(), "good", "mail", "disk", "paused");
        check(CheckResult.degraded(Cause.TIMEOUT, "slower than it should be"), "slow");
        check(CheckResult.unknown(Cause.CHECK_ERROR, "no idea"), "odd");
        check(CheckResult.down(Cause.TIMEOUT, "no answer"), "mail");
        monitor.pause("paused", Duration.ofMinutes(30));
        monitor.add(
                Integration.named("Backup").failureThreshold(1),
                Heartbeat.every(Duration.ofDays(1), Secret.of("beat")));
        time.advance(Duration.ofSeconds(20));
    }

    /** Has the busy one ask as often as he may, without the way over a network. */
    private void useUp() {
        Map<String, List<String>> headers = Map.of("Authorization", List.of("Bearer " + BUSY));
        ApiRequest request = new ApiRequest(
                "GET",
                "/api/admin/audit",
                "limit=wrong",
                ApiRequest.Connection.of("HTTP/1.0"),
                RequestHeaders.of(headers),
                RequestBody.empty());
        int status = handler.handle(request).status();
        for (int number = 0; number < 10 * REQUESTS_PER_SECOND && status != 429; number++) {
            status = handler.handle(request).status();
        }
    }
}
