package io.healthmon.check.network;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Problem;
import io.healthmon.settings.DurationText;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What it means when a database refuses, by the state that the SQL standard has for it, and the driver's own codes. */
final class JdbcProblems {

    private static final Set<Integer> LOGIN_CODES = Set.of(1_045, 18_456, 1_017);
    private static final int MYSQL_TOO_MANY_CONNECTIONS = 1_040;
    private static final Set<Integer> H2_NO_DATABASE = Set.of(90_013, 90_146);

    private final String place;
    private final DriverText text;
    private final boolean pooled;
    private final Duration limit;

    /**
     * Makes one.
     *
     * @param place the database, without what is secret
     * @param text cleans what the driver says
     * @param pooled whether connections come from a source of the application, which may be a pool
     */
    JdbcProblems(String place, DriverText text, boolean pooled, Duration limit) {
        this.place = place;
        this.text = text;
        this.pooled = pooled;
        this.limit = limit;
    }

    /**
     * Returns what a failure means.
     *
     * @param connected whether there was a connection: only then the query is to blame for a refusal
     * @param elapsed when it came
     */
    CheckResult of(SQLException failure, boolean connected, Duration elapsed) {
        SqlFailure known = new SqlFailure(failure);
        if (known.find(JdbcSource.NoDriverException.class) != null) {
            return CheckResult.down(new Problem(
                    Cause.CONFIGURATION,
                    "No JDBC driver takes the address " + place + ".",
                    "Add the driver to the class path, or correct \"url\".",
                    null));
        }
        SqlMeaning meaning = meaning(known, connected);
        if (meaning == SqlMeaning.UNREACHABLE && !connected && isLate(known, elapsed)) {
            meaning = SqlMeaning.TOO_SLOW_TO_CONNECT;
        }
        return result(meaning, known.state(), said(known, meaning), known.isOfPostgreSql());
    }

    /** Returns whether it came only when the limit was over that drivers count in whole seconds, and nothing else explains it. */
    private boolean isLate(SqlFailure failure, Duration elapsed) {
        return failure.network() == Cause.CHECK_ERROR && elapsed.toSeconds() >= Math.max(1, limit.toSeconds());
    }

    /** Returns the result of a database that takes no writes although it should. */
    CheckResult readOnly(boolean postgreSql) {
        return result(SqlMeaning.READ_ONLY, "", "", postgreSql);
    }

    private CheckResult result(SqlMeaning meaning, String state, String said, boolean postgreSql) {
        String code = state.isEmpty() ? "" : " (SQL state " + state + ")";
        String end = said.isEmpty() ? "." : ": " + said;
        boolean explained = meaning != SqlMeaning.POOL_EMPTY && (postgreSql || isPostgreSqls(state));
        return meaning.result(place, DurationText.format(limit), code + end, explained ? SqlMeaning.STATES : null);
    }

    /** Returns whether no other database has this state, so that it is told by itself whose it is. */
    private static boolean isPostgreSqls(String state) {
        return state.matches("..P\\d\\d|53[123]00|42501");
    }

    private SqlMeaning meaning(SqlFailure failure, boolean connected) {
        if (pooled && !connected && failure.isOfEmptyPool()) {
            return SqlMeaning.POOL_EMPTY;
        }
        if (failure.code() == MYSQL_TOO_MANY_CONNECTIONS && !connected) {
            return SqlMeaning.NO_CONNECTION_LEFT;
        }
        SqlMeaning told = SqlMeaning.of(failure.state());
        if (told == SqlMeaning.LOGIN_REFUSED && failure.mentions("pg_hba.conf")) {
            return SqlMeaning.NO_ENTRY;
        }
        return told != null && told != SqlMeaning.UNREACHABLE ? told : untold(failure, connected);
    }

    /** Judges by the exception and what is behind it, and last by the class of the state. */
    private static SqlMeaning untold(SqlFailure failure, boolean connected) {
        if (failure.find(SQLInvalidAuthorizationSpecException.class) != null
                || failure.state().startsWith("28")
                || (!connected && LOGIN_CODES.contains(failure.code()))) {
            return SqlMeaning.LOGIN_REFUSED;
        }
        Cause network = failure.find(SQLTimeoutException.class) != null ? Cause.TIMEOUT : failure.network();
        return switch (network) {
            case TIMEOUT -> connected ? SqlMeaning.TOO_SLOW_TO_ANSWER : SqlMeaning.TOO_SLOW_TO_CONNECT;
            case DNS -> SqlMeaning.UNKNOWN_HOST;
            case TLS -> SqlMeaning.NO_TLS;
            case CONNECT -> SqlMeaning.UNREACHABLE;
            default -> refusal(failure, connected);
        };
    }

    private static SqlMeaning refusal(SqlFailure failure, boolean connected) {
        String kind = failure.state().length() < 2 ? "" : failure.state().substring(0, 2);
        if (H2_NO_DATABASE.contains(failure.code())) {
            return SqlMeaning.NO_DATABASE;
        }
        return switch (kind) {
            case "08" -> SqlMeaning.UNREACHABLE;
            case "3D" -> SqlMeaning.NO_DATABASE;
            case "3F", "42" -> connected ? SqlMeaning.WRONG_QUERY : SqlMeaning.NO_DATABASE;
            default -> SqlMeaning.REFUSED;
        };
    }

    private String said(SqlFailure failure, SqlMeaning meaning) {
        UnknownHostException host = failure.find(UnknownHostException.class);
        List<String> names = host == null || host.getMessage() == null ? List.of() : List.of(host.getMessage());
        return text.shown(failure.message(), meaning.namesPeople(), names);
    }

    /** Returns the failure of a database that is behind another exception, or null. */
    static @Nullable SQLException behind(RuntimeException failure) {
        Throwable current = failure;
        for (int depth = 0; depth < SqlFailure.DEEPEST && current != null; depth++) {
            if (current instanceof SQLException found) {
                return found;
            }
            current = current.getCause();
        }
        return null;
    }
}
