package io.healthmon.check.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.Problem;
import io.healthmon.secret.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What Redis may answer, by a server that answers as a test says. */
@Timeout(60)
class RedisCheckTest {

    private static final String LINK = "https://redis.io/docs/latest/commands/ping/";
    private static final Secret PASSWORD = Secret.of("S3cr3t-Horse");

    @TempDir
    static Path directory;

    private static Path keys;
    private static Path trusting;

    @BeforeAll
    static void makeCertificate() throws Exception {
        Keytool keytool = new Keytool(directory);
        keys = keytool.selfSigned(
                "cache", "-ext", "SAN=dns:localhost", "-startdate", "2020/01/01 00:00:00", "-validity", "20000");
        trusting = keytool.trusting(keys);
    }

    private static CheckResult run(RedisCheck check) throws Exception {
        return run(check, Duration.ofSeconds(10));
    }

    private static CheckResult run(RedisCheck check, Duration timeout) throws Exception {
        return check.check(new CheckContext(Integration.named("Cache").build(), timeout));
    }

    private static RedisCheck at(ScriptedServer server) {
        return RedisCheck.of("localhost", server.port());
    }

    /** Hears a whole command, as the protocol has it. */
    private static List<String> command(ScriptedServer.Line line) throws IOException {
        int count = Integer.parseInt(line.hear().substring(1));
        List<String> words = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            String length = line.hear();
            words.add(line.hear());
            assertThat(length).isEqualTo("$" + words.get(index).length());
        }
        return words;
    }

    private static ScriptedServer answering(String... replies) throws IOException {
        return ScriptedServer.plain(line -> {
            for (String reply : replies) {
                command(line);
                line.say(reply);
            }
            line.hold();
        });
    }

    @Test
    void aServerThatAnswersPingIsHealthy() throws Exception {
        try (ScriptedServer server = answering("+PONG")) {
            CheckResult result = run(at(server));

            assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(result.responseTime()).isPositive();
            assertThat(result.details()).containsEntry("address", "127.0.0.1");
            assertThat(server.received).containsExactly("*1", "$4", "PING");
        }
    }

    @Test
    void aLoginComesBeforeThePing() throws Exception {
        try (ScriptedServer server = answering("+OK", "+PONG")) {
            CheckResult result = run(at(server).login("monitor", PASSWORD));

            assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(server.received)
                    .containsExactly("*3", "$4", "AUTH", "$7", "monitor", "$12", "S3cr3t-Horse", "*1", "$4", "PING");
        }
    }

    @Test
    void aPasswordAloneIsThatOfTheDefaultUser() throws Exception {
        try (ScriptedServer server = answering("+OK", "+PONG")) {
            assertThat(run(at(server).password(PASSWORD)).status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(server.received).startsWith("*2", "$4", "AUTH", "$12", "S3cr3t-Horse");
        }
    }

    @ParameterizedTest
    @CsvFileSource(resources = "redis-answers.txt", delimiter = '|', quoteCharacter = '~')
    void aRefusalIsExplained(
            String to, String reply, HealthStatus status, Cause cause, String message, String resolution)
            throws Exception {
        String[] replies = to.equals("AUTH") ? new String[] {reply} : new String[] {"+OK", reply};
        try (ScriptedServer server = answering(replies)) {
            CheckResult result = run(at(server).login("monitor", PASSWORD));
            String whole = "The Redis server localhost:" + server.port() + " " + message;

            assertThat(result.status()).isEqualTo(status);
            assertThat(result.problem()).isEqualTo(new Problem(cause, whole, resolution, LINK));
            assertThat(result.problem() + " " + result.details()).doesNotContain("Horse", "monitor");
        }
    }

    @Test
    void aServerThatRefusesAtOnceAndLeavesIsHeard() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(line -> line.say("-ERR max number of clients reached"))) {
            assertThat(run(at(server)).problem().cause()).isEqualTo(Cause.QUOTA);
        }
    }

    @Test
    void anotherErrorIsShown() throws Exception {
        try (ScriptedServer server = answering("-ERR unknown command 'PING'")) {
            CheckResult result = run(at(server));

            assertThat(result.problem().cause()).isEqualTo(Cause.SERVER_ERROR);
            assertThat(result.problem().message()).endsWith("answered PING with an error: ERR unknown command 'PING'");
        }
    }

    @Test
    void anErrorThatRepeatsThePasswordIsNotShown() throws Exception {
        String reply = "-ERR unknown command 'AUTH', with args beginning with: 'monitor' 'abc'";
        try (ScriptedServer server = answering(reply)) {
            assertThat(run(at(server).login("monitor", Secret.of("abc")))
                            .problem()
                            .message())
                    .endsWith("answered AUTH with an error: ERR");
        }
    }

    @Test
    void whatIsNotRedisIsDown() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(line -> {
            line.hear();
            line.say("HTTP/1.1 400 Bad Request");
            line.hold();
        })) {
            CheckResult result = run(at(server));

            assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
            assertThat(result.problem().cause()).isEqualTo(Cause.ASSERTION);
            assertThat(result.problem().message())
                    .isEqualTo("What listens at localhost:" + server.port()
                            + " does not answer as Redis does; it said: HTTP/1.1 400 Bad Request");
        }
    }

    @Test
    void anEndlessAnswerIsBounded() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(line -> {
            for (int count = 0; count < 1_000_000; count++) {
                line.send("+");
            }
        })) {
            assertThat(run(at(server)).problem().message()).endsWith("it said: an answer of more than 1024 bytes");
        }
    }

    @Test
    void aRefusalThatIsLongerThanWhatIsReadIsUnderstood() throws Exception {
        try (ScriptedServer server = answering("-DENIED " + "because it is so ".repeat(100))) {
            assertThat(run(at(server)).problem().message()).contains("is in protected mode");
        }
    }

    @Test
    void aServerThatSaysNothingIsATimeout() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(ScriptedServer.Line::hold)) {
            CheckResult result = run(at(server), Duration.ofMillis(200));

            assertThat(result.problem().cause()).isEqualTo(Cause.TIMEOUT);
            assertThat(result.problem().message()).endsWith("did not answer within 200ms, though connected.");
        }
    }

    @Test
    void aServerThatLeavesAfterTheLoginIsAFailedConnection() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(line -> {
            command(line);
            line.say("+OK");
        })) {
            assertThat(run(at(server).password(PASSWORD)).problem().cause()).isEqualTo(Cause.CONNECT);
        }
    }

    @Test
    void aServerThatLeavesWithoutAWordMayExpectTls() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(line -> command(line))) {
            CheckResult result = run(at(server));

            assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
            assertThat(result.problem().cause()).isEqualTo(Cause.CONFIGURATION);
            assertThat(result.problem().message()).contains("it may expect TLS");
        }
    }

    @Test
    void aServerThatSpeaksTlsToAPlainCheckIsRecognised() throws Exception {
        try (ScriptedServer server = ScriptedServer.secure(keys, line -> line.hear())) {
            CheckResult result = run(at(server));

            assertThat(result.problem().cause()).isEqualTo(Cause.CONFIGURATION);
            assertThat(result.problem().message())
                    .isEqualTo("The Redis server localhost:" + server.port() + " speaks TLS, and this check does not.");
            assertThat(result.problem().resolution()).contains("rediss://");
        }
    }

    @Test
    void aPlainServerIsRecognisedByACheckWithTls() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.plain(line -> line.say("-ERR Protocol error: unbalanced quotes in request"))) {
            CheckResult result = run(at(server).tls().truststore(trusting, Secret.of(Keytool.PASSWORD)));

            assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
            assertThat(result.problem().cause()).isEqualTo(Cause.CONFIGURATION);
            assertThat(result.problem().message()).contains("does not speak TLS on this port");
            assertThat(result.problem().documentation()).isEqualTo(LINK);
        }
    }

    @Test
    void aServerThatEndsTheHandshakeIsRecognisedToo() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(line -> line.send(""))) {
            assertThat(run(at(server).tls()).problem().cause()).isEqualTo(Cause.CONFIGURATION);
        }
    }

    @Test
    void byTlsTheCertificateIsLookedAt() throws Exception {
        try (ScriptedServer server = ScriptedServer.secure(keys, line -> {
            command(line);
            line.say("+PONG");
            line.hold();
        })) {
            RedisCheck trusted = RedisCheck.of("rediss://localhost:" + server.port())
                    .truststore(trusting, Secret.of(Keytool.PASSWORD));

            assertThat(run(trusted).status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(run(trusted).details()).containsKeys("notAfter", "subject");
            assertThat(run(at(server).tls()).problem().cause()).isEqualTo(Cause.TLS);
        }
    }

    @Test
    void aPortNobodyListensOnIsAFailedConnection() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertThat(run(RedisCheck.of("127.0.0.1", port)).problem().cause()).isEqualTo(Cause.CONNECT);
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        CountDownLatch there = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.plain(line -> {
            there.countDown();
            line.hold();
        })) {
            CompletableFuture<Throwable> end = new CompletableFuture<>();
            Thread checker = new Thread(() -> {
                try {
                    run(at(server), Duration.ofMinutes(5));
                } catch (Exception interrupted) {
                    end.complete(interrupted);
                }
            });
            checker.start();
            there.await();
            checker.interrupt();

            assertThat(end.get(30, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        }
    }
}
