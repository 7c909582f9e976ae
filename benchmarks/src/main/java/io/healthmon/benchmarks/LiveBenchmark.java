package io.healthmon.benchmarks;

import io.healthmon.HealthMonitor;
import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.Integration;
import io.healthmon.http.ApiRequest;
import io.healthmon.http.BearerTokens;
import io.healthmon.http.Caller;
import io.healthmon.http.HealthHandler;
import io.healthmon.http.LiveStream;
import io.healthmon.http.RequestBody;
import io.healthmon.http.RequestHeaders;
import io.healthmon.http.Role;
import io.healthmon.secret.Secret;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * How long it takes until 1,000 clients of the live stream have all of an event, from before the change that it tells of,
 * beside a loop that writes the very same bytes to as many clients of its own; the same while one more client is stuck;
 * and how long a client waits for what a check has found.
 *
 * <p>The stuck client may see integrations that the others may not, so that it can be brought to a standstill without
 * them.
 */
final class LiveBenchmark implements Measurement {

    private static final String PATH = "/api/live";
    private static final String CROWD_TOKEN = "token-of-the-crowd";
    private static final String STUCK_TOKEN = "token-of-the-one-that-is-stuck";
    private static final String CROWD = "crowd";

    private static final int CLIENTS = 1_000;

    /** The JDK's server has a platform thread for each before 24, at most 256. */
    private static final int CLIENTS_ON_PLATFORM_THREADS = 250;

    private static final int EVENTS = 60;
    private static final int COUNTED = 30;
    private static final int CHANGES = 20;

    /** More than a socket takes, and few enough not to be cut off for falling behind. */
    private static final int LARGE_EVENTS = 450;

    private static final long BETWEEN_EVENTS = TimeUnit.MILLISECONDS.toNanos(5);

    private volatile boolean works = true;
    private volatile long found;

    @Override
    public void measure(Effort effort, Report report) throws Exception {
        int most = Threads.virtual() ? CLIENTS : CLIENTS_ON_PLATFORM_THREADS;
        measure("the JDK's server", LiveServer::jdk, effort.size(most), effort, report);
        measure("Tomcat", LiveServer::tomcat, effort.size(CLIENTS), effort, report);
    }

    private void measure(String name, LiveServer.Start start, int clients, Effort effort, Report report)
            throws Exception {
        report.title("live: an event to " + clients + " clients on " + name);
        try (HealthMonitor monitor = monitor()) {
            HealthHandler handler = handler(monitor);
            ByteBuffer event = event(monitor, handler);
            report.row("size of an event", event.capacity(), "B");
            try (LiveServer server = start.with(handler);
                    RawEventServer raw = RawEventServer.start();
                    ChildJvm ours = EventClients.start(server.address(), PATH, clients, CROWD_TOKEN);
                    ChildJvm bare = EventClients.start(raw.address(), PATH, clients, CROWD_TOKEN)) {
                Figures limit = new Figures();
                Figures free = new Figures();
                Figures beside = new Figures();
                Runnable toggle = toggle(monitor, "service");
                // Whoever comes first in a JVM pays for the compiler.
                send(bare, () -> raw.send(event), new Figures());
                send(ours, toggle, new Figures());
                for (int repeat = 0; repeat < effort.repeats(5); repeat++) {
                    send(bare, () -> raw.send(event), limit);
                    send(ours, toggle, free);
                    try (StuckClient stuck = new StuckClient(server.address(), PATH, STUCK_TOKEN)) {
                        stuck.awaitGreeting();
                        bringToStandstill(monitor, handler, clients);
                        send(ours, toggle, beside);
                        requireOpen(handler, clients + 1);
                    }
                }
                write(limit, free, beside, report);
                statusChanges(monitor, ours, effort, report);
            }
        }
    }

    private static void write(Figures limit, Figures free, Figures beside, Report report) {
        report.row("limit: a loop that writes", limit.last, "ms");
        report.row("last byte on the last connection", free.last, "ms");
        report.row("99 of 100 connections", free.most, "ms");
        report.row("99 of 100 connections, beside a stuck client", beside.most, "ms");
        report.goal("last byte, healthmon / loop", free.last.median() / limit.last.median(), 1.25, "x");
        report.goal("99 of 100, with a stuck client / without", beside.most.median() / free.most.median(), 1.1, "x");
    }

    private void statusChanges(HealthMonitor monitor, ChildJvm clients, Effort effort, Report report) throws Exception {
        Samples delays = new Samples();
        for (int change = 0; change < effort.repeats(CHANGES); change++) {
            Threads.pause(BETWEEN_EVENTS);
            clients.forget();
            works = !works;
            monitor.check("checked").join();
            delays.add((last(clients.line()) - found) / 1e6);
        }
        report.row("from the end of a check to the last client", delays, "ms");
        report.goal("most of these", delays.max(), 1_000, "ms");
    }

    private static void send(ChildJvm clients, Runnable change, Figures figures) throws Exception {
        for (int event = 0; event < EVENTS; event++) {
            Threads.pause(BETWEEN_EVENTS);
            clients.forget();
            long begun = System.nanoTime();
            change.run();
            String line = clients.line();
            if (event >= EVENTS - COUNTED) {
                figures.last.add((last(line) - begun) / 1e6);
                figures.most.add((Long.parseLong(line.substring(0, line.indexOf(' '))) - begun) / 1e6);
            }
        }
    }

    private static long last(String line) {
        return Long.parseLong(line.substring(line.indexOf(' ') + 1));
    }

    private static void bringToStandstill(HealthMonitor monitor, HealthHandler handler, int clients)
            throws InterruptedException {
        Runnable toggle = toggle(monitor, "large");
        for (int event = 0; event < LARGE_EVENTS; event++) {
            toggle.run();
            Threads.pause(TimeUnit.MILLISECONDS.toNanos(1));
        }
        requireOpen(handler, clients + 1);
    }

    private static void requireOpen(HealthHandler handler, int streams) {
        if (handler.liveStreams() < streams) {
            throw new IllegalStateException(
                    "the stuck client was cut off too early: " + handler.liveStreams() + " streams are open");
        }
    }

    /** Returns what changes an integration, and so makes an event, each time. */
    private static Runnable toggle(HealthMonitor monitor, String id) {
        boolean[] paused = {false};
        return () -> {
            paused[0] = !paused[0];
            if (paused[0]) {
                monitor.pause(id, Duration.ofHours(1));
            } else {
                monitor.resume(id);
            }
        };
    }

    private HealthMonitor monitor() {
        HealthCheck check = context -> {
            found = System.nanoTime();
            return works ? CheckResult.healthy() : CheckResult.down(Cause.SERVER_ERROR, "HTTP 503");
        };
        String[] tags = IntStream.range(0, 20)
                .mapToObj(number -> "\u20ac".repeat(95) + number) // three bytes each, to make the event large
                .toArray(String[]::new);
        return HealthMonitor.builder()
                .add(Integration.named("Service").owner(CROWD).every(Duration.ofDays(1)), check)
                .add(
                        Integration.named("Checked")
                                .owner(CROWD)
                                .every(Duration.ofDays(1))
                                .failureThreshold(1),
                        check)
                .add(Integration.named("Large").tags(tags).every(Duration.ofDays(1)), check)
                .build();
    }

    private static HealthHandler handler(HealthMonitor monitor) {
        return HealthHandler.builder(monitor)
                .requestsPerSecond(1_000_000)
                .authenticator(BearerTokens.none()
                        .with(Secret.of(CROWD_TOKEN), new Caller(CROWD, Role.VIEWER, CROWD))
                        .with(Secret.of(STUCK_TOKEN), new Caller("stuck", Role.VIEWER)))
                .build();
    }

    /** Returns the bytes of such an event as the clients get them. */
    private static ByteBuffer event(HealthMonitor monitor, HealthHandler handler) throws InterruptedException {
        ApiRequest request = new ApiRequest(
                "GET",
                PATH,
                null,
                ApiRequest.Connection.of("HTTP/1.0"),
                RequestHeaders.of(Map.of("Authorization", List.of("Bearer " + CROWD_TOKEN))),
                RequestBody.empty());
        LiveStream stream = handler.handle(request).live().orElseThrow();
        while (stream.poll() != null) {
            // the greeting
        }
        Runnable toggle = toggle(monitor, "service");
        toggle.run();
        byte[] bytes = stream.poll();
        while (bytes == null) {
            Threads.pause(BETWEEN_EVENTS);
            bytes = stream.poll();
        }
        toggle.run();
        stream.close();
        return ByteBuffer.allocateDirect(bytes.length).put(bytes);
    }

    /** What was measured of each event. */
    private static final class Figures {
        private final Samples last = new Samples();
        private final Samples most = new Samples();
    }
}
