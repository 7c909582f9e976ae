package io.healthmon.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.healthmon.HealthMonitor;
import io.healthmon.HealthMonitorBuilder;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.Integration;
import io.healthmon.http.ApiRequest;
import io.healthmon.http.ApiResponse;
import io.healthmon.http.HealthHandler;
import io.healthmon.servlet.HealthServlet;
import jakarta.servlet.Servlet;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * {@code /health} on Tomcat beside a servlet on the same Tomcat that writes a ready body of the same size; then the same
 * while every dependency hangs for ever, beside a ready body as large as that answer; and Spring Boot Actuator with as
 * many indicators as are shown, on a Tomcat of its own.
 *
 * <p>The answers are asked for by another process. How much CPU time an answer takes is measured too: the rate says less
 * where that process is the one that cannot do more.
 */
final class HealthBenchmark implements Measurement {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private static final int DEPENDENCIES = 100;
    private static final int SHOWN = 20;
    private static final int CONNECTIONS = 32;
    private static final Duration WARM_UP = Duration.ofMillis(500);
    private static final Duration TIME = Duration.ofMillis(1_500);

    @Override
    public void measure(Effort effort, Report report) throws Exception {
        report.title("health: /health on Tomcat, " + SHOWN + " of " + DEPENDENCIES + " integrations shown, "
                + CONNECTIONS + " connections");
        Round working = new Round();
        Round hung = new Round();
        try (ChildJvm load = ChildJvm.start(HttpLoad.class);
                ActuatorPeer actuator = ActuatorPeer.start(SHOWN)) {
            if (!effort.quick()) {
                // Whoever comes first in a JVM pays for the compiler.
                round(false, load, actuator.address(), effort, new Round());
                round(true, load, Optional.empty(), effort, new Round());
            }
            for (int repeat = 0; repeat < effort.repeats(7); repeat++) {
                round(false, load, actuator.address(), effort, working);
                round(true, load, Optional.empty(), effort, hung);
            }
            if (actuator.address().isEmpty()) {
                report.note("Actuator: not measured, there is no " + ActuatorPeer.JARS + " here");
            }
        }
        working.write("all work", report);
        hung.write("all hang", report);
        report.goalAtLeast("healthmon / ready body", working.ratio(), 0.95, "x");
        report.goalAtLeast("all hang / all work, each beside a ready body", hung.ratio() / working.ratio(), 0.95, "x");
    }

    private static void round(
            boolean hung, ChildJvm load, Optional<InetSocketAddress> actuator, Effort effort, Round round)
            throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        HealthCheck check = context -> {
            if (hung) {
                Threads.awaitDeaf(release);
            }
            return CheckResult.healthy();
        };
        try (HealthMonitor monitor = monitor(check)) {
            monitor.start();
            awaitAllKnown(monitor);
            HealthHandler handler = HealthHandler.builder(monitor).build();
            ApiResponse answer = handler.handle(ApiRequest.of("GET", "/health"));
            try (TomcatServer tomcat = TomcatServer.start(servlets(handler, answer))) {
                // There and back again, lest being first or last count.
                round.add(Round.READY, load, tomcat.address(), "/ready", effort);
                round.add(Round.OURS, load, tomcat.address(), "/healthmon/health", effort);
                round.add(Round.READY_WITH_HEADERS, load, tomcat.address(), "/headers", effort);
                round.add(Round.READY_WITH_HEADERS, load, tomcat.address(), "/headers", effort);
                round.add(Round.OURS, load, tomcat.address(), "/healthmon/health", effort);
                round.add(Round.READY, load, tomcat.address(), "/ready", effort);
                if (actuator.isPresent()) {
                    round.add(Round.ACTUATOR, load, actuator.get(), ActuatorPeer.PATH, effort);
                }
            }
        } finally {
            release.countDown();
        }
    }

    private static Map<String, Servlet> servlets(HealthHandler handler, ApiResponse answer) {
        byte[] body = answer.body();
        return Map.of(
                "/healthmon/*", new HealthServlet(handler),
                "/ready", new ReadyServlet(answer.status(), Map.of("Content-Type", "application/json"), body),
                "/headers", new ReadyServlet(answer.status(), answer.headers(), body));
    }

    private static HealthMonitor monitor(HealthCheck check) {
        HealthMonitorBuilder builder = HealthMonitor.builder().maxConcurrentChecks(2 * DEPENDENCIES);
        for (int number = 0; number < DEPENDENCIES; number++) {
            builder.add(
                    Integration.named("Service " + number)
                            .visibleToAll(number < SHOWN)
                            .every(Duration.ofSeconds(1))
                            .timeout(Duration.ofMillis(500))
                            .failureThreshold(1),
                    check);
        }
        return builder.build();
    }

    /** Waits until it is known of each whether it works; one that hangs is down once its time is up. */
    private static void awaitAllKnown(HealthMonitor monitor) throws InterruptedException {
        long begun = System.nanoTime();
        while (monitor.health().summary().unknown() > 0) {
            if (System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(20)) {
                throw new IllegalStateException(
                        "not known after 20 s: " + monitor.health().summary());
            }
            Threads.pause(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** What was measured of each way. */
    private static final class Round {

        static final String READY = "ready body";
        static final String READY_WITH_HEADERS = "ready body, with the headers of healthmon";
        static final String OURS = "healthmon";
        static final String ACTUATOR = "Actuator, " + SHOWN + " indicators";

        private final Map<String, Samples> rates = new LinkedHashMap<>();
        private final Map<String, Samples> cpu = new LinkedHashMap<>();

        void add(String way, ChildJvm load, InetSocketAddress address, String path, Effort effort) throws Exception {
            long before = SYSTEM.getProcessCpuTime();
            HttpLoad.Load done = HttpLoad.of(load, address, path, CONNECTIONS, effort.time(WARM_UP), effort.time(TIME));
            double micros = (SYSTEM.getProcessCpuTime() - before) / 1e3 / done.answers();
            of(rates, way).add(done.rate());
            if (!way.equals(ACTUATOR)) { // which runs elsewhere
                of(cpu, way).add(micros);
            }
        }

        double ratio() {
            return of(rates, OURS).median() / of(rates, READY).median();
        }

        void write(String when, Report report) {
            rates.forEach((way, rate) -> report.row(when + ": " + way, rate, "/s"));
            cpu.forEach((way, micros) -> report.row(when + ": " + way + ", CPU of an answer", micros, "us"));
        }

        private static Samples of(Map<String, Samples> all, String way) {
            return all.computeIfAbsent(way, added -> new Samples());
        }
    }
}
