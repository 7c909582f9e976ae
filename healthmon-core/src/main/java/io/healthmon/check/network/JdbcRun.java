package io.healthmon.check.network;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Problem;
import io.healthmon.schedule.Stopwatch;
import io.healthmon.settings.DurationText;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One visit to a database. Confined to its run. */
final class JdbcRun {

    private final @Nullable String query;
    private final Duration limit;
    private final JdbcProblems problems;
    private final Stopwatch sinceStart = Stopwatch.started();

    JdbcRun(@Nullable String query, Duration limit, JdbcProblems problems) {
        this.query = query;
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
            return CheckResult.down(problems.of(failed, connected));
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
        if (asked == null) {
            return connection.isValid(seconds()) ? CheckResult.healthy() : CheckResult.down(invalid());
        }
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(seconds());
            statement.setMaxRows(1);
            statement.execute(asked);
        }
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
        return CheckResult.healthy();
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
