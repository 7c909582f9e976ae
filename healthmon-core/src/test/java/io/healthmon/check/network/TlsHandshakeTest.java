package io.healthmon.check.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.Problem;
import io.healthmon.secret.Secret;
import io.healthmon.settings.Settings;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Handshakes that fail for other reasons than the certificate, and what comes before a handshake. */
@Timeout(60)
class TlsHandshakeTest {

    private static final String NOTHING_IN_COMMON = "have no TLS version or cipher in common";

    @TempDir
    static Path directory;

    private static Path keys;
    private static Path trusting;

    @BeforeAll
    static void makeCertificate() throws Exception {
        Keytool keytool = new Keytool(directory);
        keys = keytool.selfSigned("shop", "-ext", "SAN=dns:localhost,dns:shop.example.com", "-validity", "2000");
        trusting = keytool.trusting(keys);
    }

    @Test
    void aServerWithOtherCiphersIsTold() throws Exception {
        CheckResult result = against(TlsHandshakeTest::withoutCipherForItsKey, check -> check);

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.TLS);
        assertThat(result.problem().message()).contains(NOTHING_IN_COMMON);
        assertThat(result.problem().resolution()).contains("TLS 1.2 or 1.3");
    }

    private static void withoutCipherForItsKey(SSLServerSocket server) {
        server.setEnabledProtocols(new String[] {"TLSv1.2"});
        server.setEnabledCipherSuites(new String[] {"TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"});
    }

    @Test
    void aServerThatDoesNotKnowTheNameIsTold() throws Exception {
        CheckResult result = against(
                server -> knowing(server, "other\\.example\\.com"), check -> check.serverName("shop.example.com"));

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.TLS);
        assertThat(result.problem().message()).endsWith(" does not know the name shop.example.com.");
        assertThat(result.problem().resolution()).contains("\"serverName\"");
        assertThat(against(server -> knowing(server, "shop\\..*"), check -> check.serverName("shop.example.com"))
                        .status())
                .isEqualTo(HealthStatus.HEALTHY);
    }

    private static void knowing(SSLServerSocket server, String names) {
        SSLParameters parameters = server.getSSLParameters();
        parameters.setSNIMatchers(List.of(SNIHostName.createSNIMatcher(names)));
        server.setSSLParameters(parameters);
    }

    @ParameterizedTest
    @CsvSource({
        "40, " + NOTHING_IN_COMMON,
        "70, " + NOTHING_IN_COMMON,
        "71, " + NOTHING_IN_COMMON,
        "112, does not know the name localhost",
        "116, wants a client certificate that it accepts",
        "80, 'The TLS handshake with localhost:'"
    })
    void anAlertOfTheServerIsTold(int alert, String message) throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(line -> {
            line.give(0x15, 3, 3, 0, 2, 2, alert);
            line.hold();
        })) {
            CheckResult result = run(TlsCheck.of("localhost", server.port()));

            assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
            assertThat(result.problem().cause()).isEqualTo(Cause.TLS);
            assertThat(result.problem().message()).contains(message);
        }
    }

    @Test
    void aWeakAlgorithmIsTold() throws Exception {
        CertificateException refusal = new CertificateException(
                "refused", new CertPathValidatorException("MD5", null, null, -1, BasicReason.ALGORITHM_CONSTRAINED));
        X509Certificate own = (X509Certificate) Keytool.certificate(keys);
        Problem problem = CertificateProblems.of(
                List.of(own), refusal, new HostPort("shop.example.com", 443), "shop.example.com", Instant.now());

        assertThat(problem.cause()).isEqualTo(Cause.TLS);
        assertThat(problem.message()).contains("an algorithm or a key that this JVM takes for too weak");
        assertThat(problem.resolution()).contains("2048 bits");
    }

    @Test
    void postgresIsAskedForTlsFirst() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(line -> {
            assertThat(line.take(8)).containsExactly(0, 0, 0, 8, 4, 0xd2, 0x16, 0x2f);
            line.give('S');
            line.secure(keys);
            line.hold();
        })) {
            CheckResult result = run(TlsCheck.of("localhost", server.port())
                    .startTls(TlsPreamble.POSTGRESQL)
                    .truststore(trusting, Secret.of(Keytool.PASSWORD)));

            assertThat(result.status()).as(result.toString()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(result.details()).containsEntry("subject", "CN=shop");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "N, CONFIGURATION, does not offer TLS., https://www.postgresql.org/docs/current/ssl-tcp.html",
        "E, TLS, does not answer as PostgreSQL does., "
    })
    void aPostgresThatDoesNotBeginTlsIsTold(char answer, Cause cause, String message, String link) throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(line -> {
            line.take(8);
            line.give(answer);
            line.hold();
        })) {
            CheckResult result = run(TlsCheck.from(settings(server.port()), Integration.named("Database")));

            assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
            assertThat(result.problem().cause()).isEqualTo(cause);
            assertThat(result.problem().message()).endsWith(message);
            assertThat(result.problem().documentation()).isEqualTo(link);
        }
    }

    @Test
    void aPostgresThatIsSilentIsATimeout() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(ScriptedServer.Line::hold)) {
            CheckResult result = TlsCheck.from(settings(server.port()), Integration.named("Database"))
                    .check(new CheckContext(Integration.named("Database").build(), Duration.ofMillis(300)));

            assertThat(result.problem().cause()).isEqualTo(Cause.TIMEOUT);
        }
    }

    private static Settings settings(int port) {
        return Settings.of(Map.of("host", "localhost", "port", port, "startTls", "postgresql"));
    }

    private static CheckResult against(Consumer<SSLServerSocket> setUp, UnaryOperator<TlsCheck> how) throws Exception {
        SSLServerSocket listener = (SSLServerSocket) Keytool.server(keys, keys)
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        setUp.accept(listener);
        try (ScriptedServer server = ScriptedServer.on(listener, ScriptedServer.Line::hold)) {
            TlsCheck check = TlsCheck.of("localhost", server.port()).truststore(trusting, Secret.of(Keytool.PASSWORD));
            return run(how.apply(check));
        }
    }

    private static CheckResult run(TlsCheck check) throws Exception {
        return check.check(new CheckContext(Integration.named("Shop").build(), Duration.ofSeconds(10)));
    }
}
