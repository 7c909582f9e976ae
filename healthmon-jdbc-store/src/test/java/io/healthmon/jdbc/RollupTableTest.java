package io.healthmon.jdbc;

import static io.healthmon.jdbc.Results.MORNING;
import static java.time.temporal.ChronoUnit.DAYS;
import static java.time.temporal.ChronoUnit.HOURS;
import static java.time.temporal.ChronoUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.metric.Bucket;
import io.healthmon.metric.Rates;
import io.healthmon.metric.Resolution;
import io.healthmon.metric.Tally;
import io.healthmon.store.HealthStore;
import io.healthmon.store.HealthStore.Entry;
import io.healthmon.store.OperatorSettings;
import io.healthmon.store.RollupStore;
import io.healthmon.store.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Figures that outlive results, and what stands in their tables. */
@Timeout(60)
class RollupTableTest {

    private static final Instant LATER = MORNING.plus(40, DAYS);
    private static final TimeRange SPAN = new TimeRange(MORNING.minus(1, DAYS), LATER);

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void anHourIsRolledUpAMinuteAfterItIsOver(SchemaTest.Product product) {
        String url = product.url();
        try (HealthStore store = open(url)) {
            store.append(Results.of("stripe", 0, 60));
            rollUp(store, MORNING.plus(1, HOURS).plusSeconds(59));
            assertThat(count(url, "integration_health_hourly")).isZero();
            rollUp(store, MORNING.plus(1, HOURS).plusSeconds(60));
            assertThat(count(url, "integration_health_hourly")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void figuresStayWhenResultsAreRemoved(SchemaTest.Product product) {
        try (HealthStore store = open(product.url())) {
            everyTenMinutes(store, MORNING, 60 * 6);
            rollUp(store, LATER);
            store.removeBefore(LATER);
            assertThat(tally(store, SPAN).known()).isEqualTo(360);
            assertThat(tally(store, SPAN).millis(HealthStatus.HEALTHY)).isEqualTo(60 * 3_600_000L);
        }
    }

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void figuresOfRemovedResultsAreNotOverwritten(SchemaTest.Product product) {
        try (HealthStore store = open(product.url())) {
            everyTenMinutes(store, MORNING, 60 * 6);
            rollUp(store, LATER);
            byte[] before = figures(store);
            for (long minutes : new long[] {95, 30 * 60 + 1, 60 * 60}) {
                store.removeBefore(MORNING.plus(minutes, MINUTES));
                store.rollups().rebuildFrom(Instant.EPOCH);
                assertThat(figures(store)).as("before it is rebuilt").isEqualTo(before);
                rollUp(store, LATER);
                assertThat(figures(store)).as("%s minutes are removed", minutes).isEqualTo(before);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void aLateResultAmongRemovedOnesLeavesTheirFiguresAlone(SchemaTest.Product product) {
        try (HealthStore store = open(product.url())) {
            everyTenMinutes(store, MORNING, 60 * 6);
            rollUp(store, LATER);
            byte[] before = figures(store);
            store.removeBefore(MORNING.plus(50, HOURS));
            store.append(List.of(Results.down("stripe", MORNING.plus(119, MINUTES))));
            rollUp(store, LATER);
            assertThat(figures(store)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void figuresOfHoursAndDaysAreRemovedAndThoseOfMonthsStay(SchemaTest.Product product) {
        String url = product.url();
        try (HealthStore store = open(url)) {
            everyTenMinutes(store, MORNING, 60 * 6);
            rollUp(store, LATER);
            assertThat(count(url, "integration_health_hourly")).isEqualTo(60);
            assertThat(count(url, "integration_health_daily")).isEqualTo(3);
            Instant before = MORNING.plus(40, HOURS).plusSeconds(1);
            assertThat(store.rollups().removeBefore(before)).isEqualTo(40 + 2);
            assertThat(store.rollups().removeBefore(before)).isZero();
            assertThat(store.rollups().removeBefore(Instant.MAX)).isEqualTo(20 + 1);
            assertThat(tally(store, new TimeRange(MORNING.minus(10, DAYS), LATER))
                            .known())
                    .as("from the month")
                    .isEqualTo(360);
        }
    }

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void theRowsOfAnHourSayWhatItCameToInSql(SchemaTest.Product product) {
        String url = product.url();
        try (HealthStore store = open(url)) {
            store.append(List.of(
                    Results.healthy("stripe", MORNING),
                    Results.down("stripe", MORNING.plusSeconds(60)),
                    Results.healthy("stripe", MORNING.plusSeconds(90))));
            rollUp(store, LATER);
            assertThat(rows(url, "select results, failures, up_ms, down_ms from integration_health_hourly"))
                    .containsExactly(Map.of("results", 3, "failures", 1, "up_ms", 660_000, "down_ms", 30_000));
            assertThat(rows(url, "select results, failures, up_ms, down_ms from integration_health_monthly"))
                    .containsExactly(Map.of("results", 3, "failures", 1, "up_ms", 660_000L, "down_ms", 30_000L));
        }
    }

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void thePercentagesStandBesideTheStatus(SchemaTest.Product product) {
        String url = product.url();
        try (HealthStore store = open(url)) {
            Entry plain = Results.healthy("stripe", MORNING);
            store.append(
                    List.of(rated(plain, new Rates(99.5, 97.25)), rated(Results.healthy("mail", MORNING), Rates.NONE)));
            assertThat(rows(
                            url,
                            "select success_rate, uptime_percentage from integration_health"
                                    + " where integration_id = 'stripe'"))
                    .containsExactly(Map.of("success_rate", 99.5, "uptime_percentage", 97.25));
            assertThat(rows(
                            url,
                            "select integration_id from integration_health"
                                    + " where success_rate is null and uptime_percentage is null"))
                    .containsExactly(Map.of("integration_id", "mail"));
        }
    }

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void anIntervalThatAnOperatorMadeLongerLetsResultsStandLonger(SchemaTest.Product product) {
        try (HealthStore store = open(product.url())) {
            Integration stripe =
                    Integration.named("stripe").every(Duration.ofMinutes(5)).build();
            store.integrations().declare(List.of(stripe));
            OperatorSettings declared = OperatorSettings.of(stripe);
            Results.edit(
                    store,
                    "stripe",
                    new OperatorSettings(
                            declared.endpoint(),
                            declared.enabled(),
                            Duration.ofHours(2),
                            declared.timeout(),
                            declared.failureThreshold(),
                            declared.alertOnFailure(),
                            declared.alertEmail(),
                            null));
            store.append(List.of(Results.healthy("stripe", MORNING)));
            assertThat(tally(store, SPAN).millis(HealthStatus.HEALTHY)).isEqualTo(4 * 3_600_000L);
            rollUp(store, LATER);
            assertThat(tally(store, SPAN).millis(HealthStatus.HEALTHY)).isEqualTo(4 * 3_600_000L);
        }
    }

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void manyIntegrationsAreRolledUpSomeAtATime(SchemaTest.Product product) {
        String url = product.url();
        try (HealthStore store = open(url)) {
            List<String> ids =
                    IntStream.range(0, 120).mapToObj(index -> "i-" + index).toList();
            store.append(ids.stream().map(id -> Results.healthy(id, MORNING)).toList());
            assertThat(store.rollups().rollUp(LATER)).isTrue();
            assertThat(count(url, "integration_health_hourly")).isEqualTo(50);
            assertThat(store.rollups().tallies(ids, SPAN))
                    .as("some rolled up, some not")
                    .hasSize(120);
            rollUp(store, LATER);
            assertThat(count(url, "integration_health_hourly")).isEqualTo(120);
            assertThat(store.rollups().tallies(ids, SPAN)).hasSize(120);
        }
    }

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void manyResultsAreRolledUpSomeAtATime(SchemaTest.Product product) {
        try (HealthStore store = open(product.url())) {
            store.append(Results.of("stripe", 0, 55_000));
            store.append(Results.of("stripe", 55_000, 110_000));
            assertThat(store.rollups().rollUp(LATER)).isTrue();
            rollUp(store, LATER);
            Tally tally = tally(store, SPAN);
            assertThat(tally.known()).isEqualTo(110_000);
            assertThat(tally.millis(HealthStatus.HEALTHY)).isEqualTo(109_999_000 + 600_000);
        }
    }

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void twoStoresRollUpAtOnceWhileResultsComeLate(SchemaTest.Product product) throws Exception {
        String url = product.url();
        List<String> ids =
                IntStream.range(0, 70).mapToObj(index -> "i-" + index).toList();
        ExecutorService executor = Executors.newFixedThreadPool(3);
        try (HealthStore first = open(url);
                HealthStore second = open(url)) {
            IntStream.range(0, 15).forEach(index -> append(first, ids, 2 * index));
            List<Future<?>> running = new ArrayList<>();
            for (HealthStore store : List.of(first, second)) {
                running.add(executor.submit(() ->
                        IntStream.range(0, 5).forEach(round -> rollUp(store, MORNING.plus(10L + 5L * round, HOURS)))));
            }
            running.add(executor.submit(() ->
                    IntStream.range(0, 15).forEach(index -> append(first, ids, 29 - 2 * index))));
            for (Future<?> each : running) {
                each.get(50, TimeUnit.SECONDS);
            }
            rollUp(first, LATER);
            first.removeBefore(LATER);
            Map<String, Tally> tallies = second.rollups().tallies(ids, SPAN);
            assertThat(tallies).hasSize(70);
            assertThat(tallies.values()).extracting(Tally::known).containsOnly(30L);
            assertThat(tallies.values())
                    .extracting(tally -> tally.millis(HealthStatus.HEALTHY))
                    .containsOnly(30 * 600_000L);
        } finally {
            executor.shutdownNow();
        }
    }

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void figuresAreRebuiltOfOneOrOfAll(SchemaTest.Product product) {
        String url = product.url();
        String behind =
                "select integration_id from integration_health where rolled_up_to < timestamp '2026-03-11 00:00:00'";
        try (HealthStore store = open(url)) {
            List<String> ids = IntStream.range(0, 120).mapToObj(i -> "i" + i).toList();
            append(store, ids, 0);
            rollUp(store, LATER);
            store.rollups().rebuildFrom("i7", MORNING);
            assertThat(rows(url, behind)).hasSize(1);
            store.rollups().rebuildFrom(MORNING);
            assertThat(rows(url, behind)).hasSize(120);
        }
    }

    private static void append(HealthStore store, List<String> ids, int hour) {
        Instant at = MORNING.plus(hour, HOURS);
        store.append(ids.stream().map(id -> Results.healthy(id, at)).toList());
    }

    private static HealthStore open(String url) {
        return JdbcHealthStore.open(url, "", TestDatabases.NO_PASSWORD);
    }

    private static void rollUp(HealthStore store, Instant now) {
        RollupStore rollups = store.rollups();
        boolean more = true;
        while (more) {
            more = rollups.rollUp(now);
        }
    }

    private static void everyTenMinutes(HealthStore store, Instant from, int count) {
        store.append(IntStream.range(0, count)
                .mapToObj(index -> Results.healthy("stripe", from.plus(10L * index, MINUTES)))
                .toList());
    }

    private static Tally tally(HealthStore store, TimeRange range) {
        return store.rollups().tallies(List.of("stripe"), range).get("stripe");
    }

    /** Everything that is known, at every resolution. */
    private static byte[] figures(HealthStore store) {
        Tally sum = Tally.create();
        for (Resolution resolution : Resolution.values()) {
            for (Bucket bucket :
                    store.rollups().buckets(List.of("stripe"), resolution, SPAN).getOrDefault("stripe", List.of())) {
                sum.merge(bucket.tally());
            }
        }
        return sum.encode(Duration.ofDays(1_000));
    }

    private static Entry rated(Entry entry, Rates rates) {
        return new Entry(
                entry.integrationId(),
                entry.epoch(),
                entry.observation(),
                entry.state(),
                entry.alert(),
                entry.issued(),
                rates);
    }

    private static long count(String url, String table) {
        return Jdbi.create(url)
                .withHandle(handle -> handle.createQuery("select count(*) from " + table)
                        .mapTo(Long.class)
                        .one());
    }

    private static List<Map<String, Object>> rows(String url, String sql) {
        return Jdbi.create(url)
                .withHandle(handle -> handle.createQuery(sql).mapToMap().list());
    }
}
