package io.healthmon.benchmarks;

import io.healthmon.HealthMonitor;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How long a fresh JVM takes to build and start an empty monitor, from the first line of {@code main}; and how long the
 * standalone example takes from the start of its JVM to its first answer.
 */
final class StartBenchmark implements Measurement {

    private static final Path EXAMPLES = Path.of("examples", "target");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /**
     * What the fresh JVM does.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        long begun = System.nanoTime();
        HealthMonitor monitor = HealthMonitor.builder().build();
        monitor.start();
        long started = System.nanoTime();
        System.out.println((started - begun) / 1e6);
        monitor.close();
    }

    @Override
    public void measure(Effort effort, Report report) throws Exception {
        report.title("start");
        Samples empty = new Samples();
        for (int repeat = 0; repeat < effort.repeats(9); repeat++) {
            try (ChildJvm child = ChildJvm.start(StartBenchmark.class)) {
                empty.add(child.number());
            }
        }
        report.row("empty monitor, built and started in a fresh JVM", empty, "ms");
        report.goal("empty monitor", empty.median(), 50, "ms");
        Optional<Path> example = example();
        if (example.isEmpty()) {
            report.note("standalone example: not measured, there is no examples/target/examples-*-all.jar here");
            return;
        }
        Samples answered = new Samples();
        for (int repeat = 0; repeat < effort.repeats(5); repeat++) {
            answered.add(firstAnswer(example.get()));
        }
        report.row("standalone example, start of the JVM to first /health", answered, "ms");
        report.goal("standalone example", answered.median(), 3_000, "ms");
    }

    private static Optional<Path> example() throws IOException {
        if (!Files.isDirectory(EXAMPLES)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(file -> file.getFileName().toString().endsWith("-all.jar"))
                    .findFirst();
        }
    }

    private static double firstAnswer(Path jar) throws IOException, InterruptedException {
        int port = freePort();
        Path folder = Files.createTempDirectory("healthmon-start");
        long begun = System.nanoTime();
        ChildJvm child = ChildJvm.startJar(
                jar, Map.of("HEALTHMON_PORT", String.valueOf(port), "HEALTHMON_DATA", folder.toString()));
        try (child) {
            URI health = URI.create("http://127.0.0.1:" + port + "/health");
            while (!answers(health)) {
                if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                    throw new IOException(jar + " does not answer at " + health);
                }
                Threads.pause(TimeUnit.MILLISECONDS.toNanos(10));
            }
            return (System.nanoTime() - begun) / 1e6;
        }
    }

    private static boolean answers(URI address) {
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            int status = connection.getResponseCode();
            connection.disconnect();
            // Any answer of the route counts: an unhealthy sample answers 503.
            return status == HttpURLConnection.HTTP_OK || status == HttpURLConnection.HTTP_UNAVAILABLE;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
