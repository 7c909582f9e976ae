package io.healthmon.jdbc;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.HealthMonitor;
import io.healthmon.StoreHealth;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import io.healthmon.event.HealthEvent.CheckCompleted;
import io.healthmon.state.LostResults;
import io.healthmon.state.Observation;
import io.healthmon.store.HealthStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A database that is stopped and started under 1,000 checks a second. */
@Timeout(120)
class DatabaseOutageTest {

    private static final int INTEGRATIONS = 100;

    @TempDir
    Path folder;

    private final Map<String, Queue<Instant>> told = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong mostWaiting = new AtomicLong();

    private HealthMonitor monitor(HealthStore store, int buffered) {
        HealthMonitor monitor = HealthMonitor.builder()
                .store(store)
                .bufferedResults(buffered)
                .listen(CheckCompleted.class, event -> {
                    told.computeIfAbsent(event.integration().id(), id -> new ConcurrentLinkedQueue<>())
                            .add(event.observation().at());
                    count.incrementAndGet();
                })
                .build();
        for (int number = 0; number < INTEGRATIONS; number++) {
            Integration integration = Integration.named("i" + number)
                    .every(Duration.ofMillis(100))
                    .build();
            monitor.add(integration, context -> CheckResult.healthy());
        }
        return monitor;
    }

    /** Runs checks, stops the database for 4,000 of them, and waits until what waited is written. */
    private StoreHealth outage(int buffered) throws Exception {
        int port = freePort();
        EmbeddedPostgres first = server(port);
        JdbcHealthStore store = JdbcHealthStore.open(TestDatabases.url(first), "", TestDatabases.NO_PASSWORD);
        HealthMonitor monitor = monitor(store, buffered);
        monitor.start();
        awaitChecks(1_000);
        first.close();
        long enough = count.get() + 4_000;
        await("4,000 checks more", () -> {
            mostWaiting.accumulateAndGet(monitor.storeHealth().queue().results(), Math::max);
            return count.get() >= enough;
        });
        assertThat(monitor.storeHealth().failing()).isTrue();
        assertThat(monitor.health().summary().healthy()).isEqualTo(INTEGRATIONS);
        try (EmbeddedPostgres again = server(port)) {
            await("the store takes results", () -> !monitor.storeHealth().failing());
            awaitChecks(count.get() + 500);
            for (int number = 0; number < INTEGRATIONS; number++) {
                monitor.disable("i" + number);
            }
            await("nothing waits", () -> monitor.storeHealth().queue().results() == 0);
            StoreHealth health = monitor.storeHealth();
            monitor.close();
            try (HealthStore read = JdbcHealthStore.open(TestDatabases.url(again), "", TestDatabases.NO_PASSWORD)) {
                compare(read, health.dropped().results());
            }
            return health;
        }
    }

    /** What is there is what was told, in its order, each once; what is not there was counted, and leaves a mark. */
    private void compare(HealthStore store, long dropped) {
        long missing = 0;
        long marked = 0;
        for (Map.Entry<String, Queue<Instant>> each : told.entrySet()) {
            List<Observation> log = store.history(each.getKey(), Results.ALWAYS, Integer.MAX_VALUE);
            List<Instant> there = log.stream()
                    .filter(result -> LostResults.of(result).isEmpty())
                    .map(Observation::at)
                    .toList();
            assertThat(there).isSorted().doesNotHaveDuplicates();
            assertThat(each.getValue()).containsAll(there);
            missing += each.getValue().size() - there.size();
            marked += log.stream()
                    .flatMap(result -> LostResults.of(result).stream())
                    .mapToLong(LostResults::count)
                    .sum();
            // why: the newest of each is never dropped
            assertThat(there.get(there.size() - 1)).isEqualTo(last(each.getValue()));
        }
        assertThat(missing).as("missing").isEqualTo(dropped);
        assertThat(marked).as("marked").isEqualTo(dropped);
    }

    private static Instant last(Queue<Instant> times) {
        return times.stream().reduce((one, other) -> other).orElseThrow();
    }

    @Test
    void nothingIsLostOrDoubledAndTheOrderIsKept() throws Exception {
        StoreHealth health = outage(100_000);

        assertThat(health.dropped().results()).isZero();
        assertThat(health.writes().results()).isEqualTo(count.get());
        assertThat(health.writes().latency()).isNotNull();
    }

    @Test
    void whatHasNoRoomIsCountedAndMarkedAndMemoryStaysBounded() throws Exception {
        StoreHealth health = outage(1_000);

        assertThat(health.dropped().results()).isBetween(1_500L, 100_000L);
        assertThat(health.dropped().since()).isNotNull();
        assertThat(mostWaiting).hasValueLessThanOrEqualTo(1_000);
    }

    private void awaitChecks(long number) {
        await(number + " checks", () -> count.get() >= number);
    }

    private static void await(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + SECONDS.toNanos(60);
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private EmbeddedPostgres server(int port) throws Exception {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(folder.resolve("data"))
                .setCleanDataDirectory(false)
                .start();
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
