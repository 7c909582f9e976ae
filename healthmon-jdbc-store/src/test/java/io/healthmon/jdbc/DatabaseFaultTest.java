package io.healthmon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.healthmon.secret.Secret;
import io.healthmon.store.HealthStore;
import io.healthmon.store.StoreException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Databases that are not there, not ours, or broken. */
@Timeout(60)
class DatabaseFaultTest {

    @TempDir
    Path folder;

    @Test
    void aDatabaseThatIsNotThereFailsAtOnce() throws Exception {
        String url = "jdbc:postgresql://localhost:" + freePort() + "/app?password=hunter2&user=me";
        StoreException failure = catchThrowableOfType(
                StoreException.class, () -> JdbcHealthStore.open(url, "", TestDatabases.NO_PASSWORD));
        assertThat(failure)
                .hasMessageMatching("cannot open the store in jdbc:postgresql://localhost:\\d+/app: Connection to"
                        + " localhost:\\d+ refused.*; see that the database runs and can be reached from here");
    }

    @Test
    void aDatabaseThatIsNotThereMayComeLaterIfSoConfigured() throws Exception {
        int port = freePort();
        String url = "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres";
        try (JdbcHealthStore store = JdbcHealthStore.builder(url, "", TestDatabases.NO_PASSWORD)
                .required(false)
                .build()) {
            List<HealthStore.Entry> entries = Results.of("stripe", 0, 3);
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> store.append(entries))
                    .withMessageStartingWith("cannot append results to jdbc:postgresql://localhost");
            assertThat(store.batchInterval()).isPositive();
            try (EmbeddedPostgres server =
                    EmbeddedPostgres.builder().setPort(port).start()) {
                assertThat(server.getPort()).isEqualTo(port);
                assertThat(store.append(entries)).isEmpty();
                assertThat(Results.times(store, "stripe")).hasSize(3);
            }
        }
    }

    @Test
    void aDatabaseThatGoesAwayAndComesBackIsUsedAgain() throws Exception {
        int port = freePort();
        Path data = folder.resolve("data");
        EmbeddedPostgres first = server(port, data);
        String url = TestDatabases.url(first);
        try (HealthStore store = JdbcHealthStore.open(url, "", TestDatabases.NO_PASSWORD)) {
            store.append(Results.of("stripe", 0, 3));
            first.close();
            List<HealthStore.Entry> entries = Results.of("stripe", 3, 6);
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> store.append(entries))
                    .withMessageContaining("see that the database runs");
            assertThatExceptionOfType(StoreException.class).isThrownBy(store::logSize);
            try (EmbeddedPostgres again = server(port, data)) {
                assertThat(again.getPort()).isEqualTo(port);
                assertThat(store.append(entries)).isEmpty();
                assertThat(Results.times(store, "stripe")).hasSize(6);
            }
        }
    }

    private static EmbeddedPostgres server(int port, Path data) throws Exception {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .start();
    }

    @Test
    void aWrongPasswordIsSaidWithoutShowingItEvenIfTheDatabaseMayComeLater() {
        String url = "jdbc:h2:file:" + folder.resolve("health");
        JdbcHealthStore.open(url, "me", Secret.of("right-horse")).close();
        StoreException failure = catchThrowableOfType(
                StoreException.class,
                () -> JdbcHealthStore.builder(url, "me", Secret.of("wrong-horse"))
                        .required(false)
                        .build());
        assertThat(failure)
                .hasMessageContaining("Wrong user name or password")
                .hasMessageEndingWith("; check \"user\" and \"password\"");
        assertThat(failure).hasStackTraceContaining("healthmon").message().doesNotContain("horse");
    }

    @Test
    void aPasswordInTheUrlIsNeverShown() {
        for (String url : List.of(
                "jdbc:h2:file:relative;PASSWORD=hunter2",
                "jdbc:h2:nowhere:x;PASSWORD=hunter2",
                "jdbc:h2:tcp://localhost:1/x;PASSWORD=hunter2",
                "jdbc:postgresql://me:hunter2@localhost:1/app",
                "jdbc:postgresql://localhost:1/app?password=hunter2",
                "jdbc:other://me:hunter2@localhost/app?password=hunter2")) {
            StoreException failure = catchThrowableOfType(
                    StoreException.class, () -> JdbcHealthStore.open(url, "", Secret.of("hunter2")));
            for (Throwable each = failure; each != null; each = each.getCause()) {
                assertThat(String.valueOf(each.getMessage())).as(url).doesNotContain("hunter2");
            }
            assertThat(failure.getMessage()).hasLineCount(1).startsWith("cannot open the store in jdbc:");
        }
    }

    @Test
    void aCorruptFileIsSaid() throws Exception {
        String url = "jdbc:h2:file:" + folder.resolve("health");
        try (HealthStore store = JdbcHealthStore.open(url, "", TestDatabases.NO_PASSWORD)) {
            store.append(Results.of("stripe", 0, 1_000));
        }
        byte[] rubbish = new byte[(int) Files.size(folder.resolve("health.mv.db"))];
        Arrays.fill(rubbish, (byte) 'x');
        Files.write(folder.resolve("health.mv.db"), rubbish, StandardOpenOption.TRUNCATE_EXISTING);
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> JdbcHealthStore.open(url, "", TestDatabases.NO_PASSWORD))
                .withMessageContaining("corrupted")
                .withMessageContaining("the file is damaged: restore it from a backup")
                .matches(failure -> failure.getMessage().lines().count() == 1);
    }

    @Test
    void aThreadThatIsInterruptedDoesNotBreakTheFile() {
        String url = "jdbc:h2:file:" + folder.resolve("health");
        try (HealthStore store = JdbcHealthStore.open(url, "", TestDatabases.NO_PASSWORD)) {
            store.append(Results.of("stripe", 0, 3));
            Thread.currentThread().interrupt();
            store.append(Results.of("stripe", 3, 6));
            assertThat(Thread.interrupted()).isTrue();
            store.append(Results.of("stripe", 6, 9));
            assertThat(Results.times(store, "stripe")).hasSize(9);
        }
    }

    @Test
    void anotherDriverIsRefusedWithWhatIsPossible() {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> JdbcHealthStore.open("jdbc:other:x", "", TestDatabases.NO_PASSWORD))
                .withMessage("cannot open the store in jdbc:other:x: no driver on the class path takes this URL; use"
                        + " jdbc:h2:… with com.h2database:h2, jdbc:postgresql:… with org.postgresql:postgresql, jdbc:mariadb:… with"
                        + " org.mariadb.jdbc:mariadb-java-client, or jdbc:mysql:… with com.mysql:mysql-connector-j");
    }

    @Test
    void anotherDatabaseIsRefusedWithWhatIsPossible() {
        DataSource other = answering(
                DataSource.class,
                Map.of(
                        "getConnection",
                        answering(
                                Connection.class,
                                Map.of(
                                        "getMetaData",
                                        answering(
                                                DatabaseMetaData.class,
                                                Map.of(
                                                        "getURL", "jdbc:other://host/app?password=hunter2",
                                                        "getDatabaseProductName", "Other"))))));
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> JdbcHealthStore.create(other))
                .withMessage("the store in jdbc:other://host/app is not possible: the database is Other; use H2,"
                        + " PostgreSQL, MariaDB or MySQL");
    }

    /** Stands in for a driver that nobody wants in this build. */
    private static <T> T answering(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader() == null ? DatabaseFaultTest.class.getClassLoader() : type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.get(method.getName())));
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
