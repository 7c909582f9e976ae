package io.healthmon.benchmarks;

import io.healthmon.HealthMonitor;
import io.healthmon.HealthMonitorBuilder;
import io.healthmon.check.Integration;
import io.healthmon.provider.http.HttpCheck;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A process that checks an address many times a second, each time as another integration. For each line that it reads it
 * prints how many results there were, and it ends with its input.
 */
final class ProbingMonitor {

    private ProbingMonitor() {}

    /**
     * Checks until its input ends.
     *
     * @param arguments the address, and how many integrations there are
     * @throws IOException if its input cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        CountingStore store = new CountingStore();
        HealthMonitorBuilder builder = HealthMonitor.builder().store(store);
        int targets = Integer.parseInt(arguments[1]);
        for (int target = 0; target < targets; target++) {
            builder.add(
                    Integration.named("Target " + target).every(Duration.ofSeconds(1)),
                    HttpCheck.get(arguments[0] + "?" + target));
        }
        try (HealthMonitor monitor = builder.build();
                BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            monitor.start();
            while (input.readLine() != null) {
                if (monitor.health().summary().healthy() != targets) {
                    throw new IllegalStateException(
                            "not every check succeeded: " + monitor.health().summary());
                }
                System.out.println(store.arrived());
            }
        }
    }
}
