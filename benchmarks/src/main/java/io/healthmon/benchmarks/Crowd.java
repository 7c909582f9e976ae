package io.healthmon.benchmarks;

import io.healthmon.HealthMonitor;
import io.healthmon.HealthMonitorBuilder;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.Integration;
import io.healthmon.http.HealthHandler;
import io.healthmon.http.jdk.JdkHealthServer;
import io.healthmon.store.HealthStore;
import io.healthmon.store.InMemoryHealthStore;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A running monitor of many trivial checks, every tenth of which may hang for ever, and a server that shows it.
 *
 * <p>The lateness of a check is taken against the moments that its integration was first said to be due at, so it does
 * not rely on what the monitor says of itself later.
 */
final class Crowd implements AutoCloseable {

    private static final long INTERVAL = Duration.ofSeconds(1).toNanos();

    /** Moments are told to the microsecond, so a check can seem to be early by as much. */
    private static final long TOLERANCE = Duration.ofNanos(100_000).toNanos();

    private final Lateness lateness = new Lateness();
    private final AtomicLong done = new AtomicLong();
    private final AtomicInteger entered = new AtomicInteger();
    private final CountDownLatch release = new CountDownLatch(1);
    private final Map<String, Instant> firstDue = new ConcurrentHashMap<>();
    private final HealthMonitor monitor;
    private final JdkHealthServer server;

    /** Starts a monitor of checks, so many of which hang. */
    Crowd(int checks, int hung) {
        this(checks, hung, InMemoryHealthStore.create());
    }

    /** Starts a monitor of checks, so many of which hang, on a store. */
    Crowd(int checks, int hung, HealthStore store) {
        HealthMonitorBuilder builder = HealthMonitor.builder().store(store);
        HealthCheck hangs = this::hang;
        HealthCheck works = this::work;
        HealthCheck uncounted = context -> {
            done.incrementAndGet();
            return CheckResult.healthy();
        };
        for (int number = 0; number < checks; number++) {
            boolean odd = number % 10 == 0;
            builder.add(
                    Integration.named("Service " + number)
                            .every(Duration.ofSeconds(1))
                            .timeout(Duration.ofMillis(500)),
                    !odd ? works : hung > 0 ? hangs : uncounted);
        }
        monitor = builder.build();
        monitor.start();
        monitor.health().integrations().forEach(health -> {
            Instant due = health.nextCheckAt();
            firstDue.putIfAbsent(health.integration().id(), Objects.requireNonNull(due, "due"));
        });
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server = JdkHealthServer.start(HealthHandler.builder(monitor).build(), anyPort);
    }

    HealthMonitor monitor() {
        return monitor;
    }

    InetSocketAddress address() {
        return server.address();
    }

    /** Returns how late those began that do not hang. */
    Lateness lateness() {
        return lateness;
    }

    /** Returns how many checks have been done since the start. */
    long done() {
        return done.get();
    }

    /** Returns how often a check was entered that hangs, which is how many threads are held. */
    int entered() {
        return entered.get();
    }

    private CheckResult work(CheckContext context) {
        done.incrementAndGet();
        Instant due = firstDue.get(context.integration().id());
        if (due != null) {
            long since = Duration.between(due, Instant.now()).toNanos() + TOLERANCE;
            lateness.add(since % INTERVAL - TOLERANCE);
        }
        return CheckResult.healthy();
    }

    private CheckResult hang(CheckContext context) {
        entered.incrementAndGet();
        Threads.awaitDeaf(release);
        return CheckResult.healthy();
    }

    @Override
    public void close() {
        release.countDown();
        monitor.close();
        server.close();
    }
}
