package io.healthmon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.network.JdbcCheck;
import io.healthmon.secret.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real PostgreSQL, driven into what it refuses with. */
@Timeout(120)
class JdbcCheckOnPostgreSqlTest {

    private static final String STATES = "https://www.postgresql.org/docs/current/errcodes-appendix.html";
    private static final Secret PASSWORD = Secret.of("S3cr3t-Horse");
    private static final int MOST_CONNECTIONS = 12;

    @TempDir
    static Path folder;

    private static EmbeddedPostgres server;

    @BeforeAll
    static void startServer() throws Exception {
        Path data = folder.resolve("data");
        server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setServerConfig("max_connections", Integer.toString(MOST_CONNECTIONS))
                .setServerConfig("superuser_reserved_connections", "3")
                .start();
        TestDatabases.run(
                TestDatabases.url(server),
                "create role shop_reader login password '" + PASSWORD.reveal() + "'",
                "create role shop_stranger login password '" + PASSWORD.reveal() + "'",
                "create table orders(id int)",
                "create table items(id int)",
                "grant select on items to shop_reader");
        Files.write(
                data.resolve("pg_hba.conf"),
                List.of(
                        "host all shop_reader 127.0.0.1/32 scram-sha-256",
                        "host all shop_stranger 127.0.0.1/32 reject",
                        "host nowhere all 127.0.0.1/32 trust",
                        "host all postgres 127.0.0.1/32 trust",
                        "host all nobody_here 127.0.0.1/32 trust"));
        TestDatabases.run(TestDatabases.url(server), "select pg_reload_conf()");
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    private static String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database;
    }

    private static JdbcCheck reader() {
        return JdbcCheck.of(url("postgres"), "shop_reader", PASSWORD);
    }

    private static JdbcCheck administrator() {
        return JdbcCheck.of(url("postgres"), "postgres", null);
    }

    private static CheckResult run(JdbcCheck check) {
        return run(check, Duration.ofSeconds(10));
    }

    private static CheckResult run(JdbcCheck check, Duration timeout) {
        return check.check(new CheckContext(Integration.named("Database").build(), timeout));
    }

    private static void assertExplained(
            CheckResult result, HealthStatus status, Cause cause, String state, @Nullable String link) {
        assertThat(result.status()).as("%s", result).isEqualTo(status);
        assertThat(result.problem().cause()).as("%s", result).isEqualTo(cause);
        assertThat(result.problem().message())
                .startsWith("The database ")
                .contains("(SQL state " + state + ")")
                .doesNotContain("Horse", "shop_reader", "shop_stranger", "nobody_here");
        assertThat(result.problem().resolution()).isNotBlank();
        assertThat(result.problem().documentation()).isEqualTo(link);
    }

    @Test
    void aLoginThatMayReadIsHealthyAndCalledHealthmon() {
        CheckResult result = run(reader().withQuery(
                        "select 1 / (case current_setting('application_name') when 'healthmon' then 1 else 0 end)"));

        assertThat(result.status()).as("%s", result).isEqualTo(HealthStatus.HEALTHY);
        assertThat(result.details().get("database")).startsWith("PostgreSQL ");
        assertThat(run(reader()).status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void aWrongPasswordIs28P01() {
        CheckResult result = run(JdbcCheck.of(url("postgres"), "shop_reader", Secret.of("wrong-Horse")));

        assertExplained(result, HealthStatus.DOWN, Cause.CREDENTIALS_INVALID, "28P01", STATES);
        assertThat(result.problem().message()).contains("user or password is wrong");
    }

    @Test
    void anUnknownRoleIs28000() {
        CheckResult result = run(JdbcCheck.of(url("postgres"), "nobody_here", null));

        assertExplained(result, HealthStatus.DOWN, Cause.CREDENTIALS_INVALID, "28000", STATES);
        assertThat(result.problem().message()).endsWith("FATAL: role \"***\" does not exist");
    }

    @Test
    void aMissingEntryIsToldApartThoughItIs28000Too() {
        CheckResult result = run(JdbcCheck.of(url("postgres"), "shop_stranger", PASSWORD));

        assertExplained(result, HealthStatus.DOWN, Cause.CONFIGURATION, "28000", STATES);
        assertThat(result.problem().resolution()).contains("pg_hba.conf");
        assertThat(result.problem()
                        .message()
                        .substring(result.problem().message().indexOf("FATAL")))
                .doesNotContain("127.0.0.1");
    }

    @Test
    void aMissingDatabaseIs3D000() {
        assertExplained(
                run(JdbcCheck.of(url("nowhere"), "postgres", null)),
                HealthStatus.DOWN,
                Cause.CONFIGURATION,
                "3D000",
                STATES);
    }

    @Test
    void aMissingPrivilegeIs42501() {
        CheckResult result = run(reader().withQuery("select * from orders"));

        assertExplained(result, HealthStatus.DOWN, Cause.PERMISSION, "42501", STATES);
        assertThat(result.problem().message()).endsWith("ERROR: permission denied for table orders");
        assertThat(run(reader().withQuery("select * from items")).status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void aMissingTableIs42P01AndAMissingSchema3F000() {
        assertExplained(
                run(administrator().withQuery("select * from customers")),
                HealthStatus.DOWN,
                Cause.CONFIGURATION,
                "42P01",
                STATES);
        assertExplained(
                run(administrator().withQuery("create table shop.customers(id int)")),
                HealthStatus.DOWN,
                Cause.CONFIGURATION,
                "3F000",
                STATES);
    }

    @Test
    void tooManyConnectionsAre53300() throws SQLException {
        List<Connection> taken = new ArrayList<>();
        try {
            for (int count = 0; count < MOST_CONNECTIONS - 3; count++) {
                taken.add(DriverManager.getConnection(url("postgres"), "postgres", null));
            }
            assertExplained(run(reader()), HealthStatus.DOWN, Cause.QUOTA, "53300", STATES);
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
    }

    @Test
    void aQueryThatTheServerCancelsIs57014() {
        JdbcCheck check = JdbcCheck.of(url("postgres") + "?options=-c%20statement_timeout=100", "postgres", null);

        assertExplained(run(check.withQuery("select pg_sleep(60)")), HealthStatus.DOWN, Cause.TIMEOUT, "57014", STATES);
    }

    @Test
    void aQueryThatTheLimitOfTheCheckCancelsIs57014Too() {
        CheckResult result = run(administrator().withQuery("select pg_sleep(60)"), Duration.ofMillis(2_500));

        assertThat(result.problem().cause()).isEqualTo(Cause.TIMEOUT);
    }

    @Test
    void aWriteOnAReadOnlyDatabaseIs25006AndDegraded() {
        JdbcCheck readOnly =
                JdbcCheck.of(url("postgres") + "?options=-c%20default_transaction_read_only=on", "postgres", null);

        assertExplained(
                run(readOnly.withQuery("insert into items values (1)")),
                HealthStatus.DEGRADED,
                Cause.CONFIGURATION,
                "25006",
                STATES);
        assertThat(run(readOnly).status()).isEqualTo(HealthStatus.HEALTHY);
        CheckResult asked = run(readOnly.requireWritable());
        assertThat(asked.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(asked.problem().documentation()).isEqualTo(STATES);
        assertThat(run(administrator().requireWritable()).status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void aConnectionThatAnAdministratorEndsIs57P01() {
        assertExplained(
                run(administrator().withQuery("select pg_terminate_backend(pg_backend_pid())")),
                HealthStatus.DOWN,
                Cause.SERVER_ERROR,
                "57P01",
                STATES);
    }

    @Test
    void aServerWhoseMemoryIsUsedUpIs53200() {
        assertExplained(
                run(administrator().withQuery("select count(pg_advisory_lock(i)) from generate_series(1, 1000000) i")),
                HealthStatus.DOWN,
                Cause.SERVER_ERROR,
                "53200",
                STATES);
    }

    @Test
    void aServerThatShutsDownIs57P03() throws Exception {
        Path data = folder.resolve("ending");
        try (EmbeddedPostgres own =
                        EmbeddedPostgres.builder().setDataDirectory(data).start();
                Connection open = DriverManager.getConnection(TestDatabases.url(own))) {
            long postmaster = Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0));
            JdbcCheck check = JdbcCheck.of(TestDatabases.url(own), null, null);
            // why: asked kindly, it waits for the connection that is open and takes no other one
            assertThat(ProcessHandle.of(postmaster).orElseThrow().destroy()).isTrue();

            CheckResult result = run(check);
            while (result.status() == HealthStatus.HEALTHY) {
                result = run(check);
            }
            assertExplained(result, HealthStatus.DOWN, Cause.SERVER_ERROR, "57P03", STATES);
            assertThat(open.isValid(10)).isTrue();
        }
    }

    @Test
    void aClosedPortIs08001() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        CheckResult result = run(JdbcCheck.of("jdbc:postgresql://127.0.0.1:" + port + "/app", "shop_reader", PASSWORD));

        assertExplained(result, HealthStatus.DOWN, Cause.CONNECT, "08001", STATES);
        assertThat(result.problem().message()).contains("Connection to *** refused");
    }

    @Test
    void aServerThatAcceptsAndSaysNothingIsATimeout() throws IOException {
        try (ServerSocket deaf = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String url = "jdbc:postgresql://127.0.0.1:" + deaf.getLocalPort() + "/app";

            assertThat(run(JdbcCheck.of(url, "shop_reader", PASSWORD), Duration.ofSeconds(1))
                            .problem()
                            .cause())
                    .isEqualTo(Cause.TIMEOUT);
        }
    }

    private static HikariDataSource pool(String user, int size) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url("postgres"));
        pool.setUsername(user);
        pool.setPassword(PASSWORD.reveal());
        pool.setMaximumPoolSize(size);
        pool.setConnectionTimeout(250);
        return pool;
    }

    @Test
    void anEmptyPoolIsAQuota() throws SQLException {
        try (HikariDataSource pool = pool("shop_reader", 1);
                Connection only = pool.getConnection()) {
            CheckResult result = run(JdbcCheck.of(pool));

            assertThat(only.isClosed()).isFalse();
            assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
            assertThat(result.problem().cause()).as("%s", result).isEqualTo(Cause.QUOTA);
            assertThat(result.problem().message())
                    .startsWith("No connection to the database of the application was free");
            assertThat(result.problem().documentation()).isNull();
        }
    }

    @Test
    void aPoolThatCannotBeginSaysWhatTheDatabaseSays() {
        try (HikariDataSource pool = pool("nobody_here", 1)) {
            assertExplained(run(JdbcCheck.of(pool)), HealthStatus.DOWN, Cause.CREDENTIALS_INVALID, "28000", STATES);
        }
    }

    @Test
    void aPoolWhoseDatabaseWentAwayIsNoEmptyPool() throws Exception {
        EmbeddedPostgres own = TestDatabases.startPostgreSql();
        HikariConfig settings = new HikariConfig();
        settings.setJdbcUrl(TestDatabases.url(own));
        settings.setMaximumPoolSize(1);
        settings.setConnectionTimeout(500);
        try (HikariDataSource pool = new HikariDataSource(settings)) {
            assertThat(run(JdbcCheck.of(pool)).status()).isEqualTo(HealthStatus.HEALTHY);
            own.close();

            CheckResult result = run(JdbcCheck.of(pool));
            assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
            assertThat(result.problem().cause()).as("%s", result).isNotEqualTo(Cause.QUOTA);
        } finally {
            own.close();
        }
    }
}
