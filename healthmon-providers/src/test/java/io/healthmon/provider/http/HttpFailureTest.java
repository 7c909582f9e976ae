package io.healthmon.provider.http;

import static io.healthmon.provider.http.Runs.get;
import static io.healthmon.provider.http.Runs.ok;
import static io.healthmon.provider.http.Runs.run;
import static io.healthmon.provider.http.Runs.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HttpFailureTest {

    @Test
    void anUnknownHostIsACauseOfItsOwn() throws Exception {
        CheckResult result = get("http://no-such-host.invalid/path?token=hidden");

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.DNS);
        assertThat(result.problem().message())
                .contains("no-such-host.invalid")
                .doesNotContain("hidden")
                .doesNotContain("token");
        assertThat(result.problem().resolution()).isNotBlank();
    }

    @Test
    void aRefusedPortIsACauseOfItsOwn() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        CheckResult result = get("http://user:hidden@127.0.0.1:" + port + "/");

        assertThat(result.problem().cause()).isEqualTo(Cause.CONNECT);
        assertThat(result.problem().message()).isEqualTo("Nothing accepts connections at 127.0.0.1:" + port + ".");
    }

    @Test
    void aBodyThatBreaksOffIsToldWithWhatArrived() throws Exception {
        try (RawServer server = RawServer.start(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nten bytes.");
        })) {
            CheckResult result = get(server.url());

            assertThat(result.problem().cause()).isEqualTo(Cause.CONNECT);
            assertThat(result.problem().message()).contains("broke off", "200", "after 10 bytes");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n\r\n",
                "HTTP/1.1 200 OK\r\nNot A Header: x\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n"
            })
    void anAnswerThatIsNotHttpIsSaidSo(String answer) throws Exception {
        try (RawServer server = RawServer.answering(answer)) {
            CheckResult result = get(server.url());

            assertThat(result.problem().cause()).isEqualTo(Cause.ASSERTION);
            assertThat(result.problem().message()).contains("not HTTP");
        }
    }

    @Test
    void anInterimAnswerIsNotTheAnswer() throws Exception {
        try (RawServer server = RawServer.answering("HTTP/1.1 100 Continue\r\n\r\n" + ok("fine"))) {
            assertThat(get(server.url()).status()).isEqualTo(HealthStatus.HEALTHY);
        }
    }

    @Test
    void anEmptyAnswerIsHealthy() throws Exception {
        try (RawServer server = RawServer.answering("HTTP/1.1 204 No Content\r\n\r\n")) {
            assertThat(get(server.url()).details()).containsEntry("http.status", "204");
        }
    }

    @Test
    void aBodyWithoutEndIsCutAndItsConnectionClosed() throws Exception {
        try (RawServer server = RawServer.start(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\n\r\n");
            while (true) {
                connection.write(new byte[8_192]);
            }
        })) {
            CheckResult result = get(server.url());

            assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(result.details()).containsEntry("body.cut", "65536");
            assertThat(server.clientLeft()).isTrue();
        }
    }

    @Test
    void aBodyOfTenMegabytesIsNotReadToItsEnd() throws Exception {
        try (RawServer server = RawServer.start(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 10485760\r\n\r\n");
            for (int count = 0; count < 1_280; count++) {
                connection.write(new byte[8_192]);
            }
        })) {
            CheckResult result =
                    run(HttpCheck.to(server.url()).expectBodyContains("x").build());

            assertThat(result.problem().message()).contains("first 64 KiB", "What comes after is not read");
            assertThat(server.clientLeft()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400,DOWN,CONFIGURATION",
        "401,DOWN,CREDENTIALS_INVALID",
        "402,DOWN,ACCOUNT",
        "403,DOWN,PERMISSION",
        "404,DOWN,CONFIGURATION",
        "405,DOWN,CONFIGURATION",
        "406,DOWN,CONFIGURATION",
        "407,DOWN,CONFIGURATION",
        "408,DOWN,SERVER_ERROR",
        "409,DOWN,CLIENT_ERROR",
        "410,DOWN,CONFIGURATION",
        "415,DOWN,CONFIGURATION",
        "418,DOWN,CLIENT_ERROR",
        "422,DOWN,CONFIGURATION",
        "425,DOWN,SERVER_ERROR",
        "429,DEGRADED,RATE_LIMITED",
        "451,DOWN,PERMISSION",
        "511,DOWN,LOCAL_NETWORK",
        "500,DOWN,SERVER_ERROR",
        "502,DOWN,SERVER_ERROR",
        "503,DOWN,SERVER_ERROR",
        "504,DOWN,SERVER_ERROR",
        "521,DOWN,SERVER_ERROR",
        "304,DOWN,ASSERTION"
    })
    void aStatusHasItsCause(int status, HealthStatus expected, Cause cause) throws Exception {
        try (RawServer server = RawServer.answering(status(status))) {
            CheckResult result = get(server.url());

            assertThat(result.status()).isEqualTo(expected);
            assertThat(result.problem().cause()).isEqualTo(cause);
            assertThat(result.problem().message()).contains(String.valueOf(status));
            assertThat(result.problem().resolution()).isNotBlank();
        }
    }

    @ParameterizedTest
    @CsvSource({"invalid_token,CREDENTIALS_EXPIRED", "insufficient_scope,PERMISSION"})
    void aChallengeSaysWhatIsWrongWithTheCredential(String error, Cause cause) throws Exception {
        try (RawServer server =
                RawServer.answering(status(401, "WWW-Authenticate: Bearer realm=\"x\", error=\"" + error + "\""))) {
            assertThat(get(server.url()).problem().cause()).isEqualTo(cause);
        }
    }

    @ParameterizedTest
    @CsvSource({"120,120", "0.3,1", "86400,3600", "'Wed, 21 Oct 2026 07:29:00 GMT',60"})
    void aRequestToWaitIsKept(String retryAfter, String seconds) throws Exception {
        try (RawServer server =
                RawServer.answering(status(429, "Date: Wed, 21 Oct 2026 07:28:00 GMT", "Retry-After: " + retryAfter))) {
            assertThat(get(server.url()).details()).containsEntry("retryAfter", seconds);
        }
    }

    @Test
    void aStatusThatIsExpectedIsHealthy() throws Exception {
        try (RawServer server = RawServer.answering(status(404))) {
            HttpCheck check =
                    HttpCheck.to(server.url()).expectStatus("200-299", "404").build();

            assertThat(run(check).status()).isEqualTo(HealthStatus.HEALTHY);
        }
    }
}
