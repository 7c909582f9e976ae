package io.healthmon.check.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a port has to answer. */
@Timeout(60)
class TcpAnswerTest {

    @TempDir
    Path directory;

    private static CheckResult run(TcpCheck check) throws Exception {
        return run(check, Duration.ofSeconds(10));
    }

    private static CheckResult run(TcpCheck check, Duration timeout) throws Exception {
        return check.check(new CheckContext(Integration.named("Port").build(), timeout));
    }

    private static TcpCheck at(ScriptedServer server) {
        return TcpCheck.of("localhost", server.port());
    }

    @Test
    void aGreetingAsExpectedIsHealthy() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(line -> {
            line.say("220 mail.example.com ESMTP");
            line.hold();
        })) {
            CheckResult result = run(at(server).expect("220 "));

            assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(result.responseTime()).isPositive();
            assertThat(result.details()).containsEntry("address", "127.0.0.1");
        }
    }

    @Test
    void anAnswerAsExpectedIsHealthyWhateverFollows() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(line -> {
            line.hear();
            for (int count = 0; count < 10_000; count++) {
                line.say("VERSION 1.6.21");
            }
        })) {
            assertThat(run(at(server).exchange("version\r\n", "VERSION 1.")).status())
                    .isEqualTo(HealthStatus.HEALTHY);
            assertThat(server.received.poll(10, TimeUnit.SECONDS)).isEqualTo("version");
        }
    }

    @Test
    void anAnswerThatComesInPartsIsPutTogether() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.plain(line -> {
            line.send("VER");
            asked.await();
            line.send("SION");
            line.hold();
        })) {
            asked.countDown();

            assertThat(run(at(server).expect("VERSION")).status()).isEqualTo(HealthStatus.HEALTHY);
        }
    }

    @Test
    void anotherAnswerIsDownAndShown() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(line -> {
            line.say("SSH-2.0-OpenSSH_9.2");
            line.hold();
        })) {
            CheckResult result = run(at(server).expect("220"));

            assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
            assertThat(result.problem().cause()).isEqualTo(Cause.ASSERTION);
            assertThat(result.problem().message())
                    .isEqualTo("localhost:" + server.port() + " does not answer as expected, which is \"220\" at the"
                            + " beginning; it said: \"SSH-2.0-OpenSSH_9.2\"");
            assertThat(result.problem().resolution()).contains("\"expect\"");
        }
    }

    @Test
    void ofAnAnswerWithoutAnEndNothingIsShown() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(line -> {
            line.send("half-a-secr");
            line.hold();
        })) {
            assertThat(run(at(server).expect("220")).problem().message())
                    .endsWith("it said: 11 other bytes")
                    .doesNotContain("secr");
        }
    }

    @Test
    void silenceIsATimeoutThatSaysThatSomebodyWasThere() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(ScriptedServer.Line::hold)) {
            CheckResult result = run(at(server).expect("220"), Duration.ofMillis(200));

            assertThat(result.problem().cause()).isEqualTo(Cause.TIMEOUT);
            assertThat(result.problem().message())
                    .isEqualTo("localhost:" + server.port()
                            + " accepted the connection, but answered nothing within 200ms.");
        }
    }

    @Test
    void aPartOfTheAnswerIsATimeoutThatSaysHowMuchCame() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(line -> {
            line.send("22");
            line.hold();
        })) {
            assertThat(run(at(server).expect("220"), Duration.ofMillis(200))
                            .problem()
                            .message())
                    .contains("answered only 2 of the 3 bytes that it has to begin with within 200ms");
        }
    }

    @Test
    void anEndWithoutAnAnswerIsAFailedConnection() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(line -> line.hear())) {
            CheckResult result = run(at(server).exchange("hello\n", "+OK"));

            assertThat(result.problem().cause()).isEqualTo(Cause.CONNECT);
            assertThat(result.problem().message()).endsWith(" ended the connection without an answer.");
        }
    }

    @Test
    void aServerThatSpeaksTlsIsRecognised() throws Exception {
        Path keys = new Keytool(directory).selfSigned("port", "-ext", "SAN=dns:localhost");
        try (ScriptedServer server = ScriptedServer.secure(keys, line -> line.hear())) {
            CheckResult result = run(at(server).exchange("GET / HTTP/1.0\r\n\r\n", "HTTP/1"));

            assertThat(result.problem().cause()).isEqualTo(Cause.CONFIGURATION);
            assertThat(result.problem().message())
                    .isEqualTo("localhost:" + server.port() + " speaks TLS, and this check does not.");
        }
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
                    run(at(server).expect("220"), Duration.ofMinutes(5));
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

    @Test
    void settingsSayWhatIsSentAndExpected() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(line -> line.say("+" + line.hear()))) {
            Settings settings = Settings.of(
                    Map.of("host", "localhost", "port", server.port(), "send", "hello\n", "expect", "+hello"));
            TcpCheck check = TcpCheck.from(settings, Integration.named("Port"));
            settings.refuseUnknown();

            assertThat(run(check).status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(run(check.withEndpoint("LOCALHOST")).status()).isEqualTo(HealthStatus.HEALTHY);
        }
    }

    @Test
    void whatIsSentForNothingIsRefused() {
        assertThatThrownBy(() -> TcpCheck.from(
                        Settings.of(Map.of("host", "localhost", "port", 1, "send", "x")), Integration.named("Port")))
                .isInstanceOf(SettingException.class)
                .hasMessage("send: is sent for an answer; set \"expect\" to how that has to begin, or leave out"
                        + " \"send\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1_025})
    void aTextThatIsEmptyOrTooLongIsRefused(int length) {
        TcpCheck check = TcpCheck.of("localhost", 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> check.expect("x".repeat(length)))
                .withMessage("expect has " + length + " bytes in UTF-8; use from 1 to 1024");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check.exchange("x".repeat(length), "ok"))
                .withMessageStartingWith("send has " + length + " bytes");
    }

    @Test
    void aTextThatIsTooLongIsNamedWithItsSetting() {
        Map<String, Object> values = Map.of("host", "localhost", "port", 1, "expect", "ü".repeat(513));

        assertThatThrownBy(() -> TcpCheck.from(Settings.at("integrations[2]", values), Integration.named("Port")))
                .isInstanceOf(SettingException.class)
                .hasMessage("integrations[2].expect: has 1026 bytes in UTF-8; use from 1 to 1024");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example.com:4000", "port.example.com:4001", "port.example.com:80"})
    void whatIsSentStaysWhereItWasDeclaredFor(String elsewhere) {
        TcpCheck check = TcpCheck.of("port.example.com", 4000).exchange("LOGIN ops hunter2\n", "OK");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> check.withEndpoint(elsewhere))
                .withMessageStartingWith("what the check sends is bound to port.example.com:4000;")
                .withMessageNotContaining("hunter2");
        assertThat(TcpCheck.of("port.example.com", 4000).expect("OK").withEndpoint(elsewhere))
                .hasToString(elsewhere);
    }
}
