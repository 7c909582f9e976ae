package io.healthmon.examples;

import static java.time.Duration.ofSeconds;

import io.healthmon.HealthMonitor;
import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import io.healthmon.check.network.TcpCheck;
import io.healthmon.event.HealthEvent.StatusChanged;
import java.nio.file.Files;
import java.nio.file.Path;

/** The shortest way to a health monitor inside an application: build, listen, start, ask, close. */
public final class PlainJava {

    private PlainJava() {}

    /** Watches two things, says how they are, and ends. */
    public static void main(String[] arguments) {
        Path inbox = Path.of(System.getProperty("java.io.tmpdir"));
        try (HealthMonitor monitor = HealthMonitor.builder()
                .add(
                        Integration.named("Inbox").critical().every(ofSeconds(30)),
                        context -> Files.isWritable(inbox)
                                ? CheckResult.healthy()
                                : CheckResult.down(Cause.PERMISSION, "read-only"))
                .add(
                        Integration.named("Mail server").every(ofSeconds(30)).failureThreshold(1),
                        TcpCheck.of("localhost", 25))
                .listen(
                        StatusChanged.class,
                        change -> System.out.println(change.integration() + " is now " + change.to()))
                .build()) {
            monitor.start();
            monitor.checkAllServices().join();
            System.out.println("All in all: " + monitor.health().status());
        }
    }
}
