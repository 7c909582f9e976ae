package io.healthmon.check.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.secret.NamedSecrets;
import io.healthmon.secret.Redactor;
import io.healthmon.secret.Secret;
import io.healthmon.secret.SecretHosts;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SmtpLoginTest {

    private static final Secret WORD = Secret.of("correct-hörse");

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

    @Test
    void plainSaysEverythingAtOnce() throws Exception {
        try (ScriptedServer server = offering("AUTH LOGIN PLAIN", "235 welcome")) {
            CheckResult result = run(secure(server).login("alerts", WORD));

            assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(result.details()).containsEntry("loggedIn", "PLAIN");
            assertThat(server.received)
                    .containsExactly(
                            "EHLO [127.0.0.1]", "AUTH PLAIN " + base64("\0alerts\0correct-hörse"), "NOOP", "QUIT");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"AUTH LOGIN", "AUTH=LOGIN", "auth CRAM-MD5 login"})
    void loginSaysOneAfterTheOther(String offer) throws Exception {
        try (ScriptedServer server = offering(offer, "334 VXNlcm5hbWU6", "334 UGFzc3dvcmQ6", "235 welcome")) {
            CheckResult result = run(secure(server).login("alerts", WORD));

            assertThat(result.details()).containsEntry("loggedIn", "LOGIN");
            assertThat(server.received)
                    .startsWith("EHLO [127.0.0.1]", "AUTH LOGIN", base64("alerts"), base64("correct-hörse"), "NOOP");
        }
    }

    @Test
    void whatIsTooLongForACommandComesBehindIt() throws Exception {
        Secret token = Secret.of("t".repeat(1_000));
        try (ScriptedServer server = offering("AUTH PLAIN", "334 ", "235 welcome")) {
            assertThat(run(secure(server).login("alerts", token)).status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(server.received)
                    .startsWith("EHLO [127.0.0.1]", "AUTH PLAIN", base64("\0alerts\0" + token.reveal()));
        }
    }

    @Test
    void aUserThatIsNotKnownIsNotAskedForThePassword() throws Exception {
        try (ScriptedServer server = offering("AUTH LOGIN", "334 VXNlcm5hbWU6", "535 5.7.8 who")) {
            assertThat(run(secure(server).login("nobody", WORD)).problem().cause())
                    .isEqualTo(Cause.CREDENTIALS_INVALID);
            assertThat(server.received).doesNotContain(base64("correct-hörse"));
        }
    }

    @ParameterizedTest
    @CsvSource({"AUTH CRAM-MD5 XOAUTH2, 'by PLAIN or LOGIN, but by CRAM-MD5, XOAUTH2.'", "SIZE 1000, offers no login."})
    void aServerWithoutAWayToLogInIsConfiguration(String offer, String message) throws Exception {
        try (ScriptedServer server = offering(offer)) {
            CheckResult result = run(secure(server).login("alerts", WORD));

            assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
            assertThat(result.problem().cause()).isEqualTo(Cause.CONFIGURATION);
            assertThat(result.problem().message()).endsWith(message);
            assertThat(result.problem().documentation()).endsWith("rfc4954#section-6");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "535 5.7.8 not correct-hörse, 535 5.7.8 not ***",
        "535 5.7.8 bad AGFsZXJ0cwBjb3JyZWN0LWjDtnJzZQ==, 535 5.7.8 bad ***"
    })
    void whatTheServerRepeatsOfAPasswordIsNotTold(String reply, String told) throws Exception {
        String padding = " " + "x".repeat(150);
        try (ScriptedServer server = offering("AUTH PLAIN", reply + padding + reply)) {
            CheckResult result = run(secure(server).login("alerts", WORD));

            assertThat(result.problem().message()).contains("it answered the login with " + told + padding);
            assertThat(result.toString()).doesNotContain("correct-h", "Y29ycmVjdC1o", "AGFsZXJ0cwBj");
        }
    }

    @ParameterizedTest
    @CsvSource({"'', secret, user", "alerts, '', password", "alerts, ' ', password", "alerts, , password"})
    void aLoginWithoutAPartIsUnknownAndNobodyIsAsked(String user, String password, String setting) throws Exception {
        Secret secret = password == null ? null : Secret.of(password);
        CheckResult result = run(
                SmtpCheck.of("no-such-host.invalid", 587).tls(SmtpTls.STARTTLS).login(user, secret));

        assertThat(result.status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.CREDENTIALS_MISSING);
        assertThat(result.problem().message())
                .isEqualTo("No " + setting + " for the mail server no-such-host.invalid:587 is configured: \"" + setting
                        + "\" is missing or empty.");
        assertThat(result.problem().resolution()).startsWith("Set \"" + setting + "\", for instance to ${SMTP_");
        assertThat(result.problem().documentation()).endsWith("rfc4954#section-6");
    }

    @Test
    void theSettingThatIsMissingIsNamedWithItsPlace() throws Exception {
        Settings settings = Settings.at(
                "integrations[2]", Map.of("host", "mail.example.com", "tls", "starttls", "user", "a", "password", ""));
        SmtpCheck check = SmtpCheck.from(settings, Integration.named("Mail"));

        assertThat(run(check).problem().message()).contains("\"integrations[2].password\" is missing or empty");
    }

    @Test
    void withNeitherUserNorPasswordNobodyLogsIn() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(line -> {
            line.say("220 mail");
            line.hear();
            line.say("250-mail\r\n250 AUTH PLAIN");
            line.hear();
            line.say("250 ok");
            line.hear();
        })) {
            Settings settings =
                    Settings.of(Map.of("host", "localhost", "port", server.port(), "user", "", "password", " "));

            assertThat(run(SmtpCheck.from(settings, Integration.named("Mail"))).status())
                    .isEqualTo(HealthStatus.HEALTHY);
            settings.refuseUnknown();
        }
    }

    @Test
    void inTheClearNobodyLogsIn() {
        Map<String, Object> values = Map.of("host", "mail.example.com", "user", "alerts", "password", "hidden-one");
        Map<String, Object> none =
                Map.of("host", "mail.example.com", "user", "alerts", "password", "hidden-one", "tls", "none");

        assertThatThrownBy(() -> SmtpCheck.from(Settings.of(values), Integration.named("Mail")))
                .isInstanceOf(SettingException.class)
                .hasMessage("tls: is missing; set \"tls\" to starttls, or tls as on port 465, for \"user\" and"
                        + " \"password\" are sent by TLS alone");
        assertThatThrownBy(() -> SmtpCheck.from(Settings.of(none), Integration.named("Mail")))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("tls: \"none\" is not allowed; use starttls, or tls as on port 465");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmtpCheck.of("mail.example.com", 25).login("alerts", WORD))
                .withMessageStartingWith("tls none is not allowed with user and password");
        assertThatIllegalArgumentException().isThrownBy(() -> bound().tls(SmtpTls.NONE));
    }

    @Test
    void whatNoLoginCanCarryIsRefusedWithoutShowingIt() {
        SmtpCheck check = SmtpCheck.of("mail.example.com", 587).tls(SmtpTls.STARTTLS);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> check.login("alerts", Secret.of("hidden\0one")))
                .withMessageStartingWith("password holds the character NUL")
                .withMessageNotContaining("hidden");
    }

    @Test
    void theLoginIsBoundToItsServer() {
        assertThat(bound().withEndpoint("MAIL.example.com:587")).hasToString("MAIL.example.com:587");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bound().withEndpoint("evil.example.com:587"))
                .withMessage(
                        "the login is bound to mail.example.com:587; another server has to be declared with a login"
                                + " of its own");
        assertThatIllegalArgumentException().isThrownBy(() -> bound().withEndpoint("mail.example.com:25"));
    }

    @Test
    void aSecretThatIsNamedGoesToItsHostsOnly() {
        NamedSecrets named = NamedSecrets.none().with("mail", WORD, List.of("mail.example.com:587"));

        assertThat(SmtpCheck.from(outside("mail.example.com", named), Integration.named("Mail"))
                        .secrets())
                .contains(WORD);
        assertThatThrownBy(() -> SmtpCheck.from(outside("evil.example.com", named), Integration.named("Mail")))
                .isInstanceOf(SettingException.class)
                .hasMessage("password: names a secret that is not bound to evil.example.com:587; use a host that it is"
                        + " bound to, or add this one to the secret");
        Secret other = WORD.boundTo(SecretHosts.of(List.of("other.example.com")));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        SmtpCheck.of("mail.example.com", 587).tls(SmtpTls.TLS).login("alerts", other))
                .withMessageContaining("not bound to mail.example.com:587");
    }

    @Test
    void theRedactorLearnsThePasswordInEachFormThatIsSent() {
        String said = "correct-hörse " + base64("\0alerts\0correct-hörse") + " " + base64("correct-hörse");

        assertThat(Redactor.standard().with(bound().secrets()).redact(said)).isEqualTo("*** *** ***");
        assertThat(SmtpCheck.of("mail.example.com", 25).secrets()).isEmpty();
    }

    private static SmtpCheck bound() {
        return SmtpCheck.of("mail.example.com", 587).tls(SmtpTls.STARTTLS).login("alerts", WORD);
    }

    private static Settings outside(String host, NamedSecrets named) {
        Map<String, Object> values = Map.of(
                "host", host, "port", 587, "tls", "starttls", "user", "alerts", "password", Map.of("secret", "mail"));
        return Settings.fromOutside("", values, named, Redactor.standard());
    }

    private static ScriptedServer offering(String offer, String... replies) throws Exception {
        return ScriptedServer.secure(keys, line -> {
            line.say("220 mail");
            line.hear();
            line.say("250-mail\r\n250 " + offer);
            for (String reply : replies) {
                line.hear();
                line.say(reply);
            }
            while (!line.hear().equals("QUIT")) {
                line.say("250 ok");
            }
            line.say("221 bye");
        });
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static SmtpCheck secure(ScriptedServer server) {
        return SmtpCheck.of("localhost", server.port())
                .tls(SmtpTls.TLS)
                .truststore(trusting, Secret.of(Keytool.PASSWORD));
    }

    private static CheckResult run(SmtpCheck check) throws Exception {
        return check.check(new CheckContext(Integration.named("Mail").build(), Duration.ofSeconds(10)));
    }
}
