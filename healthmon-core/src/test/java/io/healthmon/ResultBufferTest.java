package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.alert.AlertState;
import io.healthmon.check.HealthStatus;
import io.healthmon.state.HealthState;
import io.healthmon.state.LostResults;
import io.healthmon.state.Observation;
import io.healthmon.store.HealthStore.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResultBufferTest {

    private static final Instant START = MonitorHarness.START;

    private final ResultBuffer buffer = new ResultBuffer(10);

    private static Entry entry(String id, int second) {
        return entry(id, second, false);
    }

    private static Entry entry(String id, int second, boolean alert) {
        Instant at = START.plusSeconds(second);
        Observation result = new Observation(at, HealthStatus.HEALTHY, 1, null, Map.of());
        return new Entry(
                id, 0, result, HealthState.INITIAL, AlertState.INITIAL, alert ? Alerts.down(id, at, "log") : null);
    }

    private void add(String id, int from, int to) {
        IntStream.range(from, to).forEach(second -> buffer.add(entry(id, second)));
    }

    private List<String> taken() {
        List<String> taken = new ArrayList<>();
        List<Entry> batch = buffer.take(4);
        while (!batch.isEmpty()) {
            batch.forEach(entry -> taken.add(text(entry)));
            buffer.settled();
            batch = buffer.take(4);
        }
        return taken;
    }

    private static String text(Entry entry) {
        long second = Duration.between(START, entry.observation().at()).toSeconds();
        return LostResults.of(entry.observation())
                .map(lost -> entry.integrationId() + second + "-"
                        + Duration.between(START, lost.to()).toSeconds() + " lost " + lost.count())
                .orElse(entry.integrationId() + second);
    }

    @Test
    void whatWaitsComesOutInItsOrder() {
        add("a", 0, 5);
        add("b", 5, 10);

        assertThat(taken()).containsExactly("a0", "a1", "a2", "a3", "a4", "b5", "b6", "b7", "b8", "b9");
        assertThat(buffer.isEmpty()).isTrue();
    }

    @Test
    void theOldestAreLostAndLeaveAMarkInTheirPlace() {
        add("a", 0, 13);

        assertThat(buffer.lost()).isEqualTo(3);
        assertThat(taken()).startsWith("a0-2 lost 3", "a3").endsWith("a12").hasSize(11);
    }

    @Test
    void theNewestOfAnIntegrationIsKeptHoweverOld() {
        add("rare", 0, 2);
        add("often", 2, 30);

        assertThat(taken()).startsWith("rare0-0 lost 1", "rare1", "often2-20 lost 19", "often21");
    }

    @Test
    void whatCarriesAnAlertIsKept() {
        buffer.add(entry("a", 0));
        buffer.add(entry("a", 1, true));
        add("a", 2, 20);

        assertThat(buffer.queue(START).alerts()).isEqualTo(1);
        assertThat(taken()).startsWith("a0-0 lost 1", "a1", "a2-10 lost 9", "a11");
    }

    @Test
    void whatWasKeptAsTheNewestIsLostOnceItIsNoMore() {
        buffer.add(entry("rare", 0));
        add("often", 1, 15);
        buffer.add(entry("rare", 15));
        add("often", 16, 40);

        assertThat(taken()).startsWith("rare0-0 lost 1", "rare15");
    }

    @Test
    void moreThanHalfOfTheRoomIsNotKeptFree() {
        IntStream.range(0, 100).forEach(number -> buffer.add(entry("i" + number + "-", number)));

        assertThat(buffer.queue(START).results()).isEqualTo(10);
        assertThat(buffer.lost()).isEqualTo(90);
    }

    @Test
    void whatIsUnderWayCountsAndIsNotLost() {
        add("a", 0, 4);
        List<Entry> batch = buffer.take(4);
        add("a", 4, 20);

        assertThat(batch).hasSize(4);
        assertThat(buffer.queue(START.plusSeconds(30)))
                .isEqualTo(new StoreHealth.Queue(10, 10, Duration.ofSeconds(30), 0));
        assertThat(taken()).startsWith("a4-13 lost 10", "a14");
    }

    @Test
    void whatIsTakenAndWhatIsLostIsAllThereWasInAnyOrderOfThings() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            ResultBuffer any = new ResultBuffer(4 + random.nextInt(40));
            Map<String, Integer> next = new HashMap<>();
            int second = 0;
            for (int step = 0; step < 300; step++) {
                if (random.nextInt(25) == 0) {
                    check(any.take(1 + random.nextInt(10)), next);
                    any.settled();
                }
                any.add(entry("abcdefgh".charAt(random.nextInt(8)) + "", second++, random.nextInt(20) == 0));
            }
            int results = any.queue(START).results();
            long lost = any.lost();
            List<Entry> rest = any.take(1_000);
            check(rest, next);
            long marked = rest.stream()
                    .filter(entry -> LostResults.of(entry.observation()).isPresent())
                    .count();
            assertThat(rest.size() - marked).as("results, seed %s", seed).isEqualTo(results);
            assertThat(taken + marks).as("all, seed %s", seed).isEqualTo(300);
            assertThat(marks).as("lost, seed %s", seed).isEqualTo(lost);
            taken = 0;
            marks = 0;
        }
    }

    private long taken;
    private long marks;

    /** Counts, and sees to it that no integration goes back in time. */
    private void check(List<Entry> batch, Map<String, Integer> next) {
        for (Entry entry : batch) {
            int second = (int) Duration.between(START, entry.observation().at()).toSeconds();
            assertThat(second).isGreaterThanOrEqualTo(next.getOrDefault(entry.integrationId(), 0));
            LostResults lost = LostResults.of(entry.observation()).orElse(null);
            next.put(
                    entry.integrationId(),
                    lost == null
                            ? second + 1
                            : (int) Duration.between(START, lost.to()).toSeconds() + 1);
            taken += lost == null ? 1 : 0;
            marks += lost == null ? 0 : lost.count();
        }
    }
}
