package io.healthmon.jdbc;

import static io.healthmon.jdbc.Results.MORNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.healthmon.check.Integration;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import io.healthmon.store.HealthStore;
import io.healthmon.store.HealthStore.Entry;
import io.healthmon.store.HealthStoreProvider;
import io.healthmon.store.OperatorSettings;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One database, several stores, and people with SQL. */
@Timeout(60)
class SharedDatabaseTest {

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void aBatchThatIsAppendedAgainIsWrittenOnce(SchemaTest.Product product) {
        try (HealthStore store = open(product.url())) {
            List<Entry> batch = Results.of("stripe", 0, 10);
            store.append(batch);
            assertThat(store.append(batch)).isEmpty();
            List<Entry> twice = new ArrayList<>(Results.of("stripe", 5, 15));
            twice.addAll(Results.of("stripe", 10, 15));
            store.append(twice);
            assertThat(Results.times(store, "stripe")).hasSize(15).isSorted().doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void storesThatWriteTheSameIntegrationsInOppositeOrdersDoNotStopEachOther(SchemaTest.Product product)
            throws Exception {
        String url = product.url();
        List<String> ids =
                IntStream.range(0, 30).mapToObj(index -> "i-" + index).toList();
        List<String> reversed = new ArrayList<>(ids);
        Collections.reverse(reversed);
        ExecutorService executor = Executors.newFixedThreadPool(3);
        try (HealthStore first = open(url);
                HealthStore second = open(url)) {
            List<Future<?>> running = List.of(
                    executor.submit(() -> appendTwentyTimes(first, ids, 0)),
                    executor.submit(() -> appendTwentyTimes(second, reversed, 1)),
                    executor.submit(() -> declareAndWithdraw(first, second, ids)));
            for (Future<?> each : running) {
                each.get(30, TimeUnit.SECONDS);
            }
            assertThat(first.logSize().results()).isEqualTo(1_200);
        } finally {
            executor.shutdownNow();
        }
    }

    private static void appendTwentyTimes(HealthStore store, List<String> ids, int offset) {
        for (int round = 0; round < 20; round++) {
            Instant at = MORNING.plusSeconds(2 * round + offset);
            store.append(ids.stream().map(id -> Results.healthy(id, at)).toList());
        }
    }

    private static void declareAndWithdraw(HealthStore first, HealthStore second, List<String> ids) {
        for (int round = 0; round < 10; round++) {
            first.integrations()
                    .declare(ids.stream()
                            .map(id -> Integration.named(id).build())
                            .toList());
            second.integrations().withdraw(ids.subList(0, 20));
        }
    }

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void manyResultsAreRemovedInSmallBatches(SchemaTest.Product product) {
        try (HealthStore store = open(product.url())) {
            store.append(Results.of("stripe", 0, 12_000));
            store.append(Results.of("mail", 0, 10));
            assertThat(store.removeBefore(MORNING.plusSeconds(11_990))).isEqualTo(12_000);
            assertThat(Results.times(store, "stripe")).hasSize(10);
            assertThat(Results.times(store, "mail")).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void operatorsReadTheLogBySql(SchemaTest.Product product) {
        String url = product.url();
        try (HealthStore store = open(url)) {
            store.integrations()
                    .declare(List.of(Integration.named("Stripe").type("payment").build()));
            store.append(List.of(Results.healthy("stripe", MORNING), Results.down("stripe", MORNING.plusSeconds(1))));
            List<Map<String, Object>> failures = rows(
                    url,
                    "SELECT integration_name, status, response_time_ms, error_message, error_details, metadata"
                            + " FROM integration_health_log WHERE success = false ORDER BY check_time DESC");
            assertThat(failures)
                    .singleElement()
                    .satisfies(row -> assertThat(row)
                            .containsEntry("integration_name", "Stripe")
                            .containsEntry("status", "down")
                            .containsEntry("error_message", "No answer")
                            .extractingByKeys("error_details", "metadata")
                            .asString()
                            .isEqualTo(
                                    "[{\"cause\":\"timeout\",\"resolution\":\"Ask them\"}, {\"phase\":\"connect\"}]"));
        }
    }

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void operatorsReadTheStatusBySql(SchemaTest.Product product) {
        String url = product.url();
        try (HealthStore store = open(url)) {
            store.integrations()
                    .declare(List.of(Integration.named("Stripe").type("payment").build()));
            store.append(List.of(Results.down("stripe", MORNING)));
            assertThat(rows(
                            url,
                            "SELECT integration_type, status, consecutive_failures, last_error_message, enabled,"
                                    + " alert_threshold FROM integration_health WHERE integration_name = 'Stripe'"))
                    .singleElement()
                    .satisfies(row -> assertThat(row)
                            .containsEntry("integration_type", "payment")
                            .containsEntry("status", "down")
                            .containsEntry("consecutive_failures", 1)
                            .containsEntry("last_error_message", "No answer")
                            .containsEntry("enabled", true));
        }
    }

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void whatIsWithdrawnShowsAsDisabled(SchemaTest.Product product) {
        String url = product.url();
        try (HealthStore store = open(url)) {
            store.integrations().declare(List.of(Integration.named("Stripe").build()));
            store.integrations().withdrawAllBut(Set.of());
            assertThat(rows(url, "SELECT enabled FROM integration_health")).containsExactly(Map.of("enabled", false));
            Results.edit(
                    store,
                    "stripe",
                    OperatorSettings.of(
                            Integration.named("Stripe").failureThreshold(7).build()));
            assertThat(rows(url, "SELECT enabled FROM integration_health")).containsExactly(Map.of("enabled", false));
        }
    }

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void operatorsEditBySqlEvenWhatIsNotAllowed(SchemaTest.Product product) {
        String url = product.url();
        try (HealthStore store = open(url)) {
            store.integrations().declare(List.of(Integration.named("Stripe").build()));
            TestDatabases.run(
                    url,
                    "UPDATE integration_health SET endpoint_url = 'https://example.com/v2',"
                            + " alert_email = ' ops@example.com;boss@example.com , ', check_interval_ms = -5,"
                            + " timeout_ms = 0, alert_threshold = -1 WHERE integration_name = 'Stripe'");
            OperatorSettings edited = store.integrations().edited().get("stripe");
            assertThat(edited.endpoint()).isEqualTo("https://example.com/v2");
            assertThat(edited.alertEmail()).containsExactlyInAnyOrder("ops@example.com", "boss@example.com");
            assertThat(edited.interval()).isEqualTo(Duration.ofMillis(-5));
            assertThat(edited.timeout()).isZero();
            assertThat(edited.failureThreshold()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void theHourThatSummerTimeRepeatsIsKeptInAZoneThatHasIt(SchemaTest.Product product) {
        assertThat(TimeZone.getDefault().getID()).as("set in the pom").isEqualTo("Europe/Berlin");
        try (HealthStore store = open(product.url())) {
            Instant first = Instant.parse("2026-10-25T00:30:00.123456Z");
            Instant second = Instant.parse("2026-10-25T01:30:00.123456Z");
            store.append(List.of(Results.healthy("stripe", first), Results.healthy("stripe", second)));
            assertThat(Results.times(store, "stripe")).containsExactly(first, second);
            assertThat(store.states(List.of("stripe")).get("stripe").health().lastCheckAt())
                    .isEqualTo(second);
            assertThat(store.removeBefore(second)).isEqualTo(1);
        }
    }

    @Test
    void aDataSourceOfTheApplicationStaysOpen() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(TestDatabases.postgreSql());
        config.setMaximumPoolSize(1);
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
        try (HikariDataSource source = new HikariDataSource(config)) {
            try (HealthStore store = JdbcHealthStore.create(source)) {
                store.append(Results.of("stripe", 0, 3));
                store.integrations().declare(List.of(Integration.named("Stripe").build()));
                assertThat(Results.times(store, "stripe")).hasSize(3);
            }
            try (HealthStore again =
                            JdbcHealthStore.builder(source).migrate(false).build();
                    Connection mine = source.getConnection()) {
                assertThat(mine.isValid(1)).isTrue();
                assertThat(again.batchInterval()).isPositive();
            }
        }
    }

    @Test
    void configurationMakesTheStore() {
        Settings settings =
                Settings.at("store", Map.of("url", TestDatabases.h2(), "migrate", true, "required", "false"));
        HealthStoreProvider provider = ServiceLoader.load(HealthStoreProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(JdbcHealthStoreProvider.class::isInstance)
                .findFirst()
                .orElseThrow();
        try (HealthStore store = provider.create(settings).orElseThrow()) {
            store.append(Results.of("stripe", 0, 1));
        }
        settings.refuseUnknown();
    }

    @Test
    void settingsOfAnotherStoreAreLeftToIt() {
        assertThat(new JdbcHealthStoreProvider().create(Settings.at("store", Map.of("type", "other"))))
                .isEmpty();
        assertThat(new JdbcHealthStoreProvider().create(Settings.at("store", Map.of("url", "mongodb://localhost"))))
                .isEmpty();
    }

    @Test
    void aWrongSettingIsNamed() {
        Settings settings = Settings.at("store", Map.of("url", TestDatabases.h2(), "migrate", "perhaps"));
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> new JdbcHealthStoreProvider().create(settings))
                .withMessageContaining("store.migrate");
    }

    private static HealthStore open(String url) {
        return JdbcHealthStore.open(url, "", TestDatabases.NO_PASSWORD);
    }

    private static List<Map<String, Object>> rows(String url, String sql) {
        return Jdbi.create(url)
                .withHandle(handle -> handle.createQuery(sql).mapToMap().list());
    }
}
