package io.healthmon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.jdbc.JdbcHealthStoreBuilder.ConnectionSource;
import io.healthmon.secret.Redactor;
import io.healthmon.store.HealthStore;
import io.healthmon.testkit.RecordedLogs;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

/** The days of the log in PostgreSQL while others read and write it. */
@Timeout(60)
class PartitionsBesideOthersTest {

    private final Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
    private final Instant day = today.minus(Duration.ofDays(30));
    private final String partition =
            "integration_health_result_" + day.toString().substring(0, 10).replace("-", "");
    private final String begin = "select integration_health_begin_count('" + partition + "')";
    private final String count = "select integration_health_count_partition('" + partition + "')";
    private final String drop = "select integration_health_drop_partition('" + partition + "', 'infinity')";

    private final String url = TestDatabases.postgreSql();
    private HealthStore store;
    private Connection other;

    @BeforeEach
    void fillADay() throws SQLException {
        store = JdbcHealthStore.open(url, "", TestDatabases.NO_PASSWORD);
        other = DriverManager.getConnection(url);
        one("select integration_health_add_partition('" + day + "')");
        store.append(List.of(Results.healthy("stripe", day), Results.healthy("mail", day.plusSeconds(1))));
    }

    @AfterEach
    void close() throws SQLException {
        other.close();
        store.close();
    }

    @Test
    void aDayThatSomebodyReadsStaysUntilTheNextTime() throws SQLException {
        store.append(List.of(Results.healthy("stripe", day.minusSeconds(60))));
        store.append(List.of(Results.healthy("stripe", day.plus(Duration.ofDays(2)))));
        inTransaction("select count(*) from integration_health_result");
        assertThat(store.removeBefore(today)).as("what is in no day").isEqualTo(2);
        assertThat(Results.times(store, "stripe")).containsExactly(day);
        assertThat(RecordedLogs.containing(partition + " on could not be dropped"))
                .hasSize(1);
        other.rollback();
        assertThat(store.removeBefore(today)).isEqualTo(2);
        assertThat(one("select to_regclass('" + partition + "')")).isNull();
    }

    @Test
    void whoeverWaitsBehindADropIsLetThroughBeforeTheNextTry() throws SQLException {
        List<Integer> pauses = new ArrayList<>();
        inTransaction("select count(*) from integration_health_result");
        Partitions.dropBefore(database(), today, pauses::add);
        assertThat(pauses).containsExactly(1, 2, 3, 4);
    }

    @Test
    void aDayThatIsNotCountedIsNotDroppedSoThatNobodyWaitsForItsCount() throws SQLException {
        assertThat(one(drop)).isNull();
        assertThat(one(begin)).isEqualTo(true);
        assertThat(one(drop)).isNull();
        assertThat(one(count)).isEqualTo(true);
        assertThat(one(drop)).isEqualTo(2L);
        assertThat(one(drop)).isEqualTo(0L);
    }

    @Test
    void aCountHoldsUpNobodyWhoWrites() throws SQLException {
        one(begin);
        inTransaction(count);
        assertThat(one("select string_agg(distinct mode, ', ') from pg_locks where relation = '" + partition
                        + "'::regclass"))
                .isEqualTo("AccessShareLock");
    }

    @Test
    void aDayIsNotCountedWhileAResultIsOnItsWay() throws SQLException {
        inTransaction(insert(2));
        assertThat(one(begin)).isEqualTo(false);
        other.commit();
        assertThat(one(begin)).isEqualTo(true);
        assertThat(one(count)).isEqualTo(true);
        assertThat(one(drop)).isEqualTo(3L);
    }

    @Test
    void aResultThatComesInTheMiddleOfACountIsNotLost() throws SQLException {
        one(begin);
        one(insert(2));
        assertThat(one(count)).isEqualTo(false);
        assertThat(one("select results from integration_health_partition where partition_name = '" + partition + "'"))
                .isNull();
        assertThat(store.removeBefore(today)).isEqualTo(3);
    }

    @Test
    void aResultThatIsDeletedBySqlIsNotCountedAnyMore() throws SQLException {
        one(begin);
        one(count);
        one("delete from integration_health_result where check_time = '" + day + "' returning 1");
        assertThat(store.logSize().results()).isEqualTo(1);
        assertThat(store.removeBefore(today)).isEqualTo(1);
    }

    @Test
    void onlyOneCountsADayAtATime() throws SQLException {
        one(begin);
        inTransaction(count);
        assertThat(one(begin)).isEqualTo(false);
        assertThat(one(count)).isEqualTo(false);
    }

    @Test
    void lateResultsDoNotWaitForEachOther() throws SQLException {
        one(begin);
        one(count);
        one(insert(2));
        inTransaction(insert(3));
        one("set statement_timeout = '5s'; " + insert(4));
        other.commit();
        assertThat(store.removeBefore(today)).isEqualTo(5);
    }

    private String insert(int second) {
        return "insert into integration_health_result (check_time, response_time_ms, integration_key, status) select '"
                + day.plusSeconds(second) + "', 1, min(integration_key), 3 from integration_health returning 1";
    }

    /** Leaves the transaction open. */
    private void inTransaction(String sql) throws SQLException {
        other.setAutoCommit(false);
        try (Statement statement = other.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Returns the first value of the last statement. */
    private Object one(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(sql);
            while (!rows) {
                rows = statement.getMoreResults();
            }
            try (ResultSet row = statement.getResultSet()) {
                row.next();
                return row.getObject(1);
            }
        }
    }

    private Database database() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        return new Database(
                new ConnectionSource(source, source::getConnection, () -> {}),
                "the test",
                true,
                Redactor.standard(),
                Pause.random());
    }
}
