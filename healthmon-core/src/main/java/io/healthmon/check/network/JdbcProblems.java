package io.healthmon.check.network;

import io.healthmon.check.Cause;
import io.healthmon.check.Problem;
import io.healthmon.secret.Redactor;
import io.healthmon.settings.DurationText;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.Set;

/** What it means when a database refuses, by the state that the SQL standard has for it, and the driver's own codes. */
final class JdbcProblems {

    private static final Set<String> TOO_SLOW = Set.of("57014", "HYT00", "HYT01", "70100");
    private static final Set<Integer> LOGIN_CODES = Set.of(1_045, 18_456, 1_017);
    private static final int H2_NO_DATABASE = 90_013;
    private static final int H2_NO_SUCH_DATABASE = 90_146;
    private static final int LONGEST_SHOWN = 300;

    private final String place;
    private final Redactor redactor;
    private final Duration limit;

    JdbcProblems(String place, Redactor redactor, Duration limit) {
        this.place = place;
        this.redactor = redactor;
        this.limit = limit;
    }

    /** Returns what a failure means; the query is to blame for a refusal only when there was a connection. */
    Problem of(SQLException failure, boolean connected) {
        if (failure instanceof JdbcSource.NoDriverException) {
            return new Problem(
                    Cause.CONFIGURATION,
                    "No JDBC driver takes the address " + place + ".",
                    "Add the driver to the class path, or correct \"url\".",
                    null);
        }
        String state = state(failure);
        Cause cause = cause(failure, state, connected);
        return new Problem(cause, message(cause, failure, state), resolution(cause, connected), null);
    }

    private static Cause cause(SQLException failure, String state, boolean connected) {
        if (failure instanceof SQLTimeoutException || TOO_SLOW.contains(state)) {
            return Cause.TIMEOUT;
        }
        if (failure instanceof SQLInvalidAuthorizationSpecException
                || state.startsWith("28")
                || (!connected && LOGIN_CODES.contains(failure.getErrorCode()))) {
            return Cause.CREDENTIALS_INVALID;
        }
        Cause network = Cause.of(failure);
        if (network != Cause.CHECK_ERROR) {
            return network;
        }
        if (state.startsWith("08")) {
            return Cause.CONNECT;
        }
        return state.equals("42501") ? Cause.PERMISSION : refusal(failure, state);
    }

    private static Cause refusal(SQLException failure, String state) {
        boolean noDatabase = state.startsWith("3D")
                || failure.getErrorCode() == H2_NO_DATABASE
                || failure.getErrorCode() == H2_NO_SUCH_DATABASE;
        return noDatabase || state.startsWith("42") || state.startsWith("3F")
                ? Cause.CONFIGURATION
                : Cause.SERVER_ERROR;
    }

    /** Returns the state of the failure, or of the first behind it that has one. */
    private static String state(SQLException failure) {
        SQLException current = failure;
        for (int depth = 0; depth < 10 && current != null; depth++) {
            if (current.getSQLState() != null) {
                return current.getSQLState();
            }
            current = current.getNextException();
        }
        return "";
    }

    private String message(Cause cause, SQLException failure, String state) {
        String said = said(failure, state);
        return switch (cause) {
            case TIMEOUT ->
                "The database " + place + " did not answer within " + DurationText.format(limit) + ": " + said;
            case CREDENTIALS_INVALID -> "The database " + place + " refused the login: " + said;
            case DNS -> "The host name of the database " + place + " could not be resolved: " + said;
            case CONNECT -> "No connection to the database " + place + ": " + said;
            case TLS -> "The TLS connection to the database " + place + " failed: " + said;
            default -> "The database " + place + " refused: " + said;
        };
    }

    /** Returns what the driver says: its first line, without what is secret. */
    private String said(SQLException failure, String state) {
        String message = redactor.redact(String.valueOf(failure.getMessage()));
        int end = message.indexOf('\n');
        String line = (end < 0 ? message : message.substring(0, end)).strip();
        String shown = line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN - 1) + "…";
        return state.isEmpty() ? shown : shown + " (SQL state " + state + ")";
    }

    private static String resolution(Cause cause, boolean connected) {
        return switch (cause) {
            case TIMEOUT ->
                connected
                        ? "See why the query is slow, choose a lighter one, or raise \"timeout\"."
                        : "Check that the database is up and that no firewall swallows the packets, or raise \"timeout\".";
            case CREDENTIALS_INVALID ->
                "Correct \"user\" and \"password\", and see whether the user may sign in from here.";
            case DNS -> "Check the spelling of the host in \"url\" and that this machine's DNS server answers.";
            case CONNECT -> "Check that the database runs and listens there, and that no firewall refuses it.";
            case CONFIGURATION ->
                connected ? "Correct \"query\"." : "Correct \"url\": the database it names is not there.";
            case PERMISSION -> "Grant the user what the query needs, or choose another query.";
            default -> "See the log of the database.";
        };
    }
}
