package io.healthmon.provider.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.healthmon.channel.DeliveryException;
import io.healthmon.provider.http.Keytool;
import io.healthmon.secret.Secret;
import io.healthmon.testkit.AlertMessages;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class SmtpSecurityTest {

    @TempDir
    private static Path directory;

    private static Path trust;
    private static SSLContext context;
    private static SSLContext otherName;

    @BeforeAll
    static void keys() throws Exception {
        Keytool keytool = new Keytool(directory);
        Path keys = keytool.selfSigned("mail", "-ext", "SAN=IP:127.0.0.1");
        trust = keytool.trusting(keys);
        context = Keytool.server(keys, trust);
        Path others = keytool.selfSigned("other", "-ext", "SAN=DNS:mail.example.com");
        otherName = Keytool.server(others, trust);
    }

    @Test
    void overStartTlsNothingIsSaidInTheClear() throws Exception {
        try (SmtpServer server = SmtpServer.startTls(context, line -> null)) {
            channel(server)
                    .truststore(trust, Secret.of(Keytool.PASSWORD))
                    .build()
                    .send(AlertMessages.down());

            assertThat(server.mails()).hasSize(1);
            assertThat(server.lines())
                    .filteredOn(line -> !line.startsWith("(tls) "))
                    .extracting(line -> line.replaceFirst(" .*", ""))
                    .containsExactly("EHLO", "STARTTLS");
        }
    }

    @Test
    void overTlsAMailIsTaken() throws Exception {
        try (SmtpServer server = SmtpServer.tls(context)) {
            channel(server)
                    .tls(SmtpTls.TLS)
                    .truststore(trust, Secret.of(Keytool.PASSWORD))
                    .build()
                    .send(AlertMessages.down());

            assertThat(server.mails()).hasSize(1);
        }
    }

    @Test
    void toAServerWithoutStartTlsNothingIsSent() throws Exception {
        try (SmtpServer server = SmtpServer.plain(line -> null)) {
            DeliveryException failure = failure(channel(server));

            assertThat(failure.permanent()).isFalse();
            assertThat(failure).hasMessageContaining("offers no STARTTLS, and nothing was sent");
            assertThat(server.lines()).allMatch(line -> line.matches("(EHLO|QUIT|RSET).*"));
        }
    }

    @Test
    void toAServerThatRefusesStartTlsNothingIsSent() throws Exception {
        try (SmtpServer server =
                SmtpServer.startTls(context, line -> line.equals("STARTTLS") ? "454 4.7.0 TLS not available" : null)) {
            DeliveryException failure = failure(channel(server));

            assertThat(failure.permanent()).isFalse();
            assertThat(failure).hasMessageContaining("(454 4.7.0)");
            assertThat(server.lines()).allMatch(line -> line.matches("(EHLO|STARTTLS|QUIT|RSET).*"));
        }
    }

    @Test
    void aCertificateThatIsNotTrustedIsRefused() throws Exception {
        try (SmtpServer server = SmtpServer.startTls(context, line -> null)) {
            DeliveryException failure = failure(channel(server));

            assertThat(failure.permanent()).isFalse();
            assertThat(failure)
                    .hasMessageContaining("is not trusted, and nothing was sent. The certificate is self-signed")
                    .hasMessageContaining("\"truststore\"");
            assertThat(server.lines()).allMatch(line -> line.matches("(EHLO|STARTTLS).*"));
        }
    }

    @Test
    void aCertificateForAnotherHostIsRefused() throws Exception {
        Path trustsOther = new Keytool(directory).trusting(directory.resolve("other.p12"));
        try (SmtpServer server = SmtpServer.startTls(otherName, line -> null)) {
            DeliveryException failure = failure(channel(server).truststore(trustsOther, Secret.of(Keytool.PASSWORD)));

            assertThat(failure).hasMessageContaining("for another host: it names mail.example.com");
        }
    }

    @Test
    void aPortInTheClearIsNoPortForTls() throws Exception {
        try (SmtpServer server = SmtpServer.plain(line -> null)) {
            DeliveryException failure = failure(channel(server).tls(SmtpTls.TLS));

            assertThat(failure).hasMessageContaining("does not begin with TLS, and nothing was sent");
            assertThat(server.mails()).isEmpty();
        }
    }

    private static SmtpChannelBuilder channel(SmtpServer server) {
        return SmtpChannel.builder("127.0.0.1")
                .port(server.port())
                .login("alerts", Secret.of("correct-horse"))
                .from("health@example.com")
                .to("ops@example.com");
    }

    private static DeliveryException failure(SmtpChannelBuilder builder) {
        return catchThrowableOfType(
                DeliveryException.class, () -> builder.build().send(AlertMessages.down()));
    }
}
