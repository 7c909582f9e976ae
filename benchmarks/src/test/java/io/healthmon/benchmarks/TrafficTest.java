package io.healthmon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.store.HealthStore.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrafficTest {

    private static final Instant MORNING = Instant.parse("2026-03-10T08:00:00Z");

    @Test
    void resultsAreSpreadEvenlyOverTheIntervalInTurns() {
        Traffic traffic = new Traffic(2, MORNING, Duration.ofSeconds(10));
        List<Entry> entries = traffic.next(3);
        assertThat(entries).extracting(Entry::integrationId).containsExactly("service-0", "service-1", "service-0");
        assertThat(entries)
                .extracting(entry -> entry.observation().at())
                .containsExactly(MORNING, MORNING.plusSeconds(5), MORNING.plusSeconds(10));
    }

    @Test
    void statesFollowFromResults() {
        Traffic traffic = new Traffic(1, MORNING, Duration.ofSeconds(1));
        assertThat(traffic.next(1_000))
                .allSatisfy(entry -> assertThat(entry.state().lastCheckAt())
                        .isEqualTo(entry.observation().at()));
    }

    @Test
    void aboutTwoInAHundredFail() {
        Traffic traffic = new Traffic(10, MORNING, Duration.ofSeconds(1));
        long failures = traffic.next(10_000).stream()
                .filter(entry -> !entry.observation().success())
                .count();
        assertThat(failures).isBetween(150L, 250L);
    }
}
