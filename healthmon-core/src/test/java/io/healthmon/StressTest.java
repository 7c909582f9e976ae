package io.healthmon;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.AsyncHealthCheck;
import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.Integration;
import java.time.Duration;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StressTest {

    private static final int INTEGRATIONS = 30;
    private static final int THREADS = 4;
    private static final int STEPS = 1_500;

    private final Queue<CompletableFuture<IntegrationHealth>> answers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger doubled = new AtomicInteger();
    private final HealthMonitor monitor = HealthMonitor.builder()
            .maxConcurrentChecks(4)
            .maxConcurrentChecks("p", 2)
            .build();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whateverIsDoneAtOnceNoCheckRunsTwiceAndNobodyWaitsForEver(long seed) throws Exception {
        MonitorThreads threads = MonitorThreads.now();
        monitor.start();
        CompletableFuture<?>[] workers = new CompletableFuture<?>[THREADS];
        for (int thread = 0; thread < THREADS; thread++) {
            long own = seed * 100 + thread;
            workers[thread] = new CompletableFuture<Void>();
            CompletableFuture<?> done = workers[thread];
            new Thread(() -> work(new Random(own), done)).start();
        }
        CompletableFuture.allOf(workers).get(60, SECONDS);
        monitor.close();

        for (CompletableFuture<IntegrationHealth> answer : answers) {
            answer.handle((health, cancelled) -> true).get(10, SECONDS);
        }
        assertThat(doubled).hasValue(0);
        threads.awaitNoOthers();
    }

    private void work(Random random, CompletableFuture<?> done) {
        try {
            for (int step = 0; step < STEPS; step++) {
                act(random, "i-" + random.nextInt(INTEGRATIONS));
            }
            done.complete(null);
        } catch (Throwable failure) {
            done.completeExceptionally(failure);
        }
    }

    private void act(Random random, String id) {
        try {
            switch (random.nextInt(8)) {
                case 0 -> add(random, id);
                case 1 -> monitor.remove(id);
                case 2 -> monitor.disable(id);
                case 3 -> monitor.enable(id);
                case 4 -> monitor.pause(id, Duration.ofMillis(1 + random.nextInt(50)));
                case 5 -> monitor.resume(id);
                case 6 -> assertThat(monitor.health().integrations()).hasSizeLessThanOrEqualTo(INTEGRATIONS);
                default -> answers.add(monitor.check(id));
            }
        } catch (IllegalArgumentException absentOrTaken) {
            assertThat(absentOrTaken).hasMessageContaining(id);
        }
    }

    private void add(Random random, String id) {
        HealthCheck check = random.nextBoolean() ? blocking() : later();
        var integration = Integration.named("Name " + id).id(id).every(Duration.ofMillis(100));
        if (random.nextBoolean()) {
            integration.provider("p");
        }
        monitor.add(integration.timeout(Duration.ofMillis(1 + random.nextInt(20))), check);
    }

    private HealthCheck blocking() {
        AtomicInteger running = new AtomicInteger();
        return context -> {
            enter(running);
            try {
                return result();
            } finally {
                running.decrementAndGet();
            }
        };
    }

    private AsyncHealthCheck later() {
        AtomicReference<CompletableFuture<CheckResult>> last = new AtomicReference<>();
        return context -> {
            CompletableFuture<CheckResult> answer = new CompletableFuture<>();
            CompletableFuture<CheckResult> before = last.getAndSet(answer);
            if (before != null && !before.isDone()) {
                doubled.incrementAndGet();
            }
            if (ThreadLocalRandom.current().nextInt(4) > 0) {
                answer.completeAsync(StressTest::result);
            }
            return answer;
        };
    }

    private void enter(AtomicInteger running) {
        if (running.incrementAndGet() > 1) {
            doubled.incrementAndGet();
        }
    }

    private static CheckResult result() {
        for (int spin = ThreadLocalRandom.current().nextInt(20_000); spin > 0; spin--) {
            Thread.onSpinWait();
        }
        return switch (ThreadLocalRandom.current().nextInt(3)) {
            case 0 -> CheckResult.healthy();
            case 1 -> CheckResult.down(Cause.CONNECT, "refused");
            default -> throw new IllegalStateException("now and then");
        };
    }
}
