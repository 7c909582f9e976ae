package io.healthmon.benchmarks;

import io.healthmon.jdbc.JdbcHealthStore;
import io.healthmon.secret.Secret;
import io.healthmon.store.HealthStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL server of its own, durable as servers are, and a folder for files of H2; both are removed afterwards. */
final class Databases implements AutoCloseable {

    private final EmbeddedPostgres server;
    private final Path folder;
    private int opened;

    private Databases(EmbeddedPostgres server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    /** Starts the server: durable, with memory for a million results, and one process for each query. */
    static Databases start() throws IOException {
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "1GB")
                .setServerConfig("max_wal_size", "8GB")
                .setServerConfig("max_parallel_workers_per_gather", "0")
                .setServerConfig("jit", "off")
                .start();
        return new Databases(server, Files.createTempDirectory("healthmon-benchmark"));
    }

    /** Returns an empty store in a file of H2. */
    HealthStore h2() {
        return open(h2Url());
    }

    /** Returns an empty store in PostgreSQL, in a schema of its own. */
    HealthStore postgresql() throws SQLException {
        return open(postgresqlUrl());
    }

    /** Returns the address of a file of H2 that is not there yet. */
    String h2Url() {
        opened++;
        return "jdbc:h2:file:" + folder.resolve("h2-" + opened);
    }

    /** Returns the address of an empty schema in PostgreSQL, its user among it. */
    String postgresqlUrl() throws SQLException {
        opened++;
        String schema = "run" + opened;
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + schema);
        }
        return server.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + schema;
    }

    /** Returns a store at one of these addresses. */
    static HealthStore open(String url) {
        return JdbcHealthStore.open(url, "", Secret.of(""));
    }

    /** Returns a connection to one of these addresses. */
    static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url);
    }

    @Override
    public void close() throws IOException {
        server.close();
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }

    /** Opens an empty store. */
    @FunctionalInterface
    interface Opener {

        HealthStore open() throws Exception;
    }
}
