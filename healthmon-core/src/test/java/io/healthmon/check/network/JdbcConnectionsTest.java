package io.healthmon.check.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.settings.Settings;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What connections are opened with, where they come from, and whether they take writes. */
class JdbcConnectionsTest {

    @TempDir
    Path folder;

    private static CheckResult run(JdbcCheck check) {
        return check.check(new CheckContext(Integration.named("Database").build(), Duration.ofMillis(2_500)));
    }

    private static Properties properties(String url) throws SQLException {
        SQLException refused = new SQLException("no", "08001");
        String prefix = url.substring(0, url.indexOf("//"));
        try (StandInDriver driver = StandInDriver.answering(prefix, refused, null)) {
            run(JdbcCheck.of(url, null, null));
            return driver.given;
        }
    }

    @Test
    void aConnectionToPostgreSqlWaitsNowhereForEverAndSaysWhoseItIs() throws SQLException {
        assertThat(properties("jdbc:postgresql://db.example.com/app"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "connectTimeout", "2",
                        "loginTimeout", "2",
                        "socketTimeout", "2",
                        "cancelSignalTimeout", "2",
                        "ApplicationName", "healthmon"));
    }

    @Test
    void aConnectionToMariaDbAndMySqlWaitsNowhereForEver() throws SQLException {
        for (String product : new String[] {"mariadb", "mysql"}) {
            assertThat(properties("jdbc:" + product + "://db.example.com/app"))
                    .containsExactlyInAnyOrderEntriesOf(Map.of("connectTimeout", "2500", "socketTimeout", "2500"));
        }
    }

    @Test
    void whatTheAddressSaysItselfIsLeftToIt() throws SQLException {
        String url = "jdbc:postgresql://db.example.com/app?connecttimeout=7&ApplicationName=shop&socketTimeout=9";

        assertThat(properties(url)).containsOnlyKeys("loginTimeout", "cancelSignalTimeout");
    }

    static Stream<SQLException> emptyPools() {
        return Stream.of(
                new SQLTransientConnectionException(
                        "Pool - Connection is not available, request timed out after 250ms"),
                new SQLException("Cannot get a connection, pool error", new NoSuchElementException("Timeout")),
                new PoolExhaustedException());
    }

    /** As Tomcat's pool has it. */
    private static final class PoolExhaustedException extends SQLException {
        private static final long serialVersionUID = 1L;

        PoolExhaustedException() {
            super("Timeout: Pool empty.");
        }
    }

    @ParameterizedTest
    @MethodSource("emptyPools")
    void anEmptyPoolIsToldApartFromTheDatabase(SQLException failure) {
        CheckResult result = run(JdbcCheck.of(source(() -> {
            throw failure;
        })));

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.QUOTA);
        assertThat(result.problem().message())
                .isEqualTo(
                        "No connection to the database of the application was free within the time that its pool waits: "
                                + failure.getMessage());
        assertThat(result.problem().resolution()).contains("make the pool larger");
        assertThat(result.problem().documentation()).isNull();
    }

    @Test
    void aPoolThatGotNoConnectionBecauseTheDatabaseRefusesSaysWhy() {
        SQLException behind = new SQLException("FATAL: sorry, too many clients already", "53300");
        CheckResult result = run(JdbcCheck.of(source(() -> {
            throw new SQLTransientConnectionException("Pool - Connection is not available", "53300", behind);
        })));

        assertThat(result.problem().message())
                .isEqualTo(
                        "The database of the application has too many connections (SQL state 53300): FATAL: sorry, too"
                                + " many clients already");
    }

    @Test
    void aPoolThatWrapsTheRefusalIsUnderstood() {
        SQLException behind = new SQLException("FATAL: the database system is starting up", "57P03");
        CheckResult result = run(JdbcCheck.of(source(() -> {
            throw new IllegalStateException("Failed to initialize pool", behind);
        })));

        assertThat(result.problem().message()).contains("57P03");
    }

    @Test
    void aFaultOfTheSourceIsLeftToTheMonitor() {
        JdbcCheck check = JdbcCheck.of(source(() -> {
            throw new IllegalStateException("closed");
        }));

        assertThatThrownBy(() -> run(check)).hasMessage("closed");
    }

    @Test
    void withoutAPoolNoConnectionIsAMatterOfTheNetwork() throws SQLException {
        SQLException failure = new SQLTransientConnectionException("try again", "08001");
        try (StandInDriver driver = StandInDriver.answering("jdbc:standin:", failure, null)) {
            assertThat(run(JdbcCheck.of("jdbc:standin:a", null, null)).problem().cause())
                    .as("by %s", driver.getClass())
                    .isEqualTo(Cause.CONNECT);
        }
    }

    @Test
    void aDatabaseThatTakesWritesIsAsWished() {
        JdbcCheck check = JdbcCheck.of("jdbc:h2:mem:writable", null, null).requireWritable();

        assertThat(run(check).status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(run(check.withQuery("SELECT 1")).status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void aDatabaseThatTakesNoneIsDegraded() throws SQLException {
        String url = "jdbc:h2:file:" + folder.resolve("app");
        DriverManager.getConnection(url).close();
        CheckResult result =
                run(JdbcCheck.of(url + ";ACCESS_MODE_DATA=r", null, null).requireWritable());

        assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(result.problem().cause()).isEqualTo(Cause.CONFIGURATION);
        assertThat(result.problem().message())
                .isEqualTo("The database " + url + " is read-only: a replica, or set so.");
        assertThat(run(JdbcCheck.of(url + ";ACCESS_MODE_DATA=r", null, null)).status())
                .isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void whatCannotBeAskedIsUnknown() throws SQLException {
        try (StandInDriver driver = StandInDriver.answering("jdbc:standin:", null, null)) {
            CheckResult result = run(JdbcCheck.of("jdbc:standin:a", null, null).requireWritable());

            assertThat(result.status()).as("by %s", driver.getClass()).isEqualTo(HealthStatus.UNKNOWN);
            assertThat(result.problem().message())
                    .isEqualTo("How to ask StandIn whether it takes writes is not known here.");
        }
    }

    @Test
    void theWishIsASetting() throws SQLException {
        String url = "jdbc:h2:file:" + folder.resolve("app");
        DriverManager.getConnection(url).close();
        Settings settings =
                Settings.of(Map.of("url", url + ";ACCESS_MODE_DATA=r", "requireWritable", true, "query", "SELECT 1"));
        JdbcCheck check = JdbcCheck.from(settings, Integration.named("Database"));
        settings.refuseUnknown();

        assertThat(run(check).status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(run(check.withEndpoint(url)).status()).isEqualTo(HealthStatus.DEGRADED);
    }

    private static DataSource source(Callable<Connection> connections) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> connections.call());
    }
}
