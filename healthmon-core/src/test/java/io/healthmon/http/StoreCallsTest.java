package io.healthmon.http;

import static io.healthmon.http.HandlerFixture.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.HealthMonitor;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import io.healthmon.http.HandlerFixture.Answer;
import io.healthmon.secret.Secret;
import io.healthmon.store.AuditLog;
import io.healthmon.store.HealthStore;
import io.healthmon.store.InMemoryHealthStore;
import io.healthmon.store.StoreException;
import io.healthmon.testkit.RecordedLogs;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class StoreCallsTest {

    private static final String HISTORY = "/api/integrations/mail/health/history";

    /** What requests ask the store for; the monitor's own threads are let through. */
    private static final Set<String> ASKED_BY_REQUESTS = Set.of("page", "history", "audit");

    private final ExecutorService requests = Executors.newCachedThreadPool();
    private final HealthStore memory = InMemoryHealthStore.create();
    private final Semaphore begun = new Semaphore(0);
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile boolean hangs;
    private volatile boolean fails;
    private final HealthMonitor monitor = HealthMonitor.builder()
            .store((HealthStore) Proxy.newProxyInstance(
                    StoreCallsTest.class.getClassLoader(), new Class<?>[] {HealthStore.class}, this::call))
            .add(Integration.named("Mail"), context -> CheckResult.healthy())
            .build();
    private final HealthHandler handler = HealthHandler.builder(monitor)
            .cronSecret(Secret.of("cron-secret"))
            .authenticator(HandlerFixture.tokens())
            .build();

    @AfterEach
    void close() {
        end.countDown();
        requests.shutdown();
        monitor.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/integrations/mail/health/history, see",
        "GET, /api/reports, see",
        "GET, /api/admin/audit, own",
        "GET, /api/integrations/mail, own",
        "DELETE, /api/integrations/mail, own",
        "POST, /api/cron/cleanup-health-logs, cron-secret"
    })
    void whileTwelveWaitForTheStoreAnotherIsToldToComeAgain(String method, String path, String token) throws Exception {
        letTwelveWait();
        Answer refused = send(method, path, token);

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isEqualTo("5");
        assertThat(refused.text()).contains("Already 12 requests wait for the store.");
    }

    @ParameterizedTest
    @CsvSource({
        "/health, see, 200",
        "/health/ready, none, 200",
        "/api/integrations, see, 200",
        "/api/integrations/mail/health, see, 200",
        "/metrics, see, 200",
        "/api/reports, none, 401",
        "/api/admin/audit, see, 403"
    })
    void whatIsAnsweredFromMemoryGoesOnMeanwhile(String path, String token, int status) throws Exception {
        letTwelveWait();

        assertThat(send("GET", path, token).status()).isEqualTo(status);
    }

    @Test
    void aCheckByHandIsAnsweredAlthoughTheAuditLogIsNotToldOfIt() throws Exception {
        letTwelveWait();

        assertThat(send("POST", "/api/integrations/mail/health/check", "run").status())
                .isEqualTo(200);
        assertThat(RecordedLogs.containing("otto checked mail by hand, which the audit log was not told"))
                .isNotEmpty();
    }

    @Test
    void aCheckByHandIsToldWhenThereIsRoom() {
        send("POST", "/api/integrations/mail/health/check", "run");

        assertThat(memory.audit().newest(10)).extracting(AuditLog.Entry::actor).containsExactly("otto");
    }

    @Test
    void thereIsRoomAgainWhenTheStoreHasAnswered() throws Exception {
        List<CompletableFuture<Answer>> waiting = letTwelveWait();
        end.countDown();

        assertThat(waiting).extracting(answer -> answer.join().status()).containsOnly(200);
        assertThat(send("GET", HISTORY, "see").status()).isEqualTo(200);
    }

    @Test
    void aStoreThatFailsTakesNoPlaceForGood() {
        fails = true;
        for (int number = 0; number < 2 * StoreCalls.MOST; number++) {
            assertThat(send("GET", HISTORY, "see").text()).contains("not available just now");
        }
        fails = false;

        assertThat(send("GET", HISTORY, "see").status()).isEqualTo(200);
    }

    private List<CompletableFuture<Answer>> letTwelveWait() throws InterruptedException {
        hangs = true;
        List<CompletableFuture<Answer>> waiting = IntStream.range(0, StoreCalls.MOST)
                .mapToObj(number -> CompletableFuture.supplyAsync(() -> send("GET", HISTORY, "see"), requests))
                .toList();
        begun.acquire(StoreCalls.MOST);
        return waiting;
    }

    private Answer send(String method, String path, String token) {
        return new Answer(handler.handle(HandlerFixture.request(method, path, "", bearer(token))));
    }

    private Object call(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (ASKED_BY_REQUESTS.contains(method.getName())) {
            if (fails) {
                throw new StoreException("the database has gone", null);
            }
            if (hangs) {
                begun.release();
                end.await();
            }
        }
        try {
            return method.invoke(memory, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }
}
