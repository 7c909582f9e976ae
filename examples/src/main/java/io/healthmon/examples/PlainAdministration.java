package io.healthmon.examples;

import io.healthmon.HealthMonitor;
import io.healthmon.ManagedIntegrations;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import java.time.Duration;
import java.util.Map;

/** Integrations that are created, changed, paused and deleted while the application runs. */
public final class PlainAdministration {

    private PlainAdministration() {}

    /** Does all of it, and tells what is there afterwards. */
    public static void main(String[] arguments) {
        try (HealthMonitor monitor = HealthMonitor.builder()
                .add(Integration.named("Inbox"), context -> CheckResult.healthy())
                .build()) {
            monitor.start();

            ManagedIntegrations integrations = monitor.integrations();
            integrations.create(
                    Map.of("name", "Shop", "type", "tcp", "host", "shop.example.com", "port", 443, "enabled", false),
                    "ada");
            integrations.change("shop", Map.of("interval", "1m", "failureThreshold", 5), null, "ada");
            integrations.pause("shop", Duration.ofMinutes(30), "ada");
            System.out.println("Set: " + integrations.find("shop").orElseThrow().settings());
            integrations.delete("shop", null, "ada");
            System.out.println("Left: " + monitor.health().summary().total());
        }
    }
}
