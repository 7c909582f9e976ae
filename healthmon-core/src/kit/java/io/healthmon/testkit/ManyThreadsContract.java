package io.healthmon.testkit;

import static io.healthmon.testkit.StoredResults.at;
import static io.healthmon.testkit.StoredResults.entries;
import static io.healthmon.testkit.StoredResults.entry;
import static io.healthmon.testkit.StoredResults.healthy;
import static io.healthmon.testkit.StoredResults.times;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.state.Observation;
import io.healthmon.store.LogSize;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Safe for use by multiple threads. */
abstract class ManyThreadsContract extends ValuesContract {

    @Test
    void differentThreadsWriteDifferentIntegrations() throws Exception {
        int count = Math.min(keepsAtLeast(), 50);
        inParallel(8, thread -> entries("integration-" + thread, count).forEach(entry -> store.append(List.of(entry))));
        for (int thread = 0; thread < 8; thread++) {
            assertThat(all("integration-" + thread)).extracting(Observation::at).isEqualTo(times(0, count));
        }
        assertThat(store.logSize()).isEqualTo(new LogSize(8L * count, at(0)));
    }

    @Test
    void batchesOfManyIntegrationsFromManyThreadsAreWrittenOnceEach() throws Exception {
        inParallel(4, thread -> {
            for (int round = 0; round < 5; round++) {
                Observation result = healthy(at(thread * 5 + round));
                // opposite orders would stop each other in a store that locks as it goes
                List<String> ids = thread % 2 == 0 ? List.of("a", "b", "c") : List.of("c", "b", "a");
                store.append(ids.stream().map(id -> entry(id, 0, result)).toList());
            }
        });
        for (String id : List.of("a", "b", "c")) {
            assertThat(all(id)).extracting(Observation::at).containsExactlyInAnyOrderElementsOf(times(0, 20));
        }
    }

    @Test
    void aReaderSeesResultsInOrderWhileTheyAreWritten() throws Exception {
        int count = Math.min(keepsAtLeast(), 50);
        inParallel(2, thread -> {
            for (int index = 0; index < count; index++) {
                if (thread == 0) {
                    store.append(List.of(entry("stripe", 0, healthy(at(index)))));
                } else {
                    List<Observation> seen = all("stripe");
                    assertThat(seen).extracting(Observation::at).isEqualTo(times(0, seen.size()));
                }
            }
        });
        assertThat(all("stripe")).hasSize(count);
    }

    private interface Work {
        void run(int thread) throws Exception;
    }

    private static void inParallel(int threads, Work work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int number = thread;
                running.add(executor.submit(() -> {
                    work.run(number);
                    return null;
                }));
            }
            for (Future<?> future : running) {
                future.get(30, TimeUnit.SECONDS);
            }
        } finally {
            executor.shutdownNow();
        }
    }
}
