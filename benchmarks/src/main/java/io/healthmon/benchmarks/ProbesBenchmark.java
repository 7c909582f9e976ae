package io.healthmon.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The CPU time and the memory that 2,000 HTTP checks a second take in a process that does nothing else, beside Prometheus
 * with blackbox_exporter, which is what one would run instead; one after the other, against the same server.
 */
final class ProbesBenchmark implements Measurement {

    private static final int TARGETS = 2_000;
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration TIME = Duration.ofSeconds(40);
    private static final List<Path> PEERS = List.of(PrometheusPeer.PROMETHEUS, PrometheusPeer.BLACKBOX);

    @Override
    public void measure(Effort effort, Report report) throws Exception {
        int targets = effort.size(TARGETS);
        report.title("probes: " + targets + " targets every second");
        if (!PEERS.stream().allMatch(Files::isExecutable)) {
            report.note("not measured: there is no " + PEERS.get(0) + " or no " + PEERS.get(1)
                    + "; install the packages prometheus and prometheus-blackbox-exporter");
            return;
        }
        try (ChildJvm server = ChildJvm.start(EchoServer.class)) {
            String address = "http://127.0.0.1:" + server.line() + "/";
            Figures theirs = theirs(address, targets, effort);
            Figures ours = ours(address, targets, effort);
            theirs.write("Prometheus and blackbox_exporter", report);
            ours.write("healthmon", report);
            report.goal("CPU, healthmon / both", ours.cpu / theirs.cpu, 0.125, "x");
            report.goal("memory, healthmon / both", ours.mebibytes / theirs.mebibytes, 0.25, "x");
            report.goalAtLeast("rate of healthmon", ours.rate, 0.99 * targets, "/s");
        }
    }

    private static Figures theirs(String address, int targets, Effort effort) throws Exception {
        try (PrometheusPeer peer = PrometheusPeer.start(address, targets)) {
            Threads.pause(effort.time(WARM_UP).toNanos());
            Footprint before = peer.footprint();
            Duration time = effort.time(TIME);
            Threads.pause(time.toNanos());
            Footprint after = peer.footprint();
            return Figures.of(before, after, peer.probesWithin(time), time);
        }
    }

    private static Figures ours(String address, int targets, Effort effort) throws Exception {
        String count = Integer.toString(targets);
        // what one gives to a JVM that shall be small
        try (ChildJvm monitor = ChildJvm.start(ProbingMonitor.class, "-Xmx64m", "-XX:+UseSerialGC", address, count)) {
            Threads.pause(effort.time(WARM_UP).toNanos());
            monitor.say("count");
            double probes = monitor.number();
            Footprint before = Footprint.of(monitor.process());
            Duration time = effort.time(TIME);
            Threads.pause(time.toNanos());
            monitor.say("count");
            probes = monitor.number() - probes;
            return Figures.of(before, Footprint.of(monitor.process()), probes, time);
        }
    }

    /** Returns a port that nobody listens on. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /**
     * What a way of checking takes.
     *
     * @param rate checks a second
     * @param cpu seconds of CPU time for 10,000 checks
     * @param mebibytes resident memory at the end
     */
    private record Figures(double rate, double cpu, double mebibytes) {

        static Figures of(Footprint before, Footprint after, double probes, Duration time) {
            double cpu = (after.cpuSeconds() - before.cpuSeconds()) / probes * 10_000;
            return new Figures(probes / time.toSeconds(), cpu, after.mebibytes());
        }

        void write(String who, Report report) {
            report.row(who + ": rate", rate, "/s");
            report.row(who + ": CPU of 10,000", cpu, "s");
            report.row(who + ": resident memory", mebibytes, "MiB");
        }
    }
}
