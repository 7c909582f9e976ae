package io.healthmon.provider.http;

import static io.healthmon.provider.http.Runs.ok;
import static io.healthmon.provider.http.Runs.run;
import static io.healthmon.provider.http.Runs.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of checks when the thread of their client has ended, as an error ends it for want of memory. */
@Timeout(60)
class LostClientTest {

    /** Makes the client of these checks one that no other test has. */
    private SSLContext own;

    @BeforeEach
    void makeAContextOfItsOwn() throws Exception {
        own = SSLContext.getInstance("TLS");
        own.init(null, null, null);
    }

    @Test
    void theNextRunHasAnotherClient() throws Exception {
        try (RawServer server = RawServer.answering(ok("fine"));
                HttpCheck check = check(server)) {
            endSelectorBegunBy(() -> run(check));

            assertThat(run(check).status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(run(check).status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aRunUnderWayIsAFailureOfTheCheckAndNotOfTheService() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (RawServer server = RawServer.start(connection -> {
                    connection.readRequest();
                    asked.countDown();
                    connection.hold();
                });
                HttpCheck check = check(server)) {
            CompletableFuture<CheckResult> running = new CompletableFuture<>();
            endSelectorBegunBy(() -> {
                var unused = check.checkAsync(within(Duration.ofSeconds(2)))
                        .whenComplete((result, failure) -> running.complete(result));
                return asked.await(30, TimeUnit.SECONDS);
            });
            CheckResult result = running.get(30, TimeUnit.SECONDS);

            assertThat(result.problem().cause()).isEqualTo(Cause.CHECK_ERROR);
            assertThat(result.problem().message())
                    .isEqualTo("The check itself failed: the thread of its HTTP client has ended.");
        }
    }

    @Test
    void theThreadsOfALostClientEnd() throws Exception {
        Set<Thread> before = ClientThreads.alive();
        try (RawServer server = RawServer.answering(ok("fine"));
                HttpCheck check = check(server)) {
            endSelectorBegunBy(() -> run(check));
            Set<Thread> lost = ClientThreads.alive();
            lost.removeAll(before);
            assertThat(run(check).status()).isEqualTo(HealthStatus.HEALTHY);

            ClientThreads.awaitEnd(lost);
        }
    }

    @Test
    void theThreadOfAClientIsFound() {
        Thread thread = SelectorThread.of(HttpClient.newHttpClient());

        assertThat(thread).isNotNull();
        assertThat(thread.getName()).matches("HttpClient-\\d+-SelectorManager");
        assertThat(thread.isAlive()).isTrue();
    }

    /** An interrupt ends the thread as an error does. */
    private static void endSelectorBegunBy(Begun work) throws Exception {
        Set<Thread> before = selectors();
        work.begin();
        Set<Thread> begun = selectors();
        begun.removeAll(before);
        assertThat(begun).hasSize(1);
        for (Thread selector : begun) {
            selector.interrupt();
            selector.join(10_000);
            assertThat(selector.isAlive()).isFalse();
        }
    }

    private static Set<Thread> selectors() {
        return ClientThreads.alive().stream()
                .filter(thread -> thread.getName().endsWith("SelectorManager"))
                .collect(Collectors.toSet());
    }

    private HttpCheck check(RawServer server) {
        return HttpCheck.to(server.url()).sslContext(own).build();
    }

    private interface Begun {
        Object begin() throws Exception;
    }
}
