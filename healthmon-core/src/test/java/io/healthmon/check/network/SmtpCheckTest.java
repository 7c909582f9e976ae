package io.healthmon.check.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.secret.Secret;
import io.healthmon.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SmtpCheckTest {

    private static final Secret PASSWORD = Secret.of(Keytool.PASSWORD);

    @TempDir
    static Path directory;

    private static Path keys;
    private static Path trusting;

    @BeforeAll
    static void makeCertificate() throws Exception {
        Keytool keytool = new Keytool(directory);
        keys = keytool.selfSigned(
                "mail", "-ext", "SAN=dns:localhost", "-startdate", "2020/01/01 00:00:00", "-validity", "20000");
        trusting = keytool.trusting(keys);
    }

    @Test
    void aServerThatGreetsIsHealthyAndLeftPolitely() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(SmtpCheckTest::greet)) {
            CheckResult result = run(SmtpCheck.of("localhost", server.port()));

            assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(result.responseTime()).isPositive();
            assertThat(result.details())
                    .containsEntry("greeting", "220 mail.example.com ESMTP")
                    .containsEntry("extensions", "SIZE STARTTLS 8BITMIME");
            assertThat(server.received.poll(10, TimeUnit.SECONDS)).isEqualTo("EHLO [127.0.0.1]");
            assertThat(server.received.poll(10, TimeUnit.SECONDS)).isEqualTo("NOOP");
            assertThat(server.received.poll(10, TimeUnit.SECONDS)).isEqualTo("QUIT");
        }
    }

    @Test
    void aServerOfOldIsAskedAgainInOldWords() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(line -> {
            line.say("220 old");
            line.hear();
            line.say("502 what?");
            line.hear();
            line.say("250 hello");
            line.hear();
            line.say("250 still here");
            line.hear();
            line.say("221 bye");
        })) {
            assertThat(run(SmtpCheck.of("localhost", server.port())).status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(server.received).startsWith("EHLO [127.0.0.1]", "HELO [127.0.0.1]", "NOOP");
        }
    }

    @Test
    void startTlsIsAHandshakeInTheMiddle() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(SmtpCheckTest::greetAndSecure)) {
            SmtpCheck check = SmtpCheck.of("localhost", server.port())
                    .tls(SmtpTls.STARTTLS)
                    .truststore(trusting, PASSWORD);
            CheckResult result = run(check);

            assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(result.details())
                    .containsEntry("extensions", "AUTH")
                    .containsEntry("subject", "CN=mail")
                    .containsKey("notAfter");
        }
    }

    @Test
    void aCertificateThatIsNotTrustedIsDown() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(SmtpCheckTest::greetAndSecure)) {
            CheckResult result = run(SmtpCheck.of("localhost", server.port()).tls(SmtpTls.STARTTLS));

            assertThat(result.problem().cause()).isEqualTo(Cause.TLS);
            assertThat(result.problem().message()).contains("self-signed");
        }
    }

    @Test
    void aCertificateForAnotherHostIsDown() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(SmtpCheckTest::greetAndSecure)) {
            SmtpCheck check = SmtpCheck.of("127.0.0.1", server.port())
                    .tls(SmtpTls.STARTTLS)
                    .truststore(trusting, PASSWORD);

            assertThat(run(check).problem().message()).contains("another host");
        }
    }

    @Test
    void withTlsAtOnceTheGreetingComesAfterTheHandshake() throws Exception {
        try (ScriptedServer server = ScriptedServer.secure(keys, SmtpCheckTest::greet)) {
            SmtpCheck check =
                    SmtpCheck.of("localhost", server.port()).tls(SmtpTls.TLS).truststore(trusting, PASSWORD);

            assertThat(run(check).status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(run(check).details()).containsKeys("greeting", "notAfter");
        }
    }

    @Test
    void aServerThatDoesNotOfferStartTlsIsDown() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(line -> {
            line.say("220 mail");
            line.hear();
            line.say("250 mail");
            line.hear();
            line.say("221 bye");
        })) {
            CheckResult result = run(SmtpCheck.of("localhost", server.port()).tls(SmtpTls.STARTTLS));

            assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
            assertThat(result.problem().cause()).isEqualTo(Cause.CONFIGURATION);
            assertThat(result.problem().message()).contains("does not offer STARTTLS, so nothing was sent to it");
            assertThat(result.problem().resolution()).doesNotContain("none");
            assertThat(result.problem().documentation()).isEqualTo("https://www.rfc-editor.org/rfc/rfc3207");
            assertThat(server.received).containsExactly("EHLO [127.0.0.1]", "QUIT");
        }
    }

    @Test
    void whatIsSaidBeforeTheHandshakeIsNotTakenForProtected() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(line -> {
            line.say("220 mail");
            line.hear();
            line.say("250-mail\r\n250 STARTTLS");
            line.hear();
            line.say("220 go\r\n250 injected");
            line.hold();
        })) {
            assertThat(run(SmtpCheck.of("localhost", server.port()).tls(SmtpTls.STARTTLS))
                            .problem()
                            .message())
                    .contains("more than the answer to STARTTLS");
        }
    }

    @ParameterizedTest
    @CsvSource({"421 too busy, SERVER_ERROR", "554 no service for you, PERMISSION", "250 hello, ASSERTION"})
    void aGreetingThatIsNoneIsDownInTheServersWords(String greeting, Cause cause) throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(line -> line.say(greeting))) {
            CheckResult result = run(SmtpCheck.of("localhost", server.port()));

            assertThat(result.problem().cause()).isEqualTo(cause);
            assertThat(result.problem().message()).endsWith(" greeted with " + greeting);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 400 Bad Request, does not speak SMTP\\, but HTTP",
        "SSH-2.0-OpenSSH_9.6, does not speak SMTP\\, but SSH",
        "* OK IMAP4rev1 ready, does not speak SMTP; it said: * OK IMAP4rev1"
    })
    void anotherProtocolIsSaidSo(String banner, String message) throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(line -> line.say(banner))) {
            CheckResult result = run(SmtpCheck.of("localhost", server.port()));

            assertThat(result.problem().cause()).isEqualTo(Cause.ASSERTION);
            assertThat(result.problem().message()).contains(message.replace("\\", ""));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100_000, 1_000_000})
    void aGreetingWithoutEndIsBounded(int length) throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(line -> line.say("220 " + "x".repeat(length)))) {
            CheckResult result = run(SmtpCheck.of("localhost", server.port()));

            assertThat(result.problem().message()).contains("a line of more than 2048 bytes");
        }
    }

    @Test
    void aGreetingOfEndlessLinesIsBounded() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(line -> line.say("220-x\r\n".repeat(10_000)))) {
            assertThat(run(SmtpCheck.of("localhost", server.port())).problem().message())
                    .contains("more than 100 lines");
        }
    }

    @Test
    void aServerThatIsSilentIsATimeout() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(ScriptedServer.Line::hold)) {
            CheckResult result = SmtpCheck.of("localhost", server.port()).check(context(Duration.ofMillis(300)));

            assertThat(result.problem().cause()).isEqualTo(Cause.TIMEOUT);
            assertThat(result.problem().message()).contains("did not greet within 300ms");
        }
    }

    @Test
    void aServerThatLeavesIsAFailedConnection() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(line -> {})) {
            assertThat(run(SmtpCheck.of("localhost", server.port())).problem().cause())
                    .isEqualTo(Cause.CONNECT);
        }
    }

    @Test
    void aNameThatIsNotKnownIsSaidSo() throws Exception {
        assertThat(run(SmtpCheck.of("no-such-host.invalid", 25)).problem().cause())
                .isEqualTo(Cause.DNS);
    }

    @Test
    void settingsAreRead() {
        IntegrationBuilder integration = Integration.named("Mail");
        Settings settings = Settings.of(Map.of("host", "mail.example.com", "tls", "starttls"));
        SmtpCheck check = SmtpCheck.from(settings, integration);

        assertThat(integration.build().endpoint()).isEqualTo("mail.example.com:25");
        assertThat(check.withEndpoint("other.example.com:587")).hasToString("other.example.com:587");
    }

    private static void greet(ScriptedServer.Line line) throws Exception {
        line.say("220 mail.example.com ESMTP");
        line.hear();
        line.say("250-mail.example.com\r\n250-SIZE 1000\r\n250-STARTTLS\r\n250 8BITMIME");
        line.hear();
        line.say("250 still here");
        line.hear();
        line.say("221 bye");
    }

    private static void greetAndSecure(ScriptedServer.Line line) throws Exception {
        line.say("220-mail.example.com\r\n220 ESMTP");
        line.hear();
        line.say("250-mail.example.com\r\n250 STARTTLS");
        line.hear();
        line.say("220 go ahead");
        line.secure(keys);
        line.hear();
        line.say("250-mail.example.com\r\n250 AUTH PLAIN");
        line.hear();
        line.say("250 still here");
        line.hear();
        line.say("221 bye");
    }

    private static CheckResult run(SmtpCheck check) throws Exception {
        return check.check(context(Duration.ofSeconds(10)));
    }

    private static CheckContext context(Duration timeout) {
        return new CheckContext(Integration.named("Mail").build(), timeout, Instant.parse("2026-11-21T00:00:00Z"));
    }
}
