package io.healthmon.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Prometheus that has blackbox_exporter probe an address many times a second, each time as another target. */
final class PrometheusPeer implements AutoCloseable {

    static final Path PROMETHEUS = Path.of("/usr/bin/prometheus");
    static final Path BLACKBOX = Path.of("/usr/bin/prometheus-blackbox-exporter");

    private static final Pattern VALUE = Pattern.compile("\"value\":\\[[^,]+,\"([^\"]+)\"]");

    private final Path folder;
    private final Process blackbox;
    private final Process prometheus;
    private final URI address;
    private final HttpClient client = HttpClient.newHttpClient();

    private PrometheusPeer(Path folder, Process blackbox, Process prometheus, URI address) {
        this.folder = folder;
        this.blackbox = blackbox;
        this.prometheus = prometheus;
        this.address = address;
    }

    static PrometheusPeer start(String probed, int targets) throws IOException {
        Path folder = Files.createTempDirectory("healthmon-peer");
        int exporter = ProbesBenchmark.freePort();
        int server = ProbesBenchmark.freePort();
        Path modules = Files.writeString(folder.resolve("blackbox.yml"), """
                modules:
                  http_2xx:
                    prober: http
                    timeout: 900ms
                    http:
                      preferred_ip_protocol: ip4
                """);
        Path scrapes = Files.writeString(folder.resolve("prometheus.yml"), scrapes(probed, targets, exporter));
        Process blackbox =
                run(BLACKBOX.toString(), "--config.file=" + modules, "--web.listen-address=127.0.0.1:" + exporter);
        Process prometheus = run(
                PROMETHEUS.toString(),
                "--config.file=" + scrapes,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + server);
        return new PrometheusPeer(folder, blackbox, prometheus, URI.create("http://127.0.0.1:" + server));
    }

    private static String scrapes(String probed, int targets, int exporter) {
        String all = IntStream.range(0, targets)
                .mapToObj(target -> "          - " + probed + "?" + target + "\n")
                .collect(Collectors.joining());
        return """
                global:
                  scrape_interval: 1s
                  scrape_timeout: 1s
                scrape_configs:
                  - job_name: probes
                    metrics_path: /probe
                    params:
                      module: [http_2xx]
                    static_configs:
                      - targets:
                %s    relabel_configs:
                      - source_labels: [__address__]
                        target_label: __param_target
                      - source_labels: [__param_target]
                        target_label: instance
                      - target_label: __address__
                        replacement: 127.0.0.1:%d
                """.formatted(all, exporter);
    }

    private static Process run(String... command) throws IOException {
        return new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Returns what both processes take together. */
    Footprint footprint() throws IOException {
        return Footprint.of(prometheus.toHandle()).plus(Footprint.of(blackbox.toHandle()));
    }

    /** Returns how many probes of late have succeeded. */
    double probesWithin(Duration time) throws IOException, InterruptedException {
        String query = "sum(sum_over_time(probe_success[" + Math.max(2, time.toSeconds()) + "s]))";
        URI question = address.resolve("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        String answer = client.send(HttpRequest.newBuilder(question).build(), BodyHandlers.ofString())
                .body();
        Matcher value = VALUE.matcher(answer);
        if (!value.find()) {
            throw new IllegalStateException("Prometheus has no probes: " + answer);
        }
        return Double.parseDouble(value.group(1));
    }

    @Override
    public void close() throws IOException {
        end(prometheus);
        end(blackbox);
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(PrometheusPeer::delete);
        }
    }

    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
