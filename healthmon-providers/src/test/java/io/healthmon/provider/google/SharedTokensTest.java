package io.healthmon.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.provider.http.Route;
import io.healthmon.provider.service.StandIn;
import io.healthmon.provider.service.StandIn.Answer;
import io.healthmon.secret.Secret;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One refresh for many checks, while the token service takes its time. */
@Timeout(30)
class SharedTokensTest {

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private final AtomicInteger refreshes = new AtomicInteger();
    private HttpServer oauth;
    private StandIn gmail;
    private RefreshToken token;

    @BeforeEach
    void setUp() throws Exception {
        oauth = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        oauth.createContext("/", exchange -> {
            refreshes.incrementAndGet();
            asked.countDown();
            try {
                mayAnswer.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            byte[] answer = "{\"access_token\":\"ya29.shared\",\"expires_in\":3599}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        oauth.start();
        gmail = StandIn.answering(Answer.of(200, StandIn.fixture(SharedTokensTest.class, "gmail_profile.json")));
        token = Provided.refreshToken("http://127.0.0.1:" + oauth.getAddress().getPort() + "/token");
    }

    @AfterEach
    void tearDown() {
        mayAnswer.countDown();
        oauth.stop(0);
        gmail.close();
    }

    @Test
    void aHundredChecksRefreshOnce() throws Exception {
        List<CompletableFuture<CheckResult>> runs = IntStream.range(0, 100)
                .mapToObj(index -> begin(Duration.ofSeconds(20)))
                .toList();
        asked.await();
        assertThat(runs).noneMatch(CompletableFuture::isDone);
        mayAnswer.countDown();

        for (CompletableFuture<CheckResult> run : runs) {
            assertThat(run.get(20, TimeUnit.SECONDS).status()).isEqualTo(HealthStatus.HEALTHY);
        }
        assertThat(refreshes).hasValue(1);
        assertThat(gmail.requests()).hasSize(100);
    }

    @Test
    void aHundredChecksOfAServiceAccountAskOnce() throws Exception {
        ServiceAccount account = ServiceAccount.of(Secret.of(AccountKeys.json(AccountKeys.document())))
                .subject("orders@example.com")
                .tokenUrl("http://127.0.0.1:" + oauth.getAddress().getPort() + "/token");
        List<CompletableFuture<CheckResult>> runs = IntStream.range(0, 100)
                .mapToObj(index -> begin(GmailCheck.with(account), Duration.ofSeconds(20)))
                .toList();
        asked.await();
        assertThat(runs).noneMatch(CompletableFuture::isDone);
        mayAnswer.countDown();

        for (CompletableFuture<CheckResult> run : runs) {
            assertThat(run.get(20, TimeUnit.SECONDS).status()).isEqualTo(HealthStatus.HEALTHY);
        }
        assertThat(refreshes).hasValue(1);
        assertThat(gmail.requests()).hasSize(100);
    }

    @Test
    void aRunThatIsCancelledDisturbsNobodyElse() throws Exception {
        CompletableFuture<CheckResult> first = begin(Duration.ofSeconds(20));
        CompletableFuture<CheckResult> second = begin(Duration.ofSeconds(20));
        asked.await();
        first.cancel(true);
        mayAnswer.countDown();

        assertThat(second.get(20, TimeUnit.SECONDS).status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(refreshes).hasValue(1);
        assertThat(gmail.requests()).hasSize(1);
    }

    @Test
    void aRefreshCountsToTheTimeLimitOfTheRun() throws Exception {
        CheckResult result = begin(Duration.ofMillis(300)).get(20, TimeUnit.SECONDS);

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.TIMEOUT);
        assertThat(result.problem().message())
                .isEqualTo("No answer from 127.0.0.1:" + oauth.getAddress().getPort()
                        + " within 300ms, though connected.");
        assertThat(gmail.requests()).isEmpty();
    }

    private CompletableFuture<CheckResult> begin(Duration limit) {
        return begin(GmailCheck.with(token), limit);
    }

    private CompletableFuture<CheckResult> begin(GmailCheck one, Duration limit) {
        GoogleCheck check = (GoogleCheck) one.via(Route.to(gmail.url())).build();
        return check.checkAsync(new CheckContext(Integration.named("Tested").build(), limit));
    }
}
