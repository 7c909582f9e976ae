package io.healthmon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.store.HealthStore;
import io.healthmon.store.HealthStore.Entry;
import io.healthmon.store.LogSize;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The log in PostgreSQL, by days. */
@Timeout(60)
class PartitionsTest {

    private static final Duration DAY = Duration.ofDays(1);
    private final Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
    private final Instant lastMonth = today.minus(Duration.ofDays(30));

    private final String url = TestDatabases.postgreSql();

    @Test
    void todayAndTheNextSevenDaysHaveAPartition() {
        try (HealthStore store = open()) {
            assertThat(partitions()).hasSize(8);
            store.append(hours(today, 24 * 8));
            assertThat(count("integration_health_result_other")).isZero();
        }
    }

    @Test
    void cleaningUpMakesTheDaysThatAreMissing() {
        try (HealthStore store = open()) {
            List<String> before = partitions();
            TestDatabases.run(
                    url,
                    "update integration_health_partition set results = 0 where partition_name = '" + before.get(7)
                            + "'",
                    "select integration_health_drop_partition('" + before.get(7) + "', 'infinity')");
            assertThat(partitions()).hasSize(7);
            store.removeBefore(lastMonth);
            assertThat(partitions()).isEqualTo(before);
        }
    }

    @Test
    void preparingAgainChangesNothing() {
        try (HealthStore store = open()) {
            List<String> before = partitions();
            prepare(today);
            assertThat(partitions()).isEqualTo(before);
            assertThat(store.logSize().results()).isZero();
        }
    }

    @Test
    void resultsOfADayThatGetsItsPartitionLaterMoveThere() {
        try (HealthStore store = open()) {
            store.append(hours(lastMonth, 50));
            assertThat(count("integration_health_result_other")).isEqualTo(50);
            prepare(lastMonth);
            assertThat(count("integration_health_result_other")).isZero();
            assertThat(Results.times(store, "stripe")).hasSize(50);
        }
    }

    @Test
    void wholeDaysAreDroppedAndTheRestIsDeleted() {
        try (HealthStore store = open()) {
            prepare(lastMonth);
            store.append(hours(lastMonth.minus(DAY), 24 * 4));
            store.append(List.of(Results.healthy("mail", lastMonth.plus(DAY))));
            Instant moment = lastMonth.plus(DAY.multipliedBy(2)).plusSeconds(3_600);
            assertThat(store.removeBefore(moment)).isEqualTo(24 * 3 + 1 + 1);
            assertThat(Results.times(store, "stripe")).hasSize(23);
            assertThat(Results.times(store, "mail")).isEmpty();
            assertThat(partitions()).hasSize(8 + 6);
        }
    }

    @Test
    void aDayIsCountedAnewAfterWhatComesLateOrIsDeleted() {
        try (HealthStore store = open()) {
            prepare(lastMonth);
            store.append(hours(lastMonth, 24));
            prepare(today);
            assertThat(counted(lastMonth)).isEqualTo(24);
            store.append(List.of(Results.healthy("late", lastMonth.plusSeconds(1))));
            assertThat(counted(lastMonth)).isEqualTo(-1);
            prepare(today);
            assertThat(counted(lastMonth)).isEqualTo(25);
            store.append(List.of(Results.healthy("late", lastMonth.plusSeconds(1))));
            assertThat(counted(lastMonth)).isEqualTo(25);
            assertThat(store.removeBefore(lastMonth.plusSeconds(3_600))).isEqualTo(2);
            assertThat(counted(lastMonth)).isEqualTo(-1);
            assertThat(store.removeBefore(lastMonth.plus(DAY))).isEqualTo(23);
        }
    }

    @Test
    void theSizeOfTheLogIsExactWithDaysThatAreCountedAndWhatIsNot() {
        try (HealthStore store = open()) {
            prepare(lastMonth);
            store.append(hours(lastMonth.minus(DAY), 24 * 10));
            prepare(today);
            store.append(List.of(Results.healthy("late", lastMonth.plus(DAY).plusSeconds(1))));
            store.append(hours(today.minus(DAY), 24 * 12));
            assertThat(counted(lastMonth)).isEqualTo(24);
            assertThat(counted(lastMonth.plus(DAY))).isEqualTo(-1);
            assertThat(store.logSize()).isEqualTo(new LogSize(24 * 10 + 1 + 24 * 12, lastMonth.minus(DAY)));
        }
    }

    @Test
    void aDayThatWasCountedIsNotReadToTellTheSizeOfTheLog() {
        try (HealthStore store = open()) {
            prepare(lastMonth);
            store.append(hours(lastMonth, 24));
            prepare(today);
            TestDatabases.run(url, "update integration_health_partition set results = 1000 where results = 24");
            assertThat(store.logSize().results()).isEqualTo(1_000);
        }
    }

    @Test
    void storesThatPrepareAndCleanAtOnceRemoveEachResultOnce() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try (HealthStore first = open();
                HealthStore second = open()) {
            first.append(hours(lastMonth, 24 * 10));
            List<Future<Long>> removing = new ArrayList<>();
            for (HealthStore store : List.of(first, second, first, second)) {
                removing.add(executor.submit(() -> {
                    prepare(lastMonth);
                    return store.removeBefore(today);
                }));
            }
            long removed = 0;
            for (Future<Long> each : removing) {
                removed += each.get(30, TimeUnit.SECONDS);
            }
            assertThat(removed + first.removeBefore(today)).isEqualTo(24 * 10);
            assertThat(first.logSize().results()).isZero();
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void writersGoOnWhileDaysAreDropped() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(2);
        AtomicBoolean over = new AtomicBoolean();
        try (HealthStore writer = open();
                HealthStore cleaner = open()) {
            for (int month = 0; month < 4; month++) {
                prepare(lastMonth.minus(DAY.multipliedBy(8L * month)));
            }
            writer.append(hours(lastMonth.minus(DAY.multipliedBy(24)), 24 * 32));
            Future<Integer> writing = executor.submit(() -> {
                int written = 0;
                while (!over.get()) {
                    writer.append(List.of(Results.healthy("mail", today.plusMillis(written++))));
                }
                return written;
            });
            long removed = cleaner.removeBefore(today);
            over.set(true);
            int written = writing.get(30, TimeUnit.SECONDS);
            assertThat(removed).isEqualTo(24 * 32);
            assertThat(Results.times(writer, "mail")).hasSize(written);
        } finally {
            over.set(true);
            executor.shutdownNow();
        }
    }

    private HealthStore open() {
        return JdbcHealthStore.open(url, "", TestDatabases.NO_PASSWORD);
    }

    private void prepare(Instant now) {
        jdbi().useHandle(handle -> Partitions.prepare(handle, now));
    }

    private List<String> partitions() {
        return jdbi().withHandle(handle -> handle.createQuery(
                        "select partition_name from integration_health_partition order by starts_at")
                .mapTo(String.class)
                .list());
    }

    /** Returns -1 if it was not counted. */
    private long counted(Instant day) {
        return jdbi().withHandle(handle -> handle.createQuery(
                        "select coalesce(results, -1) from integration_health_partition where starts_at = :day")
                .bind("day", day)
                .mapTo(Long.class)
                .one());
    }

    private long count(String table) {
        return jdbi().withHandle(handle -> handle.createQuery("select count(*) from only " + table)
                .mapTo(Long.class)
                .one());
    }

    private Jdbi jdbi() {
        Jdbi jdbi = Jdbi.create(url);
        jdbi.registerArgument(new Moments(new PostgreSqlDialect()));
        return jdbi;
    }

    private static List<Entry> hours(Instant from, int count) {
        return IntStream.range(0, count)
                .mapToObj(hour -> Results.healthy("stripe", from.plusSeconds(3_600L * hour)))
                .toList();
    }
}
