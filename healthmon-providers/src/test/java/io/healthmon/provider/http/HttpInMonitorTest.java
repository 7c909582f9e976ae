package io.healthmon.provider.http;

import static io.healthmon.provider.http.Runs.ok;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.HealthMonitor;
import io.healthmon.check.Cause;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.Problem;
import java.time.Duration;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpInMonitorTest {

    @Test
    void theChecksOwnAccountOfATimeoutIsWhatIsRecorded() throws Exception {
        try (RawServer server = RawServer.start(connection -> {
                    connection.readRequest();
                    connection.hold();
                });
                HealthMonitor monitor = HealthMonitor.builder()
                        .add(Integration.named("Slow").timeout(Duration.ofMillis(500)), HttpCheck.get(server.url()))
                        .build()) {
            monitor.start();
            Problem problem = monitor.check("slow").get(30, SECONDS).lastProblem();

            assertThat(problem.cause()).isEqualTo(Cause.TIMEOUT);
            assertThat(problem.message()).startsWith("No answer from").contains("though connected");
            assertThat(server.clientLeft()).isTrue();
        }
    }

    @Test
    void aMonitorThatIsClosedLeavesNoThreadOfItsChecks() throws Exception {
        SSLContext own = ownContext();
        try (RawServer server = RawServer.answering(ok("fine"))) {
            HealthMonitor monitor = HealthMonitor.builder()
                    .add(
                            Integration.named("Shop"),
                            HttpCheck.to(server.url()).sslContext(own).build())
                    .build();
            Set<Thread> before = ClientThreads.alive();
            monitor.start();
            assertThat(monitor.check("shop").get(30, SECONDS).status()).isEqualTo(HealthStatus.HEALTHY);
            Set<Thread> started = ClientThreads.alive();
            started.removeAll(before);
            assertThat(started).isNotEmpty();
            monitor.close();

            ClientThreads.awaitEnd(started);
        }
    }

    @Test
    void anIntegrationThatIsRemovedLeavesNoThreadOfItsCheck() throws Exception {
        SSLContext own = ownContext();
        try (RawServer server = RawServer.answering(ok("fine"));
                HealthMonitor monitor = HealthMonitor.builder().build()) {
            Set<Thread> before = ClientThreads.alive();
            monitor.add(
                    Integration.named("Shop"),
                    HttpCheck.to(server.url()).sslContext(own).build());
            monitor.start();
            assertThat(monitor.check("shop").get(30, SECONDS).status()).isEqualTo(HealthStatus.HEALTHY);
            Set<Thread> started = ClientThreads.alive();
            started.removeAll(before);
            assertThat(started).isNotEmpty();
            monitor.remove("shop");

            ClientThreads.awaitEnd(started);
        }
    }

    private static SSLContext ownContext() throws Exception {
        SSLContext own = SSLContext.getInstance("TLS");
        own.init(null, null, null);
        return own;
    }
}
