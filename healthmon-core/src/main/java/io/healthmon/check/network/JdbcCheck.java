package io.healthmon.check.network;

import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.egress.TargetGuard;
import io.healthmon.secret.Redactor;
import io.healthmon.secret.Secret;
import io.healthmon.secret.SecretHolder;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Opens a connection to a database, asks it something and closes it.
 *
 * <p>Without a query the driver itself says whether the connection works ({@link java.sql.Connection#isValid}); with one,
 * it has to run without an error, and what it returns does not matter. The response time covers both; the details tell
 * them apart, and the database's product and version.
 *
 * <p>What a database refuses is told apart by its SQL state: a wrong login, a missing database, table or privilege, no
 * connection left, no disk or memory, a server that starts or stops, a query that takes too long, each with what to do about
 * it. One that is read-only is degraded, all else is down. A pool that has no connection free within its own wait time is told
 * apart from a database that refuses. What the driver says is shown without names of users and hosts.
 *
 * <p>Login and query get time limits of what is left of the run's, as far as the driver has such limits, in whole seconds
 * and of one second at least. Many drivers ignore interrupts: then the monitor gives the run up in time, and the
 * connection is closed when the driver comes back. A connection of a {@link DataSource} goes back to its pool in the same
 * way. Immutable; safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class JdbcCheck implements HealthCheck.Movable, HealthCheck.Guardable, SecretHolder {

    private final @Nullable DataSource pool;
    private final @Nullable JdbcSource source;
    private final @Nullable String query;
    private final boolean writable;

    private JdbcCheck(
            @Nullable DataSource pool, @Nullable JdbcSource source, @Nullable String query, boolean writable) {
        this.pool = pool;
        this.source = source;
        this.query = query;
        this.writable = writable;
    }

    /** Returns a check that takes its connections from the application's own source, so that it sees an empty pool too. */
    public static JdbcCheck of(DataSource connections) {
        return new JdbcCheck(Objects.requireNonNull(connections, "connections"), null, null, false);
    }

    /**
     * Returns a check that opens a connection of its own each time.
     *
     * @param url an address that begins with {@code jdbc:}; its driver has to be on the class path when the check runs
     * @param user who signs in, or null for nobody
     * @param password the password, or null for none
     * @throws IllegalArgumentException if it is no such address
     */
    public static JdbcCheck of(String url, @Nullable String user, @Nullable Secret password) {
        return new JdbcCheck(null, new JdbcSource(new JdbcAddress(url.trim()), user, password), null, false);
    }

    /** Returns this check with a query, which should change nothing. Default: none, the driver says whether all is well. */
    public JdbcCheck withQuery(String query) {
        if (query.isBlank()) {
            throw new IllegalArgumentException("query is blank; use one such as SELECT 1");
        }
        return new JdbcCheck(pool, source, query, writable);
    }

    /**
     * Returns this check with the wish that the database takes writes: one that is read-only, such as a replica after a
     * failover, is degraded then. Asks PostgreSQL, MariaDB, MySQL and H2 themselves; of others it is unknown. Default: no
     * wish.
     */
    public JdbcCheck requireWritable() {
        return new JdbcCheck(pool, source, query, true);
    }

    /**
     * Makes a check from the settings {@code url}, {@code user}, {@code password}, {@code query} and
     * {@code requireWritable}; blank ones count as not set.
     *
     * @param settings the integration's settings
     * @param integration the integration to be; its endpoint becomes the address without what is secret
     * @throws SettingException if one cannot be used
     */
    public static JdbcCheck from(Settings settings, IntegrationBuilder integration) {
        String url = settings.requireText("url");
        String user = settings.text("user").filter(text -> !text.isBlank()).orElse(null);
        Secret password = settings.secret("password").orElse(null);
        try {
            JdbcCheck plain = of(url, user, password);
            integration.endpoint(plain.toString());
            JdbcCheck check = settings.flag("requireWritable").orElse(false) ? plain.requireWritable() : plain;
            return settings.text("query")
                    .filter(text -> !text.isBlank())
                    .map(check::withQuery)
                    .orElse(check);
        } catch (IllegalArgumentException refused) {
            throw new SettingException(settings.path("url"), String.valueOf(refused.getMessage()));
        }
    }

    /**
     * Returns a check of another database, with the declared properties: what stands behind {@code ?} or {@code ;} can make
     * a driver run programs, so it is never taken from an edit. With a user or password, only of the same servers.
     */
    @Override
    public JdbcCheck withEndpoint(String endpoint) {
        JdbcSource declared = source;
        if (declared == null) {
            throw new IllegalArgumentException(
                    "the address belongs to the application's DataSource; change it in the application");
        }
        JdbcAddress old = declared.address();
        JdbcAddress edited = new JdbcAddress(endpoint.trim());
        if (edited.url().equals(old.shown()) || edited.url().equals(old.url())) {
            return new JdbcCheck(pool, declared, query, writable);
        }
        if (!edited.properties().isEmpty() || edited.url().indexOf('@') >= 0) {
            throw new IllegalArgumentException(
                    "the address must bring neither login nor properties (behind ? or ;); the" + " declared ones stay");
        }
        if (!edited.driver().equals(old.driver())) {
            throw new IllegalArgumentException(
                    "the address must begin with " + old.driver() + " as the declared one does");
        }
        boolean sameServers = !old.origin().isEmpty() && edited.origin().equals(old.origin());
        if (declared.holdsCredentials() && !sameServers) {
            throw new IllegalArgumentException("the login is bound to " + old.shown()
                    + "; another host has to be declared with a login of its own");
        }
        JdbcAddress moved = new JdbcAddress(edited.url() + old.properties());
        return new JdbcCheck(pool, new JdbcSource(moved, declared.user(), declared.password()), query, writable);
    }

    /** Returns the part of the address that names driver and servers; empty when it names none. */
    @Override
    public String target() {
        JdbcSource own = source;
        return own == null ? "" : own.address().origin();
    }

    /**
     * Never returns.
     *
     * @throws IllegalArgumentException always
     */
    @Override
    public JdbcCheck guardedBy(TargetGuard guard) {
        throw new IllegalArgumentException(
                "a database's driver connects by itself, so no guard can judge where to; declare the database in the"
                        + " application or its file");
    }

    @Override
    public CheckResult check(CheckContext context) {
        JdbcSource own = source;
        DataSource shared = pool;
        String place = toString();
        DriverText text = own == null ? new DriverText(Redactor.standard(), List.of()) : own.text();
        JdbcProblems problems = new JdbcProblems(place, text, own == null, context.timeout());
        JdbcRun run = new JdbcRun(query, writable, context.timeout(), problems);
        if (own != null) {
            return run.over(own::connect, true);
        }
        return run.over(left -> Objects.requireNonNull(shared).getConnection(), false);
    }

    @Override
    public List<Secret> secrets() {
        JdbcSource own = source;
        return own == null ? List.of() : own.secrets();
    }

    /** Returns the address without what is secret. */
    @Override
    public String toString() {
        JdbcSource own = source;
        return own == null ? "of the application" : own.address().shown();
    }
}
