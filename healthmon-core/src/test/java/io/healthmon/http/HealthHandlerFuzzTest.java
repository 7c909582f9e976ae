package io.healthmon.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Throws requests at every route that were right before they were spoiled in ways that have broken servers.
 *
 * <p>{@code -Dfuzz.requests=} sets how many, {@code -Dfuzz.seed=} where to begin: each round has the seed after that of the
 * round before. A failure names the seed of its round, which belongs among the kept ones once it is mended.
 */
class HealthHandlerFuzzTest {

    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 100_000);
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_121);
    private static final int REQUESTS_OF_A_ROUND = 2_000;

    @Test
    void noRequestMakesItFail() throws InterruptedException {
        Set<Thread> before = threads();
        Map<Integer, Integer> statuses = new TreeMap<>();
        long seed = SEED;
        for (int left = REQUESTS; left > 0; left -= REQUESTS_OF_A_ROUND) {
            round(seed, Math.min(left, REQUESTS_OF_A_ROUND))
                    .forEach((status, times) -> statuses.merge(status, times, Integer::sum));
            seed++;
        }
        assertThat(statuses)
                .as("what comes through, and what is refused and why")
                .containsKeys(101, 200, 201, 202, 204, 400, 401, 403, 404, 405, 406, 409, 413, 414, 415, 429, 431);
        endsAllThreadsBut(before);
    }

    /** Rounds that failed once. */
    @ParameterizedTest
    @ValueSource(longs = {20_261_121})
    void noKeptSeedMakesItFailAgain(long seed) {
        assertThat(round(seed, REQUESTS_OF_A_ROUND)).containsKey(200);
    }

    @Test
    void everyRouteIsThrownAt() {
        Set<String> thrown = RequestGrammar.ADDRESSES.stream()
                .map(address -> address.split("\\?", 2)[0].replaceAll("\\{id}(\\.svg)?", "*"))
                .collect(Collectors.toCollection(HashSet::new));
        try (FuzzRound round = new FuzzRound(SEED)) {
            assertThat(round.routes())
                    .allSatisfy(route ->
                            assertThat(thrown).contains(route.method() + " /" + String.join("/", route.pattern())));
        }
    }

    private static Map<Integer, Integer> round(long seed, int requests) {
        try (FuzzRound round = new FuzzRound(seed)) {
            return round.send(requests);
        } catch (AssertionError failed) {
            throw new AssertionError("seed " + seed + ", " + failed.getMessage(), failed);
        }
    }

    private static void endsAllThreadsBut(Set<Thread> before) throws InterruptedException {
        for (Thread thread : threads()) {
            if (!before.contains(thread)) {
                thread.join(5_000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("healthmon"))
                .collect(Collectors.toSet());
    }
}
