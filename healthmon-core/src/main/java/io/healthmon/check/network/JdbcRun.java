package io.healthmon.check.network;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Problem;
import io.healthmon.schedule.Stopwatch;
import io.healthmon.settings.DurationText;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One visit to a database. Confined to its run. */
final class JdbcRun {

    /** How each product is asked whether it takes no writes; what drivers say themselves is only what they were told. */
    private static final Map<String, String> IS_READ_ONLY = Map.of(
            "PostgreSQL", "SHOW transaction_read_only",
            "H2", "CALL READONLY()",
            "MariaDB", "SELECT @@global.read_only",
            "MySQL", "SELECT @@global.read_only");

    private static final Set<String> YES = Set.of("on", "1", "true");

    private final @Nullable String query;
    private final boolean writable;
    private final Duration limit;
    private final JdbcProblems problems;
    private final Stopwatch sinceStart = Stopwatch.started();

    /**
     * Makes one.
     *
     * @param query what to ask, or null
     * @param writable whether the database has to take writes
     */
    JdbcRun(@Nullable String query, boolean writable, Duration limit, JdbcProblems problems) {
        this.query = query;
        this.writable = writable;
        this.limit = limit;
        this.problems = problems;
    }

    /** Opens a connection. */
    @FunctionalInterface
    interface Opening {
        @Nullable Connection within(Duration left) throws SQLException;
    }

    /**
     * Visits the database; whatever happens, and however late it comes, the connection is closed.
     *
     * @param own whether the connection is nobody else's, so that its settings may be changed
     */
    CheckResult over(Opening opening, boolean own) {
        boolean connected = false;
        try (Connection connection = opening.within(limit)) {
            if (connection == null) {
                return CheckResult.down(Problem.of(Cause.CHECK_ERROR, "The DataSource returned null."));
            }
            connected = true;
            Duration connecting = sinceStart.elapsed();
            if (sinceStart.leftOf(limit).isZero() || Thread.currentThread().isInterrupted()) {
                return CheckResult.down(late(connecting));
            }
            if (own) {
                limitNetwork(connection);
            }
            CheckResult result = ask(connection);
            Duration whole = sinceStart.elapsed();
            return named(connection, result)
                    .withResponseTime(whole)
                    .withDetail("phase.connect", connecting.toMillis())
                    .withDetail("phase.query", whole.minus(connecting).toMillis());
        } catch (SQLException failed) {
            return problems.of(failed, connected, sinceStart.elapsed());
        } catch (RuntimeException failed) {
            // why: a pool that begins with its first connection, such as HikariCP's, wraps what the driver says
            SQLException behind = JdbcProblems.behind(failed);
            if (behind == null) {
                throw failed;
            }
            return problems.of(behind, connected, sinceStart.elapsed());
        }
    }

    private Problem late(Duration connecting) {
        return new Problem(
                Cause.TIMEOUT,
                "The connection came only after " + connecting.toMillis() + " ms, beyond the "
                        + DurationText.format(limit) + " allowed.",
                "See whether the database or the pool is overloaded, or raise \"timeout\".",
                null);
    }

    private void limitNetwork(Connection connection) throws SQLException {
        try {
            connection.setNetworkTimeout(
                    Runnable::run, (int) Math.max(1, sinceStart.leftOf(limit).toMillis()));
        } catch (SQLFeatureNotSupportedException | AbstractMethodError | UnsupportedOperationException without) {
            // why: not every driver has it; the limit of the statement and the monitor's own remain
            return;
        }
    }

    private CheckResult ask(Connection connection) throws SQLException {
        String asked = query;
        if (asked == null && !connection.isValid(seconds())) {
            return CheckResult.down(invalid());
        }
        if (asked == null && !writable) {
            return CheckResult.healthy();
        }
        if (asked != null) {
            try (Statement statement = statement(connection)) {
                statement.execute(asked);
            }
        }
        CheckResult result = writable ? writes(connection) : CheckResult.healthy();
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
        return result;
    }

    private Statement statement(Connection connection) throws SQLException {
        Statement statement = connection.createStatement();
        statement.setQueryTimeout(seconds());
        statement.setMaxRows(1);
        return statement;
    }

    private CheckResult writes(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        String question = IS_READ_ONLY.get(product);
        if (question == null) {
            return CheckResult.unknown(new Problem(
                    Cause.CONFIGURATION,
                    "How to ask " + product + " whether it takes writes is not known here.",
                    "Leave out \"requireWritable\", and set a \"query\" that fails when it takes none.",
                    null));
        }
        try (Statement statement = statement(connection);
                ResultSet answer = statement.executeQuery(question)) {
            boolean readOnly = answer.next()
                    && YES.contains(String.valueOf(answer.getString(1)).toLowerCase(Locale.ROOT));
            return readOnly ? problems.readOnly(product.equals("PostgreSQL")) : CheckResult.healthy();
        }
    }

    /** Returns the whole seconds that are left; one at least, since zero means no limit. */
    private int seconds() {
        return (int) Math.max(1, sinceStart.leftOf(limit).toSeconds());
    }

    private Problem invalid() {
        boolean over = sinceStart.leftOf(limit).isZero();
        return new Problem(
                over ? Cause.TIMEOUT : Cause.CONNECT,
                "The driver says that the connection does not work" + (over ? ", or not in time." : "."),
                "See the log of the database; a \"query\" tells more.",
                null);
    }

    private static CheckResult named(Connection connection, CheckResult result) {
        try {
            DatabaseMetaData facts = connection.getMetaData();
            return result.withDetail(
                    "database", facts.getDatabaseProductName() + " " + facts.getDatabaseProductVersion());
        } catch (SQLException unnamed) {
            return result;
        }
    }
}
