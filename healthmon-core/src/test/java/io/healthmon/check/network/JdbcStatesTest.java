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
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.AggregateWith;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.aggregator.ArgumentsAggregator;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What databases refuse with, by state, in the words of their drivers. */
class JdbcStatesTest {

    private static final String URL = "jdbc:standin://db.internal.example.com:5432/app";
    private static final String PLACE = "The database " + URL + " ";
    private static final Secret PASSWORD = Secret.of("S3cr3t-Horse");
    private static final String STATES = "https://www.postgresql.org/docs/current/errcodes-appendix.html";

    @ParameterizedTest
    @CsvFileSource(resources = "jdbc-states.txt", delimiter = '|', quoteCharacter = '~', nullValues = "")
    void aRefusalIsExplained(
            String when,
            String state,
            String said,
            HealthStatus status,
            Cause cause,
            @AggregateWith(Words.class) Words words)
            throws Exception {
        SQLException failure = new SQLException(said.replace("\\n", "\n"), state);
        boolean connecting = when.equals("connect");
        try (StandInDriver driver =
                StandInDriver.answering("jdbc:standin:", connecting ? failure : null, connecting ? null : failure)) {
            CheckResult result = check(driver);

            assertThat(result.status()).isEqualTo(status);
            assertThat(result.problem()).isEqualTo(new Problem(cause, words.message, words.resolution, words.link));
            assertThat(result.problem().toString()).doesNotContain("app_user", "10.1.2.3", "Horse");
        }
    }

    /** What is told, with the link that stands for every state of PostgreSQL. */
    private static final class Words implements ArgumentsAggregator {
        private String message = "";
        private String resolution = "";
        private @Nullable String link;

        @Override
        public Words aggregateArguments(ArgumentsAccessor row, ParameterContext context) {
            message = row.getString(5).replace("{database}", PLACE.strip()).replace("{url}", URL);
            resolution = row.getString(6);
            link = row.getString(7) == null ? null : STATES;
            return this;
        }
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
