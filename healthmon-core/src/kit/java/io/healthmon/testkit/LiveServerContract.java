package io.healthmon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.HealthMonitor;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Timeout;

/** What the contracts of live streams begin with: one integration that changes when the test says so, in a time of its own. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class LiveServerContract extends ServerContract {

    static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /** More changes than any buffers between a server and a client who does not read have room for. */
    static final int MANY = 20_000;

    private final ManualTime time = new ManualTime(Instant.parse("2026-03-15T10:30:00Z"));
    private final AtomicReference<CheckResult> answer = new AtomicReference<>(CheckResult.healthy());
    /** For what subclasses begin with, before they are complete. */
    final HealthMonitor monitor = HealthMonitor.builder()
            .clock(time.clock())
            .scheduler(time.scheduler())
            .add(Integration.named("Mail").failureThreshold(1), context -> answer.get())
            .build();

    @Override
    final HealthMonitor monitor() {
        return monitor;
    }

    final ManualTime time() {
        return time;
    }

    final void check(CheckResult result) {
        answer.set(result);
        time.advance(Duration.ofMillis(1));
        monitor.check("mail").join();
    }

    /** The test's time limit is what ends this if it never comes true. */
    final void awaitStreams(int count) throws IOException, InterruptedException {
        HttpRequest health = HttpRequest.newBuilder(server().resolve("/health"))
                .timeout(Duration.ofSeconds(20))
                .build();
        while (handler().liveStreams() != count) {
            assertThat(client().send(health, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
    }

    static void ask(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }
}
