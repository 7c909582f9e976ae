package io.healthmon.provider.http;

import static io.healthmon.provider.http.Runs.ok;
import static io.healthmon.provider.http.Runs.run;
import static io.healthmon.provider.http.Runs.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpCloseTest {

    /** Makes the client of these checks one that no other test has. */
    private SSLContext own;

    @BeforeEach
    void makeAContextOfItsOwn() throws Exception {
        own = SSLContext.getInstance("TLS");
        own.init(null, null, null);
    }

    @Test
    void theThreadsOfAClientEndWithItsLastCheck() throws Exception {
        try (RawServer server = RawServer.answering(ok("fine"))) {
            HttpCheck first = check(server);
            HttpCheck second = check(server);
            Set<Thread> before = ClientThreads.alive();
            run(first);
            run(second);
            Set<Thread> started = ClientThreads.alive();
            started.removeAll(before);
            assertThat(started)
                    .extracting(Thread::getName)
                    .anyMatch(name -> name.endsWith("SelectorManager"))
                    .contains("healthmon-exchange-deadlines");

            first.close();
            run(second);
            assertThat(server.connections()).isEqualTo(1);
            second.close();

            ClientThreads.awaitEnd(started);
        }
    }

    @Test
    void closingTwiceTakesNothingFromOthers() throws Exception {
        try (RawServer server = RawServer.answering(ok("fine"));
                HttpCheck other = check(server)) {
            HttpCheck check = check(server);
            run(check);
            run(other);
            check.close();
            check.close();
            run(other);

            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void aCheckThatNeverRanHasNothingToClose() throws Exception {
        Set<Thread> before = ClientThreads.alive();
        try (RawServer server = RawServer.answering(ok("fine"))) {
            check(server).close();
        }

        assertThat(before).containsAll(ClientThreads.alive());
    }

    @Test
    void aClosedCheckOpensAClientAnew() throws Exception {
        try (RawServer server = RawServer.answering(ok("fine"))) {
            HttpCheck check = check(server);
            run(check);
            check.close();

            assertThat(run(check).status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(run(check).status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(server.connections()).isEqualTo(2);
            check.close();
        }
    }

    @Test
    void aRunUnderWayIsNotDisturbed() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        try (RawServer server = RawServer.start(connection -> {
            connection.readRequest();
            asked.countDown();
            await(closed);
            connection.write(ok("fine"));
            connection.hold();
        })) {
            HttpCheck check = check(server);
            CompletableFuture<CheckResult> running = check.checkAsync(within(Duration.ofSeconds(30)));
            await(asked);
            check.close();
            closed.countDown();

            assertThat(running.get(30, TimeUnit.SECONDS).status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(Runtime.version().feature() < 21 || server.clientLeft()).isTrue();
        }
    }

    private HttpCheck check(RawServer server) {
        return HttpCheck.to(server.url()).sslContext(own).build();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
