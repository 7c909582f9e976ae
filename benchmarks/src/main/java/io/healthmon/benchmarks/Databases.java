package io.healthmon.benchmarks;

import io.healthmon.jdbc.JdbcHealthStore;
import io.healthmon.secret.Secret;
import io.healthmon.store.HealthStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    static Databases start() throws IOException {
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        return new Databases(server, Files.createTempDirectory("healthmon-benchmark"));
    }

    /** Returns an empty store in a file of H2. */
    HealthStore h2() {
        opened++;
        return JdbcHealthStore.open("jdbc:h2:file:" + folder.resolve("h2-" + opened), "", Secret.of(""));
    }

    /** Returns an empty store in PostgreSQL, in a schema of its own. */
    HealthStore postgresql() throws Exception {
        opened++;
        String schema = "run" + opened;
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + schema);
        }
        String url = server.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + schema;
        return JdbcHealthStore.open(url, "postgres", Secret.of(""));
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
