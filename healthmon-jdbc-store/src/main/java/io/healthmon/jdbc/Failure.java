package io.healthmon.jdbc;

import io.healthmon.secret.Redactor;
import io.healthmon.store.StoreException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says what failed in one line: what, where, why, and what to do about it. */
final class Failure {

    private static final int LONGEST_REASON = 300;
    private static final int DEEPEST = 20;

    private static final String ADVICE_CREDENTIALS = "check \"user\" and \"password\"";
    private static final String ADVICE_DISK = "make room on the disk, or lift its limit; then it goes on by itself";
    private static final Pattern FULL_DISK =
            Pattern.compile("(?i)no space left|file too large|disk quota|not enough space");
    private static final String ADVICE_FILE = "the file is damaged: restore it from a backup, rescue it with H2's"
            + " org.h2.tools.Recover, or move it away to begin with an empty one";
    private static final String ADVICE_IN_USE =
            "another process has the file open: stop it, name another file, or add ;AUTO_SERVER=TRUE in both";
    private static final String ADVICE_NAME = "create the database, or correct its name in the URL";
    private static final String ADVICE_RIGHTS = "give the user the right to do this";
    private static final String ADVICE_CONNECTIONS =
            "raise the number of connections that the server allows, or make the pool smaller";
    private static final String ADVICE_AWAY = "see that the database runs and can be reached from here";

    /** What to do, by SQL state or the beginning of one; H2's own codes are their states too. */
    private static final Map<String, String> ADVICE = Map.ofEntries(
            Map.entry("28", ADVICE_CREDENTIALS),
            Map.entry("3D000", ADVICE_NAME),
            Map.entry("90146", ADVICE_NAME),
            Map.entry("42501", ADVICE_RIGHTS),
            Map.entry("90040", "give the user ADMIN rights, which H2 asks for to make each batch durable"),
            Map.entry("53100", ADVICE_DISK),
            Map.entry("53300", ADVICE_CONNECTIONS),
            Map.entry("90020", ADVICE_IN_USE),
            Map.entry("90030", ADVICE_FILE),
            Map.entry("90031", ADVICE_DISK),
            Map.entry("90028", ADVICE_DISK),
            Map.entry("08", ADVICE_AWAY),
            Map.entry("57P", ADVICE_AWAY),
            Map.entry("90067", ADVICE_AWAY),
            Map.entry("90098", ADVICE_AWAY),
            Map.entry("90121", ADVICE_AWAY));

    /** What to do, by the codes of MariaDB and MySQL, whose states say less; no other database has these. */
    private static final Map<Integer, String> ADVICE_BY_CODE = Map.of(
            1021, ADVICE_DISK,
            1114, ADVICE_DISK,
            1040, ADVICE_CONNECTIONS,
            1203, ADVICE_CONNECTIONS,
            1044, ADVICE_RIGHTS,
            1142, ADVICE_RIGHTS,
            1227, ADVICE_RIGHTS,
            1046, "name a database in the URL",
            1049, ADVICE_NAME);

    private Failure() {}

    /** Returns the exception for a failure, with its cause unless that would show a secret. */
    static StoreException of(String what, String place, Throwable failure, Redactor redactor) {
        SQLException sql = sqlException(failure);
        Throwable full = fullDisk(failure);
        Throwable reason = full != null ? full : sql != null ? sql : failure;
        String advice = full != null ? ADVICE_DISK : sql == null ? null : advice(sql);
        String message = "cannot " + what + " " + place + ": "
                + redactor.excerpt(text(reason), LONGEST_REASON).replaceFirst("\\.$", "")
                + (advice == null ? "" : "; " + advice);
        Throwable cause = sql == null ? failure : sql;
        Throwable shown = showsSecret(cause, redactor) ? null : cause;
        return isOfData(sql) ? StoreException.ofData(message, shown) : new StoreException(message, shown);
    }

    /** Returns whether the database works, but cannot keep what it was given: wrong data, a broken rule, beyond a limit. */
    private static boolean isOfData(@Nullable SQLException failure) {
        String state = failure == null ? null : failure.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54"));
    }

    /** H2 reports a full disk as an error of its own kind and leaves the reason to the bottom. */
    private static @Nullable Throwable fullDisk(Throwable failure) {
        Throwable current = failure;
        for (int depth = 0; current != null && depth < DEEPEST; depth++) {
            if (current instanceof IOException
                    && FULL_DISK.matcher(text(current)).find()) {
                return current;
            }
            current = current.getCause();
        }
        return null;
    }

    /** Returns whether the database cannot be reached now, and may be later. */
    static boolean isAway(Throwable failure) {
        SQLException sql = sqlException(failure);
        return sql != null && ADVICE_AWAY.equals(advice(sql));
    }

    /** Returns the database's own exception, the innermost: a pool says that it waited in vain, and why below. */
    static @Nullable SQLException sqlException(Throwable failure) {
        SQLException found = null;
        Throwable current = failure;
        for (int depth = 0; current != null && depth < DEEPEST; depth++) {
            found = current instanceof SQLException sql ? sql : found;
            current = current.getCause();
        }
        return found;
    }

    private static @Nullable String advice(SQLException failure) {
        String byCode = ADVICE_BY_CODE.get(failure.getErrorCode());
        if (byCode != null) {
            return byCode;
        }
        String state = failure.getSQLState();
        if (state == null && "Connection is closed".equals(failure.getMessage())) {
            // says the pool, of a connection that it gave up because the database was gone
            return ADVICE_AWAY;
        }
        for (int length = state == null ? 0 : state.length(); length > 1 && state != null; length--) {
            String advice = ADVICE.get(state.substring(0, length));
            if (advice != null) {
                return advice;
            }
        }
        return null;
    }

    private static String text(Throwable reason) {
        String message = reason.getMessage();
        return message == null || message.isBlank() ? reason.getClass().getSimpleName() : message;
    }

    private static boolean showsSecret(Throwable failure, Redactor redactor) {
        Throwable current = failure;
        for (int depth = 0; current != null && depth < DEEPEST; depth++) {
            String text = String.valueOf(current.getMessage());
            if (!redactor.redact(text).equals(text)) {
                return true;
            }
            current = current.getCause();
        }
        return false;
    }
}
