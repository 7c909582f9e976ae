package io.healthmon.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.egress.TargetGuard;
import io.healthmon.provider.http.Route;
import io.healthmon.provider.service.StandIn;
import io.healthmon.provider.service.StandIn.Answer;
import io.healthmon.secret.Secret;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Checks with the same tokens and limits of their own, while the token service hangs in some requests. */
@Timeout(60)
class TokenLimitsTest {

    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration LONG = Duration.ofSeconds(8);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final CountDownLatch over = new CountDownLatch(1);
    private final Semaphore asked = new Semaphore(0);
    private final AtomicInteger requests = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile int firstThatHangs = 1;
    private volatile int lastThatHangs = 1;
    private Instant now = START;
    private HttpServer oauth;
    private StandIn gmail;
    private RefreshToken token;

    @BeforeEach
    void setUp() throws Exception {
        oauth = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        oauth.setExecutor(threads);
        oauth.createContext("/", exchange -> {
            int number = requests.incrementAndGet();
            asked.release();
            try (exchange) {
                if (number >= firstThatHangs && number <= lastThatHangs) {
                    over.await(50, TimeUnit.SECONDS);
                    return;
                }
                byte[] answer =
                        "{\"access_token\":\"ya29.later\",\"expires_in\":1000}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        oauth.start();
        gmail = StandIn.answering(Answer.of(200, StandIn.fixture(TokenLimitsTest.class, "gmail_profile.json")));
        token = Provided.refreshToken("http://127.0.0.1:" + oauth.getAddress().getPort() + "/token");
    }

    @AfterEach
    void tearDown() {
        over.countDown();
        oauth.stop(0);
        threads.shutdownNow();
        gmail.close();
    }

    @Test
    void whoWaitsForTheRequestOfAnotherTellsOfItsOwnLimit() throws Exception {
        var unused = begin(LONG);
        asked.acquire();
        CheckResult waited = end(begin(SHORT));

        assertThat(waited.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(waited.problem().cause()).isEqualTo(Cause.TIMEOUT);
        assertThat(waited.problem().message()).isEqualTo("Google's token service did not answer within 300ms.");
        assertThat(requests).hasValue(1);
    }

    @Test
    void whoWaitedInVainAsksAnewTheNextTimeAndHelpsTheOtherToo() throws Exception {
        CompletableFuture<CheckResult> other = begin(Duration.ofSeconds(50));
        asked.acquire();
        end(begin(SHORT));

        assertThat(end(begin(LONG)).status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(end(other).status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(requests).hasValue(2);
    }

    @Test
    void whoHasTimeLeftIsNotBoundToTheShorterLimitOfAnother() throws Exception {
        CompletableFuture<CheckResult> hasty = begin(SHORT);
        asked.acquire();
        CompletableFuture<CheckResult> patient = begin(LONG);

        assertThat(end(hasty).problem().message()).contains("within 300ms");
        assertThat(end(patient).status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(requests).hasValue(2);
    }

    @Test
    void aLimitThatWasTooShortIsNotHeldAgainstTheNextRun() throws Exception {
        end(begin(SHORT));

        assertThat(end(begin(LONG)).status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void noMoreThanTwoRequestsAreUnderWayAtOnce() throws Exception {
        lastThatHangs = 9;
        for (int index = 0; index < 2; index++) {
            var unused = begin(Duration.ofSeconds(50));
            asked.acquire();
            end(begin(SHORT));
        }
        CheckResult third = end(begin(SHORT));

        assertThat(third.problem().message()).contains("did not answer within 300ms");
        assertThat(requests).hasValue(2);
    }

    @Test
    void aTokenThatIsStillGoodIsUsedThoughTheTokenServiceHangs() throws Exception {
        firstThatHangs = 2;
        lastThatHangs = 9;
        end(begin(LONG));
        now = START.plusSeconds(900);
        CompletableFuture<CheckResult> first = begin(Duration.ofSeconds(4));
        asked.acquire(2);
        CompletableFuture<CheckResult> waiting = begin(Duration.ofSeconds(3));

        assertThat(end(waiting).details())
                .containsEntry("refresh", "Google's token service did not answer within 1500ms.");
        assertThat(end(waiting).status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(end(first).details().get("refresh")).endsWith(" within 2s, though connected.");
        assertThat(end(first).status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void aRequestLastsAsLongAsItsRunAndTenSecondsAtMost() {
        List<Duration> limits = new ArrayList<>();
        for (Duration limit : List.of(Duration.ofMillis(1_500), Duration.ofMinutes(10))) {
            var unused = SharedTokens.of(new SilentGrant(limits)).ask(context(limit));
        }

        assertThat(limits).containsExactly(Duration.ofMillis(1_500), Duration.ofSeconds(10));
    }

    /** A grant that nobody answers; no other equals it. */
    private record SilentGrant(List<Duration> limits) implements Grant {

        @Override
        public CompletableFuture<Outcome> ask(CheckContext context) {
            limits.add(context.timeout());
            return new CompletableFuture<>();
        }

        @Override
        public List<Secret> secrets() {
            return List.of();
        }

        @Override
        public Grant guardedBy(TargetGuard guard) {
            return this;
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    private CompletableFuture<CheckResult> begin(Duration limit) {
        GoogleCheck check =
                (GoogleCheck) GmailCheck.with(token).via(Route.to(gmail.url())).build();
        return check.checkAsync(context(limit));
    }

    private CheckContext context(Duration limit) {
        return new CheckContext(Integration.named("Tested").build(), limit, now);
    }

    private static CheckResult end(CompletableFuture<CheckResult> run) throws Exception {
        return run.get(30, TimeUnit.SECONDS);
    }
}
