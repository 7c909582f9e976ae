package io.healthmon.check.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.secret.Secret;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class JdbcCheckTest {

    private static final String URL = "jdbc:h2:mem:checked;DB_CLOSE_DELAY=-1";
    private static final Secret PASSWORD = Secret.of("S3cr3t-Horse");

    private final JdbcDataSource database = new JdbcDataSource();

    @BeforeEach
    void openDatabase() throws SQLException {
        database.setURL(URL);
        database.setUser("app");
        database.setPassword(PASSWORD.reveal());
        database.getConnection().close();
    }

    @AfterEach
    void dropDatabase() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.createStatement().execute("SHUTDOWN");
        }
    }

    @Test
    void aDatabaseThatWorksIsHealthy() {
        CheckResult result = check(JdbcCheck.of(URL, "app", PASSWORD));

        assertThat(result.status()).as(result.toString()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(result.responseTime()).isPositive();
        assertThat(result.details()).containsKeys("phase.connect", "phase.query");
        assertThat(result.details().get("database")).startsWith("H2 2.");
    }

    @Test
    void aSourceOfTheApplicationIsChecked() {
        CheckResult result = check(JdbcCheck.of(database).withQuery("SELECT 1"));

        assertThat(result.status()).as(result.toString()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void aWrongPasswordIsSaidSoWithoutTheRightOne() {
        CheckResult result = check(JdbcCheck.of(URL, "app", Secret.of("wr0ng-Horse")));

        assertThat(result.problem().cause()).isEqualTo(Cause.CREDENTIALS_INVALID);
        assertThat(result.problem().message())
                .contains("refused the login", "28000")
                .doesNotContain("Horse");
    }

    @Test
    void aMissingDriverIsSaidSoWithoutTheSecretsOfTheAddress() {
        CheckResult result = check(
                JdbcCheck.of("jdbc:nosuch://me:S3cr3t-Horse@db.example.com/app?password=S3cr3t-Horse", null, null));

        assertThat(result.problem().cause()).isEqualTo(Cause.CONFIGURATION);
        assertThat(result.problem().message())
                .isEqualTo("No JDBC driver takes the address jdbc:nosuch://db.example.com/app.");
        assertThat(result.problem().resolution()).contains("driver to the class path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT * FROM nowhere", "SELEKT 1"})
    void aWrongQueryIsAMatterOfConfiguration(String query) {
        CheckResult result = check(JdbcCheck.of(URL, "app", PASSWORD).withQuery(query));

        assertThat(result.problem().cause()).isEqualTo(Cause.CONFIGURATION);
        assertThat(result.problem().resolution()).isEqualTo("Correct \"query\".");
    }

    @Test
    void aDatabaseThatIsNotThereIsAMatterOfConfiguration() {
        assertThat(check(JdbcCheck.of("jdbc:h2:mem:nowhere;IFEXISTS=TRUE", null, null))
                        .problem()
                        .cause())
                .isEqualTo(Cause.CONFIGURATION);
    }

    @Test
    void aPortNobodyListensOnIsAFailedConnection() {
        assertThat(check(JdbcCheck.of("jdbc:h2:tcp://127.0.0.1:1/mem:x", "app", PASSWORD))
                        .problem()
                        .cause())
                .isEqualTo(Cause.CONNECT);
    }

    @Test
    void aHostThatIsNotKnownIsAFailedResolution() {
        assertThat(check(JdbcCheck.of("jdbc:h2:tcp://no-such-host.invalid/mem:x", "app", PASSWORD))
                        .problem()
                        .cause())
                .isEqualTo(Cause.DNS);
    }

    @Test
    void aSlowQueryIsATimeout() {
        String slow = "SELECT COUNT(*) FROM SYSTEM_RANGE(1, 100000) a, SYSTEM_RANGE(1, 100000) b";
        CheckResult result =
                JdbcCheck.of(URL, "app", PASSWORD).withQuery(slow).check(context(Duration.ofMillis(1_500)));

        assertThat(result.problem().cause()).isEqualTo(Cause.TIMEOUT);
    }

    @Test
    void aConnectionThatComesTooLateIsClosed() throws Exception {
        SlowSource slow = new SlowSource(database);
        CompletableFuture<CheckResult> answer = new CompletableFuture<>();
        Thread checker = new Thread(() -> answer.complete(JdbcCheck.of(slow).check(context(Duration.ofMinutes(1)))));
        checker.start();
        slow.asked.await();
        checker.interrupt();
        slow.open.countDown();

        assertThat(answer.get(30, TimeUnit.SECONDS).problem().cause()).isEqualTo(Cause.TIMEOUT);
        assertThat(slow.given.get().isClosed()).isTrue();
    }

    @Test
    void anOpenTransactionIsEnded() throws Exception {
        SlowSource manual = new SlowSource(database);
        manual.open.countDown();
        manual.autoCommit = false;
        check(JdbcCheck.of(manual).withQuery("CREATE TABLE IF NOT EXISTS t(id INT)"));

        assertThat(manual.given.get().isClosed()).isTrue();
    }

    @Test
    void settingsAreReadAndTheEndpointHoldsNoSecret() {
        IntegrationBuilder integration = Integration.named("Database");
        Settings settings = Settings.of(
                Map.of("url", URL + ";PASSWORD=S3cr3t-Horse", "user", " ", "password", "", "query", "SELECT 1"));
        JdbcCheck.from(settings, integration);

        assertThat(integration.build().endpoint()).isEqualTo("jdbc:h2:mem:checked");
        settings.refuseUnknown();
    }

    @Test
    void anAddressThatIsNoneIsRefusedUnseen() {
        assertThatThrownBy(() -> JdbcCheck.from(
                        Settings.of(Map.of("url", "postgresql://me:S3cr3t-Horse@db/app")), Integration.named("A")))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("url: ")
                .hasMessageContaining("jdbc:postgresql://db.example.com:5432/app")
                .hasMessageNotContaining("Horse");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://me:pw@db.example.com:5432/app?ssl=true, jdbc:postgresql://db.example.com:5432/app",
        "jdbc:postgresql://db.example.com:5432/app?user=a@b.c&password=pw, jdbc:postgresql://db.example.com:5432/app",
        "jdbc:mysql://me:p?w/x@db/app, jdbc:mysql://db/app",
        "jdbc:sqlserver://db:1433;user=sa;password=pw, jdbc:sqlserver://db:1433",
        "jdbc:oracle:thin:scott/tiger@db:1521/app, jdbc:oracle:thin:***@db:1521/app"
    })
    void noSecretIsShown(String url, String shown) {
        assertThat(JdbcCheck.of(url, null, null)).hasToString(shown);
    }

    @Test
    void withALoginOnlyTheServersThatWereDeclaredAreAsked() {
        JdbcCheck check = JdbcCheck.of("jdbc:postgresql://db.example.com:5432/app?ssl=true", "app", PASSWORD);

        assertThat(check.withEndpoint("jdbc:postgresql://db.example.com:5432/other"))
                .hasToString("jdbc:postgresql://db.example.com:5432/other");
        assertThat(check.withEndpoint(check.toString())).isNotSameAs(check);
        for (String elsewhere : new String[] {
            "jdbc:postgresql://evil.example.com:5432/app",
            "jdbc:postgresql://db.example.com:5433/app",
            "jdbc:postgresql://db.example.com:5432,evil.example.com/app",
            "jdbc:postgresql:app",
            "jdbc:mysql://db.example.com:5432/app",
            "jdbc:postgresql://db.example.com:5432/app?socketFactory=Evil",
            "jdbc:postgresql://db.example.com:5432@evil.example.com/app",
            "db.example.com"
        }) {
            assertThatIllegalArgumentException()
                    .as(elsewhere)
                    .isThrownBy(() -> check.withEndpoint(elsewhere))
                    .withMessageNotContaining("Horse");
        }
    }

    @Test
    void withoutALoginAnotherHostIsAllowedButNoPropertiesAndNoOtherDriver() {
        JdbcCheck check = JdbcCheck.of("jdbc:postgresql://db.example.com/app?ssl=true", null, null);

        assertThat(check.withEndpoint("jdbc:postgresql://db2.example.com/app"))
                .hasToString("jdbc:postgresql://db2.example.com/app");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check.withEndpoint("jdbc:h2:mem:x;INIT=RUNSCRIPT FROM 'http://evil.example'"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcCheck.of(database).withEndpoint("jdbc:h2:mem:x"))
                .withMessageContaining("DataSource");
    }

    private static CheckResult check(JdbcCheck check) {
        return check.check(context(Duration.ofSeconds(10)));
    }

    private static CheckContext context(Duration timeout) {
        return new CheckContext(Integration.named("Database").build(), timeout);
    }

    /** A source that is deaf to interrupts and answers when the test lets it. */
    private static final class SlowSource implements DataSource {

        final CountDownLatch asked = new CountDownLatch(1);
        final CountDownLatch open = new CountDownLatch(1);
        final AtomicReference<Connection> given = new AtomicReference<>();
        boolean autoCommit = true;
        private final DataSource real;

        SlowSource(DataSource real) {
            this.real = real;
        }

        @Override
        public Connection getConnection() throws SQLException {
            asked.countDown();
            boolean interrupted = false;
            while (open.getCount() > 0) {
                try {
                    open.await();
                } catch (InterruptedException deaf) {
                    interrupted = true;
                }
            }
            Connection connection = real.getConnection();
            connection.setAutoCommit(autoCommit);
            given.set(connection);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return connection;
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }

        @Override
        public PrintWriter getLogWriter() throws SQLException {
            return real.getLogWriter();
        }

        @Override
        public void setLogWriter(PrintWriter out) throws SQLException {
            real.setLogWriter(out);
        }

        @Override
        public void setLoginTimeout(int seconds) throws SQLException {
            real.setLoginTimeout(seconds);
        }

        @Override
        public int getLoginTimeout() throws SQLException {
            return real.getLoginTimeout();
        }

        @Override
        public Logger getParentLogger() throws SQLFeatureNotSupportedException {
            throw new SQLFeatureNotSupportedException("none");
        }

        @Override
        public <T> T unwrap(Class<T> type) throws SQLException {
            return real.unwrap(type);
        }

        @Override
        public boolean isWrapperFor(Class<?> type) throws SQLException {
            return real.isWrapperFor(type);
        }
    }
}
