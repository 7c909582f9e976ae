package io.healthmon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.Cleanup;
import io.healthmon.HealthMonitor;
import io.healthmon.store.HealthStore;
import io.healthmon.store.LogSize;
import io.healthmon.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is too old when the clock of the application is wrong, by years. */
@Timeout(60)
class CleanUpClockTest {

    private static final Duration YEARS = Duration.ofDays(3 * 365);

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private final Instant yesterday = now.minus(Duration.ofDays(1));

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void nothingIsRemovedThatIsNotTooOldByTheClockOfTheServer(SchemaTest.Product product) {
        String url = product.url();
        try (HealthStore keeper = JdbcHealthStore.open(url, "", TestDatabases.NO_PASSWORD)) {
            keeper.append(List.of(
                    Results.healthy("stripe", now.minus(Duration.ofDays(100))), Results.healthy("stripe", yesterday)));
            Cleanup cleanup = cleanUp(url, now.plus(YEARS));
            assertThat(cleanup.deleted()).isEqualTo(1);
            assertThat(cleanup.deletedFigures()).isZero();
            assertThat(cleanup.remaining()).isEqualTo(new LogSize(1, yesterday));
        }
    }

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void nothingIsRemovedThatIsNotTooOldByTheClockOfTheApplication(SchemaTest.Product product) {
        String url = product.url();
        try (HealthStore keeper = JdbcHealthStore.open(url, "", TestDatabases.NO_PASSWORD)) {
            keeper.append(List.of(Results.healthy("stripe", now.minus(Duration.ofDays(100)))));
            assertThat(cleanUp(url, now.minus(YEARS)).deleted()).isZero();
        }
    }

    @Test
    void daysThatAreNotOverAreNotTakenForIt() {
        String url = TestDatabases.postgreSql();
        cleanUp(url, now.plus(YEARS));
        List<Long> counted = Jdbi.create(url)
                .withHandle(handle -> handle.createQuery("select results from integration_health_partition"
                                + " where results is not null or starts_at > now() + interval '8 days'")
                        .mapTo(Long.class)
                        .list());
        assertThat(counted).isEmpty();
    }

    private static Cleanup cleanUp(String url, Instant clock) {
        ManualTime time = new ManualTime(clock);
        try (HealthMonitor monitor = HealthMonitor.builder()
                .store(JdbcHealthStore.open(url, "", TestDatabases.NO_PASSWORD))
                .clock(time.clock())
                .scheduler(time.scheduler())
                .build()) {
            return monitor.cleanUp();
        }
    }
}
