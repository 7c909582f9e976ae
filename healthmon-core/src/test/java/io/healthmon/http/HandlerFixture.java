package io.healthmon.http;

import io.healthmon.HealthMonitor;
import io.healthmon.HealthMonitorBuilder;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.json.Json;
import io.healthmon.secret.Secret;
import io.healthmon.store.AuditLog;
import io.healthmon.store.InMemoryHealthStore;
import io.healthmon.testkit.ManualTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A real monitor in a time that stands still, with checks that answer as a test likes, and a handler for it. */
final class HandlerFixture implements AutoCloseable {

    static final Instant START = Instant.parse("2026-03-15T10:30:00Z");

    final ManualTime time = new ManualTime(START);
    final AtomicInteger runs = new AtomicInteger();
    private final InMemoryHealthStore store = InMemoryHealthStore.create();
    private final HealthMonitorBuilder builder = HealthMonitor.builder()
            .allowNetworks("127.0.0.0/8")
            .application("1.0.0", "production")
            .store(store)
            .clock(time.clock())
            .scheduler(time.scheduler());
    private final Map<String, CheckResult> answers = new ConcurrentHashMap<>();
    private HealthMonitor monitor;
    private HealthHandler handler;

    /** Adds an integration with the time limits of a test; healthy until told otherwise. */
    HandlerFixture add(String name, UnaryOperator<IntegrationBuilder> settings) {
        Integration integration = settings.apply(
                        Integration.named(name).every(Duration.ofMinutes(1)).failureThreshold(1))
                .build();
        builder.add(integration, context -> {
            runs.incrementAndGet();
            return answers.getOrDefault(integration.id(), CheckResult.healthy())
                    .withResponseTime(Duration.ofMillis(12));
        });
        return this;
    }

    HandlerFixture answer(String id, CheckResult result) {
        answers.put(id, result);
        return this;
    }

    /** Lets alerts be raised, for a channel that takes them all. */
    HandlerFixture alerting() {
        builder.alert("ops", message -> {});
        return this;
    }

    /** Runs the checks of the named integrations, one second later. */
    HandlerFixture check(String... ids) {
        HealthMonitor checking = monitor();
        time.advance(Duration.ofSeconds(1));
        for (String id : ids) {
            checking.check(id).join();
        }
        return this;
    }

    HealthMonitor monitor() {
        if (monitor == null) {
            monitor = builder.build();
        }
        return monitor;
    }

    /** Returns what stands in the audit log, newest first. */
    List<AuditLog.Entry> audit() {
        return store.audit().newest(100);
    }

    /** Lets the store answer nothing any more. */
    void closeStore() {
        store.close();
    }

    HealthHandler handler() {
        if (handler == null) {
            handler = HealthHandler.builder(monitor())
                    .cronSecret(Secret.of("cron-secret"))
                    .authenticator(tokens())
                    .build();
        }
        return handler;
    }

    static BearerTokens tokens() {
        return BearerTokens.none()
                .with(Secret.of("see"), Role.VIEWER, "vera")
                .with(Secret.of("run"), Role.OPERATOR, "otto")
                .with(Secret.of("own"), Role.ADMIN, "ada")
                .with(Secret.of("send"), Role.INGEST, "ines");
    }

    Answer get(String address, String... headers) {
        return send("GET", address, "", headers);
    }

    Answer post(String address, String... headers) {
        return send("POST", address, "", headers);
    }

    Answer send(String method, String address, String body, String... headers) {
        return new Answer(handler().handle(request(method, address, body, headers)));
    }

    static ApiRequest request(String method, String address, String body, String... headers) {
        Map<String, List<String>> map = new LinkedHashMap<>();
        for (int index = 0; index < headers.length; index += 2) {
            map.computeIfAbsent(headers[index], name -> new ArrayList<>()).add(headers[index + 1]);
        }
        return request(method, address, body, map, ApiRequest.Connection.of("HTTP/1.0"));
    }

    static ApiRequest request(
            String method,
            String address,
            String body,
            Map<String, List<String>> headers,
            ApiRequest.Connection connection) {
        int mark = address.indexOf('?');
        return new ApiRequest(
                method,
                mark < 0 ? address : address.substring(0, mark),
                mark < 0 ? null : address.substring(mark + 1),
                connection,
                RequestHeaders.of(headers),
                RequestBody.of(body.getBytes(StandardCharsets.UTF_8)));
    }

    static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }

    @Override
    public void close() {
        monitor().close();
    }

    /** An answer as a test looks at it. */
    record Answer(ApiResponse response) {

        int status() {
            return response.status();
        }

        String header(String name) {
            return response.headers().get(name);
        }

        String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        Map<String, Object> json() {
            return Json.readObject(response.body());
        }

        @SuppressWarnings("unchecked")
        Map<String, Object> object(String name) {
            return (Map<String, Object>) json().get(name);
        }

        @SuppressWarnings("unchecked")
        List<Map<String, Object>> list(String name) {
            return (List<Map<String, Object>>) json().get(name);
        }
    }
}
