package io.healthmon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.healthmon.check.Integration;
import io.healthmon.metric.Rates;
import io.healthmon.store.HealthStore;
import io.healthmon.store.HealthStore.Entry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people with SQL ask, against the real databases. */
class ReadableSqlTest {

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    private final List<AutoCloseable> open = new ArrayList<>();

    private Jdbi database(SchemaTest.Product product) {
        String url = product.url();
        HealthStore store = JdbcHealthStore.open(url, "", TestDatabases.NO_PASSWORD);
        open.add(store);
        for (String id : List.of("a-healthy", "b-unknown", "c-down")) {
            store.integrations()
                    .declare(List.of(Integration.named(id)
                            .type("http")
                            .every(Duration.ofMinutes(5))
                            .build()));
        }
        Entry down = Results.down("c-down", now.minusSeconds(60));
        store.append(List.of(
                Results.healthy("a-healthy", now.minusSeconds(120)),
                new Entry("c-down", 0, down.observation(), down.state(), down.alert(), null, new Rates(97.5, 99.9))));
        return Jdbi.create(url);
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private static List<Map<String, Object>> rows(Jdbi database, String sql) {
        return database.withHandle(handle -> handle.createQuery(sql).mapToMap().list());
    }

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void theStatusListHasTheWorstFirst(SchemaTest.Product product) {
        assertThat(rows(database(product), "select * from integration_health_status"))
                .extracting(row -> row.get("integration_id"), row -> row.get("status"))
                .containsExactly(tuple("c-down", "down"), tuple("b-unknown", "unknown"), tuple("a-healthy", "healthy"));
    }

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void percentagesStandBesideTheStatus(SchemaTest.Product product) {
        assertThat(rows(database(product), "select * from integration_health where integration_id <> 'b-unknown'"))
                .extracting(row -> row.get("success_rate"), row -> row.get("uptime_percentage"))
                .containsExactlyInAnyOrder(tuple(97.5, 99.9), tuple(null, null));
    }

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void recentFailuresAreThoseThatAreDown(SchemaTest.Product product) {
        assertThat(rows(database(product), "select * from integration_health_failures"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("integration_name", "c-down")
                        .containsEntry("error_message", "No answer"));
    }

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void responseTimesAreThoseOfADay(SchemaTest.Product product) {
        assertThat(rows(
                        database(product),
                        "select * from integration_health_response_times where integration_id = 'c-down'"))
                .singleElement()
                .satisfies(row ->
                        assertThat(((Number) row.get("max_ms")).longValue()).isEqualTo(5_000));
    }

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void theLogGrowsByDay(SchemaTest.Product product) {
        assertThat(rows(database(product), "select sum(results) as n from integration_health_log_growth"))
                .singleElement()
                .satisfies(
                        row -> assertThat(((Number) row.get("n")).longValue()).isEqualTo(2));
    }

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void uptimeOfNothingIsNull(SchemaTest.Product product) {
        assertThat(rows(database(product), "select * from integration_health_uptime"))
                .hasSize(3)
                .allSatisfy(row -> assertThat(row.get("uptime_percentage")).isNull());
    }

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void whatBecameOfAlertsCanBeRead(SchemaTest.Product product) {
        Jdbi database = database(product);
        database.useHandle(handle -> {
            handle.execute("insert into health_alert (alert_id, integration_id, kind, severity, message, raised_at,"
                    + " alert_json) values ('1', 'c-down', 'down', 'high', 'c-down is down', current_timestamp, '{}')");
            handle.execute("insert into health_alert_delivery (alert_id, channel) values ('1', 'mail')");
        });
        assertThat(rows(database, "select * from health_alert_delivery_status"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("message", "c-down is down")
                        .containsEntry("channel", "mail")
                        .containsEntry("state", "waiting"));
    }

    /** As such statements are usually written for such tables. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT integration_name, integration_type, status, last_check_at, response_time_ms, success_rate,"
                        + " uptime_percentage, consecutive_failures FROM integration_health ORDER BY CASE status"
                        + " WHEN 'down' THEN 1 WHEN 'degraded' THEN 2 WHEN 'unknown' THEN 3 ELSE 4 END, integration_name",
                "SELECT integration_name, check_time, error_message, error_details->>'cause' FROM integration_health_log"
                        + " WHERE success = false AND check_time >= NOW() - INTERVAL '24 hours' ORDER BY check_time DESC LIMIT 50",
                "SELECT integration_name, COUNT(*) AS total_checks, COUNT(*) FILTER (WHERE success = true) AS successful,"
                        + " ROUND(COUNT(*) FILTER (WHERE success = true) * 100.0 / NULLIF(COUNT(*), 0), 2) AS uptime"
                        + " FROM integration_health_log WHERE integration_name = 'c-down'"
                        + " AND check_time >= NOW() - INTERVAL '30 days' GROUP BY integration_name",
                "SELECT integration_name, AVG(response_time_ms)::int, MIN(response_time_ms), MAX(response_time_ms),"
                        + " PERCENTILE_CONT(0.95) WITHIN GROUP (ORDER BY response_time_ms) FROM integration_health_log"
                        + " WHERE check_time >= NOW() - INTERVAL '24 hours' AND success = true GROUP BY integration_name",
                "SELECT DATE(check_time) AS day, COUNT(*) AS checks,"
                        + " pg_size_pretty(pg_total_relation_size('integration_health_log')) FROM integration_health_log"
                        + " GROUP BY DATE(check_time) ORDER BY day DESC",
                "SELECT DATE_TRUNC('day', check_time), COUNT(*) FROM integration_health_log GROUP BY 1 ORDER BY 1 DESC",
                "SELECT integration_name, alert_on_failure, alert_threshold, alert_email, alert_sent_at,"
                        + " consecutive_failures, last_error_message, last_error_details FROM integration_health"
                        + " WHERE alert_sent_at IS NOT NULL OR consecutive_failures >= alert_threshold",
                "SELECT integration_name, metadata->>'phase' FROM integration_health_log WHERE status = 'down'",
            })
    void statementsThatPeopleHaveRunUnchangedOnPostgreSql(String sql) {
        rows(database(SchemaTest.Product.POSTGRESQL), sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE integration_health SET endpoint_url = 'https://crm.example.com/v2' WHERE integration_name = 'c-down'",
                "UPDATE integration_health SET alert_email = 'ops@example.com' WHERE integration_name = 'c-down'",
                "UPDATE integration_health SET enabled = false WHERE integration_name = 'c-down'",
                "UPDATE integration_health SET alert_threshold = 5, check_interval_ms = 60000, timeout_ms = 4000"
                        + " WHERE integration_name = 'c-down'",
            })
    void editsThatPeopleHaveRunUnchangedOnPostgreSql(String sql) {
        Jdbi database = database(SchemaTest.Product.POSTGRESQL);
        assertThat(database.<Integer, RuntimeException>withHandle(handle -> handle.execute(sql)))
                .isEqualTo(1);
    }
}
