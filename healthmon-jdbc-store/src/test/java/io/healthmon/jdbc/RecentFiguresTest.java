package io.healthmon.jdbc;

import static io.healthmon.jdbc.Results.MORNING;
import static java.time.temporal.ChronoUnit.DAYS;
import static java.time.temporal.ChronoUnit.HOURS;
import static java.time.temporal.ChronoUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.HealthStatus;
import io.healthmon.metric.Tally;
import io.healthmon.store.HealthStore;
import io.healthmon.store.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Figures of a span that was asked for before. */
@Timeout(60)
class RecentFiguresTest {

    private static final Instant LATER = MORNING.plus(2, DAYS);
    private static final TimeRange SPAN = new TimeRange(MORNING, LATER);

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void areNotReadAgain(SchemaTest.Product product) {
        String url = product.url();
        try (HealthStore store = rolledUp(url);
                HealthStore other = JdbcHealthStore.open(url, "", TestDatabases.NO_PASSWORD)) {
            byte[] before = figures(store);
            TestDatabases.run(url, "delete from integration_health_daily", "delete from integration_health_hourly");
            assertThat(figures(store)).isEqualTo(before);
            assertThat(other.rollups().tallies(List.of("stripe"), SPAN)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void areReadAgainOnceALateResultIsRolledUp(SchemaTest.Product product) {
        try (HealthStore store = rolledUp(product.url())) {
            assertThat(tally(store).known()).isEqualTo(60);
            store.append(List.of(Results.down("stripe", MORNING.plus(95, MINUTES))));
            assertThat(tally(store).results(HealthStatus.DOWN))
                    .as("before it is rolled up")
                    .isEqualTo(1);
            rollUp(store);
            assertThat(tally(store).results(HealthStatus.DOWN)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void areReadAgainWhenAnotherProcessRolledUpAnew(SchemaTest.Product product) {
        String url = product.url();
        try (HealthStore store = rolledUp(url);
                HealthStore other = JdbcHealthStore.open(url, "", TestDatabases.NO_PASSWORD)) {
            assertThat(tally(store).known()).isEqualTo(60);
            TestDatabases.run(url, "update integration_health_result set status = 0");
            other.rollups().rebuildFrom(MORNING);
            rollUp(other);
            assertThat(tally(store).results(HealthStatus.DOWN)).isEqualTo(60);
        }
    }

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void belongToWhomeverAskedForThem(SchemaTest.Product product) {
        try (HealthStore store = rolledUp(product.url())) {
            tally(store).merge(tally(store));
            assertThat(tally(store).known()).isEqualTo(60);
        }
    }

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void areForgottenWithTheOldOnes(SchemaTest.Product product) {
        try (HealthStore store = rolledUp(product.url())) {
            assertThat(tally(store).known()).isEqualTo(60);
            store.removeBefore(LATER);
            store.rollups().removeBefore(LATER);
            assertThat(store.rollups().tallies(List.of("stripe"), SPAN)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void ofManySpansTheLastAreRemembered(SchemaTest.Product product) {
        String url = product.url();
        try (HealthStore store = rolledUp(url)) {
            List<TimeRange> spans = IntStream.range(0, 5)
                    .mapToObj(hours -> new TimeRange(MORNING.minus(hours, HOURS), LATER))
                    .toList();
            spans.forEach(span -> store.rollups().tallies(List.of("stripe"), span));
            TestDatabases.run(url, "delete from integration_health_daily", "delete from integration_health_hourly");
            assertThat(store.rollups().tallies(List.of("stripe"), spans.get(0))).isEmpty();
            assertThat(store.rollups().tallies(List.of("stripe"), spans.get(4))).hasSize(1);
        }
    }

    private static HealthStore rolledUp(String url) {
        HealthStore store = JdbcHealthStore.open(url, "", TestDatabases.NO_PASSWORD);
        store.append(IntStream.range(0, 60)
                .mapToObj(index -> Results.healthy("stripe", MORNING.plus(10L * index, MINUTES)))
                .toList());
        rollUp(store);
        return store;
    }

    private static void rollUp(HealthStore store) {
        boolean more = true;
        while (more) {
            more = store.rollups().rollUp(LATER.plus(1, DAYS));
        }
    }

    private static Tally tally(HealthStore store) {
        return store.rollups().tallies(List.of("stripe"), SPAN).get("stripe");
    }

    private static byte[] figures(HealthStore store) {
        return tally(store).encode(Duration.between(SPAN.from(), SPAN.to()));
    }
}
