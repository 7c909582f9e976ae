package io.healthmon.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.healthmon.jdbc.JdbcHealthStoreBuilder.ConnectionSource;
import io.healthmon.secret.Secret;
import io.healthmon.store.StoreException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Properties;

/** The store's own connections, when it is opened by an address. */
final class ConnectionPool {

    private static final int MOST_CONNECTIONS = 4;
    private static final long LONGEST_WAIT_MILLIS = 3_000;
    private static final int LONGEST_SILENCE_SECONDS = 60;

    private ConnectionPool() {}

    /** Returns connections that are made when they are first asked for. */
    static ConnectionSource open(String url, String place, String user, Secret password) {
        requireDriver(url, place);
        try {
            return Pool.open(url, user, password);
        } catch (NoClassDefFoundError missing) {
            throw new StoreException(
                    "cannot open the store in " + place
                            + ": connections need HikariCP; add com.zaxxer:HikariCP to the class path, or hand over a"
                            + " DataSource",
                    null);
        }
    }

    private static void requireDriver(String url, String place) {
        try {
            DriverManager.getDriver(url);
        } catch (SQLException unknown) {
            throw new StoreException(
                    "cannot open the store in " + place
                            + ": no driver on the class path takes this URL; use jdbc:h2:… with com.h2database:h2,"
                            + " jdbc:postgresql:… with org.postgresql:postgresql, jdbc:mariadb:… with"
                            + " org.mariadb.jdbc:mariadb-java-client, or jdbc:mysql:… with com.mysql:mysql-connector-j",
                    null);
        }
    }

    /** Apart, so that an application without HikariCP can load the class around it. */
    private static final class Pool {

        static ConnectionSource open(String url, String user, Secret password) {
            Properties properties = properties(url, user, password);
            HikariConfig config = new HikariConfig();
            config.setPoolName("healthmon");
            config.setJdbcUrl(url);
            config.setDataSourceProperties(properties);
            config.setMaximumPoolSize(MOST_CONNECTIONS);
            config.setMinimumIdle(1);
            config.setConnectionTimeout(LONGEST_WAIT_MILLIS);
            config.setInitializationFailTimeout(-1);
            if (isMariaDb(url)) {
                // otherwise each transaction asks for it anew
                config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
            }
            HikariDataSource source = new HikariDataSource(config);
            return new ConnectionSource(source, () -> DriverManager.getConnection(url, properties), source);
        }

        private static Properties properties(String url, String user, Secret password) {
            Properties properties = new Properties();
            if (!user.isEmpty()) {
                properties.setProperty("user", user);
            }
            if (!password.reveal().isEmpty()) {
                properties.setProperty("password", password.reveal());
            }
            // without these a server that vanished is waited for as long as the network pleases; the URL's own win
            if (url.startsWith("jdbc:postgresql:")) {
                properties.setProperty("ApplicationName", "healthmon");
                properties.setProperty("connectTimeout", String.valueOf(LONGEST_WAIT_MILLIS / 1_000));
                properties.setProperty("socketTimeout", String.valueOf(LONGEST_SILENCE_SECONDS));
                properties.setProperty("tcpKeepAlive", "true");
            } else if (isMariaDb(url)) {
                properties.setProperty("connectTimeout", String.valueOf(LONGEST_WAIT_MILLIS));
                properties.setProperty("socketTimeout", String.valueOf(1_000 * LONGEST_SILENCE_SECONDS));
                properties.setProperty("tcpKeepAlive", "true");
            } else if (isForH2ToClose(url)) {
                properties.setProperty("DB_CLOSE_ON_EXIT", "FALSE");
            }
            return properties;
        }

        /**
         * Returns whether H2 would close the database as soon as the JVM is told to stop, beside those who still write to it.
         * Whoever says something else in the URL is heard, and so is H2, which cannot do both this and AUTO_SERVER.
         */
        private static boolean isForH2ToClose(String url) {
            String upper = url.toUpperCase(Locale.ROOT);
            boolean embedded = upper.startsWith("JDBC:H2:")
                    && !upper.startsWith("JDBC:H2:TCP:")
                    && !upper.startsWith("JDBC:H2:SSL:");
            return embedded && !upper.contains(";DB_CLOSE_ON_EXIT=") && !upper.contains(";AUTO_SERVER=");
        }

        private static boolean isMariaDb(String url) {
            return url.startsWith("jdbc:mariadb:") || url.startsWith("jdbc:mysql:");
        }
    }
}
