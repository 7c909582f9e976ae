package io.healthmon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.store.HealthStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A database that an earlier version of this library made. */
@Timeout(60)
class UpgradeTest {

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void everythingIsThereAfterwards(SchemaTest.Product product) throws Exception {
        String url = product.url();
        old(product, url);
        List<Instant> times =
                List.of(now.minus(Duration.ofDays(400)), now.minusSeconds(60), now, now.plus(Duration.ofDays(3)));
        write(product, url, times);
        try (HealthStore store = JdbcHealthStore.open(url, "", TestDatabases.NO_PASSWORD)) {
            assertThat(Results.times(store, "stripe")).isEqualTo(times);
            assertThat(store.states(List.of("stripe")).get("stripe").health().streak())
                    .isEqualTo(3);
            assertThat(store.outbox().claim("log", now, Duration.ofSeconds(1))).isEmpty();
            assertThat(store.outbox().waiting()).isEqualTo(1);
            store.append(Results.of("stripe", 0, 30));
            assertThat(store.logSize().results()).isEqualTo(34);
            assertThat(store.removeBefore(now)).isEqualTo(32);
            assertThat(Results.times(store, "stripe")).containsExactly(now, times.get(3));
        }
        List<Map<String, Object>> log = Jdbi.create(url)
                .withHandle(handle -> handle.createQuery("select status from integration_health_log")
                        .mapToMap()
                        .list());
        assertThat(log).hasSize(2).allSatisfy(row -> assertThat(row).containsEntry("status", "healthy"));
    }

    /** Makes the tables as the first version did. */
    private static void old(SchemaTest.Product product, String url) throws Exception {
        Dialect dialect = product.dialect();
        List<Migration> first = Migration.of(dialect).subList(0, 1);
        new Schema(dialect, first, "the test").migrate(Jdbi.create(url));
    }

    /** By SQL, because what writes today writes what the first version did not know. */
    private static void write(SchemaTest.Product product, String url, List<Instant> times) {
        Jdbi jdbi = Jdbi.create(url);
        jdbi.registerArgument(new Moments(product.dialect()));
        jdbi.useTransaction(handle -> {
            handle.execute("insert into integration_health (integration_id, integration_name, status, observed_status,"
                    + " streak, epoch) values ('stripe', 'Stripe', 'healthy', 'healthy', 3, 0)");
            for (Instant time : times) {
                handle.createUpdate("insert into integration_health_result"
                                + " (check_time, response_time_ms, integration_key, status)"
                                + " select :time, 12, integration_key, 3 from integration_health")
                        .bind("time", time)
                        .execute();
            }
            handle.execute("insert into health_alert (alert_id, integration_id, kind, severity, message, raised_at,"
                    + " alert_json) values ('a', 'stripe', 'down', 'high', 'Down', current_timestamp, '{}')");
            handle.execute("insert into health_alert_delivery (alert_id, channel) values ('a', 'mail')");
        });
    }
}
