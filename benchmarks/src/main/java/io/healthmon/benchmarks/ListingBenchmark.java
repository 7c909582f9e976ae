package io.healthmon.benchmarks;

import io.healthmon.HealthMonitor;
import io.healthmon.HealthMonitorBuilder;
import io.healthmon.check.Integration;
import io.healthmon.http.BearerTokens;
import io.healthmon.http.HealthHandler;
import io.healthmon.http.Role;
import io.healthmon.secret.Secret;
import io.healthmon.servlet.HealthServlet;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;

/**
 * {@code GET /api/integrations} with all of 1,000 integrations that have figures of 30 days, the last of them every five
 * minutes, on Tomcat; beside a ready body of the same size.
 */
final class ListingBenchmark implements Measurement {

    private static final String PATH = "/healthmon/api/integrations?limit=1000";
    private static final String TOKEN = "viewer-token-of-the-benchmark";
    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final int HOURS_BEFORE = 29 * 24;
    private static final int RESULTS_OF_LAST_DAY = 24 * 12;
    private static final double MILLION = 1e6;

    @Override
    public void measure(Effort effort, Report report) throws Exception {
        int integrations = effort.size(1_000);
        report.title("listing: " + integrations + " integrations in one answer, on Tomcat");
        LeapScheduler time = new LeapScheduler(4 * integrations + 100);
        CountingStore store = new CountingStore();
        try (HealthMonitor monitor = monitor(integrations, time, store)) {
            monitor.start();
            pass(Duration.ofHours(1), effort.size(HOURS_BEFORE), integrations, time, store);
            pass(INTERVAL, effort.size(RESULTS_OF_LAST_DAY), integrations, time, store);
            HealthHandler handler = HealthHandler.builder(monitor)
                    .requestsPerSecond(1_000_000)
                    .authenticator(BearerTokens.none().with(Secret.of(TOKEN), Role.VIEWER, "benchmark"))
                    .build();
            try (TomcatServer tomcat = TomcatServer.start(Map.of("/healthmon/*", new HealthServlet(handler)))) {
                measure(tomcat.address(), effort, report);
            }
        }
    }

    private static void measure(InetSocketAddress address, Effort effort, Report report) throws Exception {
        Samples listing = new Samples();
        try (KeepAliveClient ours = new KeepAliveClient(address, PATH, "Authorization: Bearer " + TOKEN + "\r\n")) {
            ask(ours, effort.size(500));
            int status = ours.ask();
            if (status != 200) {
                throw new IllegalStateException("the list was answered with " + status);
            }
            report.row("size of the answer", ours.body().length / 1e3, "KB");
            ReadyServlet ready = new ReadyServlet(200, Map.of("Content-Type", "application/json"), ours.body());
            Samples limit = new Samples();
            try (TomcatServer bare = TomcatServer.start(Map.of("/ready", ready));
                    KeepAliveClient client = new KeepAliveClient(bare.address(), "/ready")) {
                ask(client, effort.size(500));
                for (int repeat = 0; repeat < effort.repeats(5); repeat++) {
                    limit.addAll(ask(client, effort.size(100)));
                    listing.addAll(ask(ours, effort.size(100)));
                }
            }
            report.row("limit: a ready body of the same size", limit, "ms");
        }
        report.row("the list", listing, "ms");
        report.row("the list, p99", listing.quantile(0.99), "ms");
        report.goal("the list, median", listing.median(), 20, "ms");
    }

    private static Samples ask(KeepAliveClient client, int times) throws Exception {
        Samples millis = new Samples();
        for (int time = 0; time < times; time++) {
            long begun = System.nanoTime();
            client.ask();
            millis.add((System.nanoTime() - begun) / MILLION);
        }
        return millis;
    }

    private static HealthMonitor monitor(int integrations, LeapScheduler time, CountingStore store) {
        HealthMonitorBuilder builder =
                HealthMonitor.builder().scheduler(time).clock(time.clock()).store(store);
        for (int number = 0; number < integrations; number++) {
            Integration integration = Integration.named("Service " + number)
                    .type("api")
                    .provider("provider-" + number % 10)
                    .owner("team-" + number % 20)
                    .tags("benchmark", "tier-" + number % 3)
                    .endpoint("https://service-" + number + ".example.com/health")
                    .every(INTERVAL)
                    .recheckAfter(Duration.ZERO)
                    .build();
            builder.add(integration, HeapBenchmark.check(number));
        }
        return builder.build();
    }

    private static void pass(Duration step, int steps, int integrations, LeapScheduler time, CountingStore store)
            throws InterruptedException {
        for (int done = 0; done < steps; done++) {
            time.leap(step);
            store.await(integrations);
        }
    }
}
