package io.healthmon.check.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.secret.Secret;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each answer means, by its code, its enhanced code, and to what it is an answer. */
@Timeout(60)
class SmtpRepliesTest {

    private static final Secret PASSWORD = Secret.of(Keytool.PASSWORD);
    private static final String LINKS = "https://www.rfc-editor.org/rfc/";

    @TempDir
    static Path directory;

    private static Path keys;
    private static Path trusting;

    @BeforeAll
    static void makeCertificate() throws Exception {
        Keytool keytool = new Keytool(directory);
        keys = keytool.selfSigned("mail", "-ext", "SAN=dns:localhost", "-validity", "2000");
        trusting = keytool.trusting(keys);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "421 4.3.2 too busy|SERVER_ERROR|DOWN|is closing connections|rfc5321#section-4.2",
                "450 4.2.0 greylisted|SERVER_ERROR|DOWN|has a problem that may pass|rfc5321#section-4.2",
                "451 local error|SERVER_ERROR|DOWN|has a problem that may pass|rfc5321#section-4.2",
                "452 4.3.1 disk full|SERVER_ERROR|DOWN|has a problem that may pass|rfc5321#section-4.2",
                "471 4.9.9 so so|SERVER_ERROR|DOWN|has a problem that may pass|rfc5321#section-4.2",
                "521 4.3.2 not now|SERVER_ERROR|DOWN|has a problem that may pass|rfc5321#section-4.2",
                "550 5.7.1 blocked|PERMISSION|DOWN|refuses this machine|rfc5321#section-3.1",
                "554 blocked by a list|PERMISSION|DOWN|refuses this machine|rfc5321#section-3.1",
                "500 what|CONFIGURATION|DOWN|does not know the command|rfc5321#section-4.2",
                "521 does not take mail|SERVER_ERROR|DOWN|refuses|rfc5321#section-4.2"
            })
    void aGreetingThatRefusesIsExplained(String reply, Cause cause, HealthStatus status, String says, String link)
            throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(line -> line.say(reply))) {
            CheckResult result = run(SmtpCheck.of("localhost", server.port()));

            isExplained(result, cause, status, says, link);
            assertThat(result.problem().message()).endsWith("; it greeted with " + reply);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "421 bye|SERVER_ERROR|DOWN|is closing connections|rfc5321#section-4.2",
                "530 5.7.0 Must issue a STARTTLS command first|CREDENTIALS_MISSING|UNKNOWN|wants a login, or TLS"
                        + " before it|rfc4954#section-6",
                "501 no such name|CONFIGURATION|DOWN|does not know the command|rfc5321#section-4.2",
                "503 bad sequence|CONFIGURATION|DOWN|does not know the command|rfc5321#section-4.2",
                "504 not for you|CONFIGURATION|DOWN|does not know the command|rfc5321#section-4.2",
                "550 who are you|PERMISSION|DOWN|refuses this machine|rfc5321#section-3.1"
            })
    void anAnswerToEhloThatRefusesIsExplained(String reply, Cause cause, HealthStatus status, String says, String link)
            throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(line -> {
            line.say("220 mail");
            line.hear();
            line.say(reply);
            line.hear();
        })) {
            CheckResult result = run(SmtpCheck.of("localhost", server.port()));

            isExplained(result, cause, status, says, link);
            assertThat(result.problem().message()).endsWith("; it answered EHLO with " + reply);
            assertThat(server.received).startsWith("EHLO [127.0.0.1]");
        }
    }

    @Test
    void aServerThatKnowsNeitherEhloNorHeloIsExplained() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(line -> {
            line.say("220 mail");
            while (line.hear().length() > 0) {
                line.say("502 5.5.1 not implemented");
            }
        })) {
            isExplained(
                    run(SmtpCheck.of("localhost", server.port())),
                    Cause.CONFIGURATION,
                    HealthStatus.DOWN,
                    "does not know the command",
                    "rfc5321#section-4.2");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "454 TLS not available|SERVER_ERROR|DOWN|cannot begin TLS at the moment|rfc3207",
                "454 4.7.0 TLS not available|SERVER_ERROR|DOWN|cannot begin TLS at the moment|rfc3207",
                "421 4.7.0 bye|SERVER_ERROR|DOWN|is closing connections|rfc5321#section-4.2",
                "502 no|CONFIGURATION|DOWN|does not know the command|rfc5321#section-4.2"
            })
    void anAnswerToStartTlsThatRefusesIsExplained(
            String reply, Cause cause, HealthStatus status, String says, String link) throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(line -> {
            line.say("220 mail");
            line.hear();
            line.say("250-mail\r\n250 STARTTLS");
            line.hear();
            line.say(reply);
            line.hear();
        })) {
            CheckResult result = run(SmtpCheck.of("localhost", server.port()).tls(SmtpTls.STARTTLS));

            isExplained(result, cause, status, says, link);
            assertThat(result.problem().message()).endsWith("; it answered STARTTLS with " + reply);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "421 4.7.0 try later|SERVER_ERROR|DOWN|is closing connections|rfc5321#section-4.2",
                "432 4.7.12 transition needed|CREDENTIALS_EXPIRED|DOWN|wants the password to be set anew|"
                        + "rfc4954#section-6",
                "454 4.7.0 Temporary authentication failure|SERVER_ERROR|DOWN|cannot check logins|rfc4954#section-6",
                "530 5.7.0 Authentication required|CREDENTIALS_MISSING|UNKNOWN|wants a login|rfc4954#section-6",
                "534 5.7.9 Application-specific password required|CONFIGURATION|DOWN|wants an application password|"
                        + "rfc4954#section-6",
                "535 5.7.8 bad|CREDENTIALS_INVALID|DOWN|does not take user name and password|rfc4954#section-6",
                "535 Authentication failed|CREDENTIALS_INVALID|DOWN|does not take user name and password|"
                        + "rfc4954#section-6",
                "550 5.7.8 bad|CREDENTIALS_INVALID|DOWN|does not take user name and password|rfc4954#section-6",
                "538 5.7.11 Encryption required|CONFIGURATION|DOWN|wants encryption|rfc4954#section-6",
                "451 4.3.0 database away|SERVER_ERROR|DOWN|has a problem that may pass|rfc5321#section-4.2",
                "500 5.5.2 too long|CONFIGURATION|DOWN|does not know the command|rfc5321#section-4.2",
                "504 5.5.4 unknown mechanism|CONFIGURATION|DOWN|does not know the command|rfc5321#section-4.2",
                "250 fine|ASSERTION|DOWN|says what nobody asked for|rfc5321#section-4.2"
            })
    void anAnswerToTheLoginThatRefusesIsExplained(
            String reply, Cause cause, HealthStatus status, String says, String link) throws Exception {
        try (ScriptedServer server = ScriptedServer.secure(keys, line -> {
            line.say("220 mail");
            line.hear();
            line.say("250-mail\r\n250 AUTH PLAIN LOGIN");
            line.hear();
            line.say(reply);
            line.hear();
        })) {
            CheckResult result = run(secure(server).login("alerts", Secret.of("correct-horse")));

            isExplained(result, cause, status, says, link);
            assertThat(result.problem().message()).endsWith("; it answered the login with " + reply);
            assertThat(result.details()).containsEntry("subject", "CN=mail").doesNotContainKey("loggedIn");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"250 ok", "451 4.7.0 Timeout waiting for client input", "500 what", "502 no", "550 no"})
    void whateverIsAnsweredToNoopIsAlive(String reply) throws Exception {
        CheckResult result = noop(reply);

        assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(result.details().get("noop")).isEqualTo(reply.startsWith("250") ? null : reply);
    }

    @Test
    void aServerThatClosesAtNoopIsDown() throws Exception {
        CheckResult result = noop("421 4.4.2 shutting down");

        isExplained(result, Cause.SERVER_ERROR, HealthStatus.DOWN, "is closing connections", "rfc5321#section-4.2");
        assertThat(result.problem().message()).endsWith("; it answered NOOP with 421 4.4.2 shutting down");
    }

    @Test
    void anAnswerOfSeveralLinesIsToldByItsFirst() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.plain(line -> line.say("554-5.7.1 refused\r\n554 5.7.1 see our page"))) {
            assertThat(run(SmtpCheck.of("localhost", server.port())).problem().message())
                    .endsWith("it greeted with 554 5.7.1 refused");
        }
    }

    private static void isExplained(CheckResult result, Cause cause, HealthStatus status, String says, String link) {
        assertThat(result.status()).isEqualTo(status);
        assertThat(result.problem().cause()).isEqualTo(cause);
        assertThat(result.problem().message())
                .startsWith("The mail server localhost:")
                .contains(says);
        assertThat(result.problem().resolution()).endsWith(".");
        assertThat(result.problem().documentation()).isEqualTo(LINKS + link);
        assertThat(result.toString()).doesNotContain("correct-horse");
    }

    private static CheckResult noop(String reply) throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(line -> {
            line.say("220 mail");
            line.hear();
            line.say("250 mail");
            line.hear();
            line.say(reply);
            line.hear();
        })) {
            return run(SmtpCheck.of("localhost", server.port()));
        }
    }

    private static SmtpCheck secure(ScriptedServer server) {
        return SmtpCheck.of("localhost", server.port()).tls(SmtpTls.TLS).truststore(trusting, PASSWORD);
    }

    private static CheckResult run(SmtpCheck check) throws Exception {
        return check.check(new CheckContext(Integration.named("Mail").build(), Duration.ofSeconds(10)));
    }
}
