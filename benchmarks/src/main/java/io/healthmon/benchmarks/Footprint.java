package io.healthmon.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a process takes, as Linux counts it.
 *
 * @param cpuSeconds the CPU time so far, of users and system
 * @param mebibytes the memory that is resident just now
 */
record Footprint(double cpuSeconds, double mebibytes) {

    static Footprint of(ProcessHandle process) throws IOException {
        Duration cpu = process.info().totalCpuDuration().orElseThrow();
        return new Footprint(cpu.toNanos() / 1e9, resident(process.pid()) / 1_024.0);
    }

    Footprint plus(Footprint other) {
        return new Footprint(cpuSeconds + other.cpuSeconds, mebibytes + other.mebibytes);
    }

    private static long resident(long process) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }
}
