package io.healthmon.check.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.Problem;
import io.healthmon.secret.Redactor;
import io.healthmon.secret.Secret;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What databases refuse with, by state, in the words of their drivers. */
class JdbcStatesTest {

    private static final String URL = "jdbc:standin://db.internal.example.com:5432/app";
    private static final String PLACE = "The database " + URL + " ";
    private static final Secret PASSWORD = Secret.of("S3cr3t-Horse");
    private static final String STATES = "https://www.postgresql.org/docs/current/errcodes-appendix.html";
    private static final String UNREACHABLE = PLACE + "cannot be reached or refused the connection (SQL state ";
    private static final String LISTENS = "Check that the database runs and listens there,";

    static Stream<Arguments> whileConnecting() {
        String refused =
                "Connection to db.internal.example.com:5432 refused. Check that the hostname and port are correct";
        String hidden = "): Connection to *** refused. Check that the hostname and port are correct";
        return Stream.of(
                arguments("08001", refused, Cause.CONNECT, UNREACHABLE + "08001" + hidden, LISTENS, null),
                arguments("08004", "too many", Cause.CONNECT, UNREACHABLE + "08004): too many", LISTENS, null),
                arguments("08006", refused, Cause.CONNECT, UNREACHABLE + "08006" + hidden, LISTENS, null),
                arguments("08S01", "Broken pipe", Cause.CONNECT, UNREACHABLE + "08S01): Broken pipe", LISTENS, null),
                arguments(
                        "28P01",
                        "FATAL: password authentication failed for user \"app_user\"",
                        Cause.CREDENTIALS_INVALID,
                        PLACE + "refused the login: user or password is wrong (SQL state 28P01):"
                                + " FATAL: password authentication failed for user \"***\"",
                        "Correct the user and the password",
                        STATES),
                arguments(
                        "28000",
                        "FATAL: role \"app_user\" does not exist",
                        Cause.CREDENTIALS_INVALID,
                        PLACE + "refused the login: user or password is wrong, or the user may not sign in from here"
                                + " (SQL state 28000): FATAL: role \"***\" does not exist",
                        "see whether the user exists",
                        null),
                arguments(
                        "28000",
                        "FATAL: no pg_hba.conf entry for host \"10.1.2.3\", user \"app_user\", database \"app\", no encryption",
                        Cause.CONFIGURATION,
                        PLACE + "refused the login: its pg_hba.conf lets nobody in with this host, user, database and"
                                + " encryption (SQL state 28000): FATAL: no pg_hba.conf entry for host \"***\", user"
                                + " \"***\", database \"***\", no encryption",
                        "Add an entry to pg_hba.conf",
                        null),
                arguments(
                        "3D000",
                        "FATAL: database \"app\" does not exist",
                        Cause.CONFIGURATION,
                        PLACE + "does not exist (SQL state 3D000): FATAL: database \"app\" does not exist",
                        "Correct the database in the address, or create it.",
                        null),
                arguments(
                        "53300",
                        "FATAL: sorry, too many clients already",
                        Cause.QUOTA,
                        PLACE + "has too many connections (SQL state 53300): FATAL: sorry, too many clients already",
                        "put a pooler in between",
                        STATES),
                arguments(
                        "57P03",
                        "FATAL: the database system is starting up",
                        Cause.SERVER_ERROR,
                        PLACE + "takes no connections yet or no longer: it starts up, recovers or shuts down (SQL state"
                                + " 57P03): FATAL: the database system is starting up",
                        "Try again shortly",
                        STATES));
    }

    static Stream<Arguments> whileAsking() {
        return Stream.of(
                arguments(
                        "42501",
                        "ERROR: permission denied for table orders",
                        Cause.PERMISSION,
                        PLACE + "lets this role not do what was asked (SQL state 42501): ERROR: permission denied for"
                                + " table orders",
                        "Grant the role what the query needs",
                        STATES),
                arguments(
                        "42P01",
                        "ERROR: relation \"orders\" does not exist\n  Position: 15",
                        Cause.CONFIGURATION,
                        PLACE
                                + "has no such table or schema (SQL state 42P01): ERROR: relation \"orders\" does not exist",
                        "Correct the query",
                        STATES),
                arguments(
                        "3F000",
                        "ERROR: schema \"shop\" does not exist",
                        Cause.CONFIGURATION,
                        PLACE + "has no such table or schema (SQL state 3F000): ERROR: schema \"shop\" does not exist",
                        "run the migrations",
                        null),
                arguments(
                        "53100",
                        "ERROR: could not extend file: No space left on device",
                        Cause.SERVER_ERROR,
                        "The disk of the database " + URL
                                + " is full (SQL state 53100): ERROR: could not extend file: No space left on device",
                        "Free space",
                        STATES),
                arguments(
                        "53200",
                        "ERROR: out of shared memory",
                        Cause.SERVER_ERROR,
                        PLACE + "is out of memory (SQL state 53200): ERROR: out of shared memory",
                        "Give the server more memory",
                        STATES),
                arguments(
                        "57P01",
                        "FATAL: terminating connection due to administrator command",
                        Cause.SERVER_ERROR,
                        PLACE + "is shutting down, or an administrator ended the connection (SQL state 57P01): FATAL:"
                                + " terminating connection due to administrator command",
                        "Wait for the restart",
                        STATES),
                arguments(
                        "57P02",
                        "WARNING: terminating connection because of crash of another server process",
                        Cause.SERVER_ERROR,
                        PLACE
                                + "crashed and recovers (SQL state 57P02): WARNING: terminating connection because of crash"
                                + " of another server process",
                        "See the log of the database",
                        STATES),
                arguments(
                        "57014",
                        "ERROR: canceling statement due to statement timeout",
                        Cause.TIMEOUT,
                        PLACE + "cancelled the query, which took too long (SQL state 57014): ERROR: canceling statement"
                                + " due to statement timeout",
                        "See why the query is slow",
                        null),
                arguments(
                        "25006",
                        "ERROR: cannot execute INSERT in a read-only transaction",
                        Cause.CONFIGURATION,
                        PLACE
                                + "is read-only: a replica, or set so (SQL state 25006): ERROR: cannot execute INSERT in a"
                                + " read-only transaction",
                        "Connect to the primary",
                        null));
    }

    @ParameterizedTest
    @MethodSource("whileConnecting")
    void aRefusedConnectionIsExplained(
            String state, String said, Cause cause, String message, String resolution, @Nullable String link)
            throws Exception {
        SQLException failure = new SQLException(said, state);
        try (StandInDriver driver = StandInDriver.answering("jdbc:standin:", failure, null)) {
            assertExplained(check(driver), HealthStatus.DOWN, cause, message, resolution, link);
        }
    }

    @ParameterizedTest
    @MethodSource("whileAsking")
    void aRefusedQueryIsExplained(
            String state, String said, Cause cause, String message, String resolution, @Nullable String link)
            throws Exception {
        HealthStatus status = state.equals("25006") ? HealthStatus.DEGRADED : HealthStatus.DOWN;
        SQLException failure = new SQLException(said, state);
        try (StandInDriver driver = StandInDriver.answering("jdbc:standin:", null, failure)) {
            assertExplained(check(driver), status, cause, message, resolution, link);
        }
    }

    private static void assertExplained(
            CheckResult result,
            HealthStatus status,
            Cause cause,
            String message,
            String resolution,
            @Nullable String link) {
        Problem problem = result.problem();
        assertThat(result.status()).isEqualTo(status);
        assertThat(problem.cause()).isEqualTo(cause);
        assertThat(problem.message()).startsWith(message).doesNotContain("app_user", "10.1.2.3", "\n");
        assertThat(problem.resolution()).contains(resolution);
        assertThat(problem.documentation()).isEqualTo(link);
    }

    static Stream<Arguments> networks() {
        return Stream.of(
                arguments(new UnknownHostException("db.internal.example.com"), Cause.DNS, "could not be resolved"),
                arguments(new SocketTimeoutException("Connect timed out"), Cause.TIMEOUT, "did not answer within 5s"),
                arguments(new SSLHandshakeException("PKIX path building failed"), Cause.TLS, "TLS connection"),
                arguments(new ConnectException("Connection refused"), Cause.CONNECT, "cannot be reached"));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void theNetworkBehindAStateIsToldApart(Exception network, Cause cause, String message) throws Exception {
        SQLException failure = new SQLNonTransientConnectionException("The attempt failed.", "08001", network);
        try (StandInDriver driver = StandInDriver.answering("jdbc:standin:", failure, null)) {
            Problem problem = check(driver).problem();

            assertThat(problem.cause()).isEqualTo(cause);
            assertThat(problem.message()).contains(message).endsWith("(SQL state 08001): The attempt failed.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"XX000", "22012", ""})
    void anotherStateIsAFaultOfTheServer(String state) throws Exception {
        SQLException failure = new SQLException("internal", state.isEmpty() ? null : state);
        try (StandInDriver driver = StandInDriver.answering("jdbc:standin:", null, failure)) {
            assertThat(check(driver).problem().cause()).isEqualTo(Cause.SERVER_ERROR);
        }
    }

    @Test
    void theStateOfAFailureBehindCounts() throws Exception {
        SQLException failure = new SQLException("Batch failed");
        failure.setNextException(new SQLException("cannot execute", "25006"));
        try (StandInDriver driver = StandInDriver.answering("jdbc:standin:", null, failure)) {
            assertThat(check(driver).status()).isEqualTo(HealthStatus.DEGRADED);
        }
    }

    @Test
    void aQueryWithoutAStateThatTookTooLongIsATimeout() throws Exception {
        try (StandInDriver driver =
                StandInDriver.answering("jdbc:standin:", null, new SQLTimeoutException("query timed out"))) {
            assertThat(check(driver).problem().message())
                    .isEqualTo(PLACE + "did not answer the query within 5s: query timed out");
        }
    }

    @Test
    void tooManyConnectionsOfMySqlAreToldByTheirCode() throws Exception {
        SQLException failure = new SQLNonTransientConnectionException("Too many connections", "08004", 1040);
        try (StandInDriver driver = StandInDriver.answering("jdbc:standin:", failure, null)) {
            assertThat(check(driver).problem().cause()).isEqualTo(Cause.QUOTA);
        }
    }

    @Test
    void aLongAnswerIsNeverCutWithinAWordThatMayBeSecret() throws Exception {
        String key = "monitor-known-key-0123456789";
        SQLException failure = new SQLException("x".repeat(990 - PLACE.length()) + " " + key + " end", "XX000");
        try (StandInDriver driver = StandInDriver.answering("jdbc:standin:", null, failure)) {
            CheckResult result = check(driver);
            Redactor monitors = Redactor.standard().with(List.of(Secret.of(key)));

            assertThat(result.redactedBy(monitors).problem().message()).doesNotContain("monitor-known");
        }
    }

    private static CheckResult check(StandInDriver driver) {
        assertThat(driver.acceptsURL(URL)).isTrue();
        return JdbcCheck.of(URL, "app_user", PASSWORD)
                .withQuery("SELECT 1")
                .check(new CheckContext(Integration.named("Database").build(), Duration.ofSeconds(5)));
    }
}
