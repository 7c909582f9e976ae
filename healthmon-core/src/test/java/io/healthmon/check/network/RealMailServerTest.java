package io.healthmon.check.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.secret.Secret;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** Against a mail server that somebody else wrote, with STARTTLS, TLS and users. */
@Timeout(60)
class RealMailServerTest {

    private static final String WORD = "correct-horse";

    @TempDir
    static Path directory;

    private static Path trusting;
    private static SSLContext context;

    private SMTPServer server = SMTPServer.port(0).build();

    @BeforeAll
    static void makeCertificate() throws Exception {
        Keytool keytool = new Keytool(directory);
        Path keys = keytool.selfSigned("mail", "-ext", "SAN=dns:localhost", "-validity", "90");
        trusting = keytool.trusting(keys);
        context = Keytool.server(keys, keys);
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void itIsGreetedSecuredAndLoggedIn() {
        CheckResult result = check(
                builder -> builder.enableTLS()
                        .startTlsSocketFactory(context)
                        .requireTLS()
                        .requireAuth(),
                WORD);

        assertThat(result.status()).as(result.toString()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(result.details())
                .containsEntry("loggedIn", "PLAIN")
                .containsEntry("subject", "CN=mail")
                .containsEntry("names", "localhost")
                .doesNotContainKey("noop");
        assertThat(result.details().get("extensions")).contains("AUTH");
        assertThat(result.details().get("greeting")).startsWith("220 ");
        assertThat(result.responseTime()).isPositive();
    }

    @Test
    void withTlsAtOnceItIsLoggedInToo() throws Exception {
        start(builder -> builder.serverSocketFactory(context));
        CheckResult result = run(plain().tls(SmtpTls.TLS)
                .truststore(trusting, Secret.of(Keytool.PASSWORD))
                .login("alerts", Secret.of(WORD)));

        assertThat(result.status()).as(result.toString()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(result.details()).containsEntry("loggedIn", "PLAIN");
    }

    @Test
    void aServerThatKnowsTheOlderWayOnlyIsLoggedInToo() {
        CheckResult result = check(
                builder -> builder.enableTLS()
                        .startTlsSocketFactory(context)
                        .authenticationHandlerFactory(new LoginAuthenticationHandlerFactory(RealMailServerTest::logIn)),
                WORD);

        assertThat(result.status()).as(result.toString()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(result.details()).containsEntry("loggedIn", "LOGIN");
    }

    @Test
    void aWrongPasswordIsAnInvalidCredential() {
        CheckResult result = check(
                builder -> builder.enableTLS().startTlsSocketFactory(context).requireAuth(), "wrong-horse");

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.CREDENTIALS_INVALID);
        assertThat(result.problem().message())
                .startsWith("The mail server localhost:" + server.getPortAllocated()
                        + " does not take user name and password; it answered the login with 535 ");
        assertThat(result.toString()).doesNotContain("wrong-horse");
    }

    @Test
    void aServerWithoutStartTlsIsConfiguration() {
        CheckResult result = check(builder -> builder.enableTLS(false), WORD);

        assertThat(result.problem().cause()).isEqualTo(Cause.CONFIGURATION);
        assertThat(result.problem().message()).contains("does not offer STARTTLS");
    }

    @Test
    void withoutALoginAServerThatWantsOneIsHealthy() throws Exception {
        start(builder -> builder.requireAuth());

        assertThat(run(plain()).status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void aCertificateThatEndsSoonIsDegradedThoughMailGoesThrough() throws Exception {
        start(builder -> builder.enableTLS().startTlsSocketFactory(context));
        SmtpCheck check = plain().tls(SmtpTls.STARTTLS).truststore(trusting, Secret.of(Keytool.PASSWORD));
        Instant end = Instant.parse(run(check).details().get("notAfter"));

        assertThat(at(end.minus(Duration.ofDays(31)), check).status()).isEqualTo(HealthStatus.HEALTHY);
        CheckResult soon = at(end.minus(Duration.ofDays(2)), check);
        assertThat(soon.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(soon.problem().cause()).isEqualTo(Cause.TLS);
        assertThat(soon.problem().message()).endsWith("expires in 2 days, on " + end + ".");
        assertThat(at(end.minus(Duration.ofDays(2)), check.downBefore(Duration.ofDays(3)))
                        .status())
                .isEqualTo(HealthStatus.DOWN);
        assertThat(at(end.minus(Duration.ofDays(2)), check.warnBefore(Duration.ofDays(1)))
                        .status())
                .isEqualTo(HealthStatus.HEALTHY);
    }

    private CheckResult check(UnaryOperator<SMTPServer.Builder> how, String password) {
        try {
            start(how);
            return run(plain().tls(SmtpTls.STARTTLS)
                    .truststore(trusting, Secret.of(Keytool.PASSWORD))
                    .login("alerts", Secret.of(password)));
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private SmtpCheck plain() {
        return SmtpCheck.of("localhost", server.getPortAllocated());
    }

    private void start(UnaryOperator<SMTPServer.Builder> how) {
        SMTPServer.Builder builder = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory(RealMailServerTest::logIn));
        server = how.apply(builder).build();
        server.start();
    }

    private static void logIn(String user, String password, MessageContext session) throws LoginFailedException {
        if (!user.equals("alerts") || !password.equals(WORD)) {
            throw new LoginFailedException();
        }
    }

    private static CheckResult run(SmtpCheck check) throws Exception {
        return at(Instant.now(), check);
    }

    private static CheckResult at(Instant now, SmtpCheck check) throws Exception {
        return check.check(new CheckContext(Integration.named("Mail").build(), Duration.ofSeconds(10), now));
    }
}
