package io.healthmon.jdbc;

import io.healthmon.secret.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Databases for tests: H2 in memory, and schemas of servers that are started once for this JVM. */
final class TestDatabases {

    static final Secret NO_PASSWORD = Secret.of("");

    private static final Optional<OptionalServer> MARIADB = optional("io.healthmon.jdbc.MariaDbServer");

    private TestDatabases() {}

    /** Returns the address of an empty database in memory, which lives as long as a connection to it. */
    static String h2() {
        return "jdbc:h2:mem:" + UUID.randomUUID();
    }

    /** Returns the address of an empty schema. */
    static String postgreSql() {
        String schema = "s" + UUID.randomUUID().toString().replace("-", "");
        EmbeddedPostgres server = Server.RUNNING;
        run(url(server), "create schema " + schema);
        return url(server) + "&currentSchema=" + schema;
    }

    /** Returns the address of an empty database; only with the profile {@code mariadb}. */
    static String mariaDb() {
        return MARIADB.orElseThrow().emptyDatabase();
    }

    /** Returns the databases that are there: MariaDB only with its profile. */
    static Stream<SchemaTest.Product> products() {
        return Stream.of(SchemaTest.Product.values())
                .filter(product -> product != SchemaTest.Product.MARIADB || MARIADB.isPresent());
    }

    private static Optional<OptionalServer> optional(String className) {
        try {
            return Optional.of(Class.forName(className)
                    .asSubclass(OptionalServer.class)
                    .getDeclaredConstructor()
                    .newInstance());
        } catch (ClassNotFoundException absent) {
            return Optional.empty();
        } catch (ReflectiveOperationException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    /** A server that not every build brings. */
    interface OptionalServer {

        /** Returns the address of an empty database. */
        String emptyDatabase();
    }

    /** Starts a server of the caller's own. */
    static EmbeddedPostgres startPostgreSql() {
        try {
            return EmbeddedPostgres.builder().start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static String url(EmbeddedPostgres server) {
        return server.getJdbcUrl("postgres", "postgres");
    }

    static void run(String url, String... statements) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Started by the first who needs it; stopped when the JVM ends. */
    private static final class Server {
        static final EmbeddedPostgres RUNNING = startPostgreSql();
    }
}
