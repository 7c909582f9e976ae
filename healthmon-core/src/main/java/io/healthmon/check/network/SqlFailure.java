package io.healthmon.check.network;

import io.healthmon.check.Cause;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** A failure of a database with all that is behind it: causes, and what drivers and pools put beside them. */
final class SqlFailure {

    static final int DEEPEST = 10;

    private static final String POSTGRESQL = "org.postgresql.";

    private final SQLException failure;
    private final List<Throwable> chain = new ArrayList<>();

    SqlFailure(SQLException failure) {
        this.failure = failure;
        collect(failure);
    }

    private void collect(@Nullable Throwable next) {
        Throwable current = next;
        while (current != null && chain.size() < DEEPEST && !chain.contains(current)) {
            chain.add(current);
            if (current instanceof SQLException sql) {
                collect(sql.getNextException());
            }
            current = current.getCause();
        }
    }

    /** Returns the state of the failure, or of the first behind it that has one; empty when none has. */
    String state() {
        for (Throwable each : chain) {
            if (each instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }

    /** Returns the driver's own code; 0 for none. */
    int code() {
        for (Throwable each : chain) {
            if (each instanceof SQLException sql && sql.getErrorCode() != 0) {
                return sql.getErrorCode();
            }
        }
        return 0;
    }

    /** Returns what the driver says: of a pool, what is behind its own words. */
    String message() {
        boolean pool = failure instanceof SQLTransientConnectionException;
        return pool && failure.getCause() instanceof SQLException driver
                ? String.valueOf(driver.getMessage())
                : String.valueOf(failure.getMessage());
    }

    /** Returns whether one of them says a word. */
    boolean mentions(String word) {
        return chain.stream().anyMatch(each -> String.valueOf(each.getMessage()).contains(word));
    }

    /** Returns what it means to the network; {@link Cause#CHECK_ERROR} for nothing. */
    Cause network() {
        return chain.stream()
                .filter(SQLException.class::isInstance)
                .map(Cause::of)
                .filter(cause -> cause != Cause.CHECK_ERROR)
                .findFirst()
                .orElse(Cause.CHECK_ERROR);
    }

    boolean isOfPostgreSql() {
        return chain.stream().anyMatch(each -> each.getClass().getName().startsWith(POSTGRESQL));
    }

    /**
     * Returns whether a pool has no free connection, and not because the database refuses: that is behind it otherwise. The
     * class says it in JDBC's words, in those of Commons DBCP or of Tomcat.
     */
    boolean isOfEmptyPool() {
        boolean says = failure instanceof SQLTransientConnectionException
                || failure.getCause() instanceof NoSuchElementException
                || failure.getClass().getSimpleName().equals("PoolExhaustedException");
        return says && state().isEmpty() && network() == Cause.CHECK_ERROR;
    }

    <T extends Throwable> @Nullable T find(Class<T> type) {
        return chain.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElse(null);
    }
}
