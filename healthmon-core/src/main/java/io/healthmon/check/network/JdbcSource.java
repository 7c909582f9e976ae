package io.healthmon.check.network;

import io.healthmon.secret.Redactor;
import io.healthmon.secret.Secret;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A database by its address.
 *
 * @param address where it is
 * @param user who signs in, or null
 * @param password the password, or null
 */
record JdbcSource(
        JdbcAddress address,
        @Nullable String user,
        @Nullable Secret password) {

    /** How drivers name the time limit of a connection, and what they count it in: there is no common way. */
    private static final Map<String, Map<String, Duration>> TIME_LIMITS = Map.of(
            "jdbc:postgresql:",
                    Map.of(
                            "loginTimeout", Duration.ofSeconds(1),
                            "connectTimeout", Duration.ofSeconds(1),
                            "socketTimeout", Duration.ofSeconds(1),
                            "cancelSignalTimeout", Duration.ofSeconds(1)),
            "jdbc:mysql:", Map.of("connectTimeout", Duration.ofMillis(1), "socketTimeout", Duration.ofMillis(1)),
            "jdbc:mariadb:", Map.of("connectTimeout", Duration.ofMillis(1), "socketTimeout", Duration.ofMillis(1)),
            "jdbc:sqlserver:", Map.of("loginTimeout", Duration.ofSeconds(1)),
            "jdbc:oracle:", Map.of("oracle.net.CONNECT_TIMEOUT", Duration.ofMillis(1)));

    /** By what the administrators of a database see whose connections these are. */
    private static final Map<String, Map<String, String>> NAMES =
            Map.of("jdbc:postgresql:", Map.of("ApplicationName", "healthmon"));

    /** No driver takes the address. */
    static final class NoDriverException extends SQLException {

        private static final long serialVersionUID = 1L;

        NoDriverException() {
            super("no driver takes the address");
        }
    }

    boolean holdsCredentials() {
        return user != null || password != null || address.holdsCredentials();
    }

    /** Returns what takes out of the driver's words what nobody is to see. */
    DriverText text() {
        List<String> names = new ArrayList<>(address.hosts());
        if (user != null) {
            names.add(user);
        }
        return new DriverText(Redactor.standard().with(secrets()), names);
    }

    List<Secret> secrets() {
        List<Secret> secrets = new ArrayList<>(address.secrets());
        if (password != null) {
            secrets.add(password);
        }
        return secrets;
    }

    Connection connect(Duration limit) throws SQLException {
        Connection connection = driver().connect(address.url(), properties(limit));
        if (connection == null) {
            throw new NoDriverException();
        }
        return connection;
    }

    private Driver driver() throws NoDriverException {
        try {
            return DriverManager.getDriver(address.url());
        } catch (SQLException none) {
            // why: without its message, which shows the whole address
            throw new NoDriverException();
        }
    }

    private Properties properties(Duration limit) {
        Properties properties = new Properties();
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password.reveal());
        }
        TIME_LIMITS.getOrDefault(address.driver(), Map.of()).forEach((name, unit) -> {
            if (!address.hasProperty(name)) {
                long whole = Math.max(1, limit.toMillis() / unit.toMillis());
                properties.setProperty(name, Long.toString(whole));
            }
        });
        NAMES.getOrDefault(address.driver(), Map.of()).forEach((name, value) -> {
            if (!address.hasProperty(name)) {
                properties.setProperty(name, value);
            }
        });
        return properties;
    }
}
