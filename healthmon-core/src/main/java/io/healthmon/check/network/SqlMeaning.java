package io.healthmon.check.network;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Problem;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What it means when a database refuses: a table of the SQL states that tell something, and of what tells itself otherwise. In
 * its texts {@code {place}} stands for the database and {@code {limit}} for the time limit.
 */
enum SqlMeaning {
    UNREACHABLE(
            Cause.CONNECT,
            "The database {place} cannot be reached or refused the connection",
            "Check that the database runs and listens there, and that no firewall refuses it.",
            "08001",
            "08003",
            "08004",
            "08006",
            "08007",
            "08S01"),
    UNKNOWN_HOST(
            Cause.DNS,
            "The host name of the database {place} could not be resolved",
            "Check the spelling of the host in the address and that this machine's DNS server answers."),
    NO_TLS(
            Cause.TLS,
            "The TLS connection to the database {place} failed",
            "See the TLS settings of the address, the certificate of the server, and whether the driver trusts it."),
    TOO_SLOW_TO_CONNECT(
            Cause.TIMEOUT,
            "The database {place} did not answer within {limit}",
            "Check that the database is up and that no firewall swallows the packets, or raise \"timeout\"."),
    TOO_SLOW_TO_ANSWER(
            Cause.TIMEOUT,
            "The database {place} did not answer the query within {limit}",
            "See why the query is slow, choose a lighter one, or raise \"timeout\"."),
    CANCELLED(
            Cause.TIMEOUT,
            "The database {place} cancelled the query, which took too long",
            "See why the query is slow or what it waits for, choose a lighter one, or raise \"timeout\".",
            "57014",
            "HYT00",
            "HYT01",
            "70100"),
    WRONG_PASSWORD(
            Cause.CREDENTIALS_INVALID,
            "The database {place} refused the login: user or password is wrong",
            "Correct the user and the password of the connection; an expired password has to be renewed.",
            "28P01"),
    LOGIN_REFUSED(
            Cause.CREDENTIALS_INVALID,
            "The database {place} refused the login: user or password is wrong, or the user may not sign in from here",
            "Correct the user and the password of the connection, and see whether the user exists and may sign in from"
                    + " here.",
            "28000"),
    NO_ENTRY(
            Cause.CONFIGURATION,
            "The database {place} refused the login: its pg_hba.conf lets nobody in with this host, user, database and"
                    + " encryption",
            "Add an entry to pg_hba.conf of the server and have it reload, or connect with the encryption that it asks"
                    + " for (\"sslmode\" in the address)."),
    NO_DATABASE(
            Cause.CONFIGURATION,
            "The database {place} does not exist",
            "Correct the database in the address, or create it.",
            "3D000"),
    NO_PRIVILEGE(
            Cause.PERMISSION,
            "The database {place} lets this role not do what was asked",
            "Grant the role what the query needs, or choose another query.",
            "42501"),
    NO_TABLE(
            Cause.CONFIGURATION,
            "The database {place} has no such table or schema",
            "Correct the query or the search path of the role, or run the migrations that are missing.",
            "42P01",
            "3F000"),
    WRONG_QUERY(Cause.CONFIGURATION, "The database {place} does not understand the query", "Correct \"query\"."),
    NO_CONNECTION_LEFT(
            Cause.QUOTA,
            "The database {place} has too many connections",
            "Raise the limit (\"max_connections\" in PostgreSQL), close connections that nobody uses, or put a pooler in"
                    + " between.",
            "53300"),
    DISK_FULL(
            Cause.SERVER_ERROR,
            "The disk of the database {place} is full",
            "Free space on the disk of the server, or give it a larger one.",
            "53100"),
    OUT_OF_MEMORY(
            Cause.SERVER_ERROR,
            "The database {place} is out of memory",
            "Give the server more memory, or have it use less: fewer connections, smaller buffers.",
            "53200"),
    SHUTTING_DOWN(
            Cause.SERVER_ERROR,
            "The database {place} is shutting down, or an administrator ended the connection",
            "Wait for the restart; if nobody meant it, see the log of the database.",
            "57P01"),
    CRASHED(
            Cause.SERVER_ERROR,
            "The database {place} crashed and recovers",
            "See the log of the database for what crashed; it takes connections again by itself.",
            "57P02"),
    STARTING_UP(
            Cause.SERVER_ERROR,
            "The database {place} takes no connections yet or no longer: it starts up, recovers or shuts down",
            "Try again shortly; if it stays so, see the log of the database.",
            "57P03"),
    READ_ONLY(
            Cause.CONFIGURATION,
            "The database {place} is read-only: a replica, or set so",
            "Connect to the primary (for PostgreSQL with \"targetServerType=primary\" in the address), or see who made the"
                    + " database read-only.",
            "25006"),
    POOL_EMPTY(
            Cause.QUOTA,
            "No connection to the database {place} was free within the time that its pool waits",
            "See whether connections are kept too long or never given back (HikariCP: \"leakDetectionThreshold\"), or"
                    + " make the pool larger."),
    REFUSED(Cause.SERVER_ERROR, "The database {place} refused", "See the log of the database.");

    /** Where PostgreSQL tells its states. */
    static final String STATES = "https://www.postgresql.org/docs/current/errcodes-appendix.html";

    private static final Pattern STATE = Pattern.compile("\\w+");

    private static final Map<String, SqlMeaning> BY_STATE = Arrays.stream(values())
            .flatMap(meaning -> STATE.matcher(meaning.states).results().map(state -> Map.entry(state.group(), meaning)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final Cause cause;
    private final String message;
    private final String resolution;
    private final String states;

    SqlMeaning(Cause cause, String message, String resolution, String... states) {
        this.cause = cause;
        this.message = message;
        this.resolution = resolution;
        this.states = String.join(" ", states);
    }

    /** Returns what a state means by itself, or null when that is not in the table. */
    static @Nullable SqlMeaning of(String state) {
        return BY_STATE.get(state);
    }

    Cause cause() {
        return cause;
    }

    HealthStatus status() {
        return this == READ_ONLY ? HealthStatus.DEGRADED : HealthStatus.DOWN;
    }

    /** Returns whether the text of the driver is about who signs in from where, and so full of names. */
    boolean namesPeople() {
        return switch (cause) {
            case CONNECT, DNS, TLS, CREDENTIALS_INVALID -> true;
            default -> this == NO_ENTRY || this == TOO_SLOW_TO_CONNECT;
        };
    }

    /**
     * Makes the result.
     *
     * @param place the database, without what is secret
     * @param limit the time limit, as people write it
     * @param said the state and what the driver says, without what is secret
     * @param link where it is explained, or null
     */
    CheckResult result(String place, String limit, String said, @Nullable String link) {
        String text = message.replace("{limit}", limit).replace("{place}", place) + said;
        Problem problem = new Problem(cause, text, resolution, link);
        return status() == HealthStatus.DEGRADED ? CheckResult.degraded(problem) : CheckResult.down(problem);
    }
}
