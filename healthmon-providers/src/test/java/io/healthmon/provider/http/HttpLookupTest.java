package io.healthmon.provider.http;

import static io.healthmon.provider.http.Runs.ok;
import static io.healthmon.provider.http.Runs.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpLookupTest {

    private final CountDownLatch nameServersAnswer = new CountDownLatch(1);
    private final AtomicInteger hanging = new AtomicInteger();
    private final Lookups lookups = new Lookups(host -> {
        if (host.startsWith("hanging")) {
            hanging.incrementAndGet();
            await(nameServersAnswer);
            return List.of(InetAddress.getLoopbackAddress());
        }
        return List.of(InetAddress.getByName(host));
    });
    private final SharedClient client = new SharedClient(HttpClient.newBuilder(), lookups);

    @AfterEach
    void letGo() {
        nameServersAnswer.countDown();
    }

    @Test
    void aNameThatHangsIsLookedUpOnceHoweverOftenItIsAskedFor() throws Exception {
        try (HttpCheck check = check("http://hanging.invalid/")) {
            for (int count = 0; count < 5; count++) {
                CheckResult result = check.check(within(Duration.ofMillis(50)));

                assertThat(result.problem().cause()).isEqualTo(Cause.DNS);
                assertThat(result.problem().message())
                        .isEqualTo("The name of hanging.invalid was not resolved within 50ms.");
            }

            assertThat(hanging).hasValue(1);
        }
    }

    @Test
    void manyNamesThatHangHoldUpNoOtherCheck() throws Exception {
        try (RawServer server = RawServer.answering(ok("fine"));
                HttpCheck byName = check("http://localhost:" + server.port() + "/");
                HttpCheck byAddress = check(server.url())) {
            List<CompletableFuture<CheckResult>> running = new ArrayList<>();
            for (int count = 0; count < 40; count++) {
                running.add(check("http://hanging" + count + ".invalid/").checkAsync(within(Duration.ofMinutes(5))));
            }

            assertThat(byAddress.check(within(Duration.ofSeconds(10))).status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(byName.check(within(Duration.ofSeconds(10))).status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(running).noneMatch(CompletableFuture::isDone);
            running.forEach(run -> run.cancel(true));
        }
    }

    @Test
    void aConnectionThatIsOpenIsUsedAgainUnderAName() throws Exception {
        try (RawServer server = RawServer.answering(ok("fine"));
                HttpCheck check = check("http://localhost:" + server.port() + "/")) {
            CheckResult first = check.check(within(Duration.ofSeconds(10)));
            CheckResult second = check.check(within(Duration.ofSeconds(10)));

            assertThat(first.details()).containsKeys("phase.dns", "phase.connect");
            assertThat(second.details()).doesNotContainKeys("phase.dns", "phase.connect");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    private HttpCheck check(String url) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        return new HttpCheck(new HttpPlan(
                new RequestTemplate(request, new byte[0], null),
                new Expectations(ExpectedStatus.of(List.of("2xx")), List.of(), null, List.of()),
                RedirectPolicy.SAME_HOST,
                client,
                false));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(50, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
