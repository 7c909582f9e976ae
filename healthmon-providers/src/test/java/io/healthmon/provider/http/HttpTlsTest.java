package io.healthmon.provider.http;

import static io.healthmon.provider.http.Runs.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Problem;
import io.healthmon.secret.Secret;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HttpTlsTest {

    private static final String LOCAL = "SAN=dns:localhost,ip:127.0.0.1";
    private static final Secret PASSWORD = Secret.of(Keytool.PASSWORD);

    @TempDir
    static Path directory;

    private static Keytool keytool;
    private static Path local;
    private static Path trustingLocal;
    private static Path authority;
    private static Path trustingAuthority;

    @BeforeAll
    static void makeCertificate() throws Exception {
        keytool = new Keytool(directory);
        local = keytool.selfSigned("local", "-ext", LOCAL);
        trustingLocal = keytool.trusting(local);
        authority = keytool.selfSigned("An Authority", "-ext", "bc:c");
        trustingAuthority = keytool.trusting(authority);
    }

    @Test
    void aCertificateInTheTrustStoreIsTrusted() throws Exception {
        CheckResult result = asked(local, check -> check.truststore(trustingLocal, PASSWORD));

        assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void aSelfSignedCertificateIsSaidSo() throws Exception {
        Problem problem = asked(local, check -> {}).problem();

        assertThat(problem.cause()).isEqualTo(Cause.TLS);
        assertThat(problem.message()).contains("self-signed");
        assertThat(problem.resolution()).contains("tls.truststore");
    }

    @Test
    void aCertificateOfAnAuthorityIsTrustedWithItAndOnlyWithIt() throws Exception {
        Path signed = keytool.signed("signed", local, authority, "-ext", LOCAL);
        Problem problem = asked(signed, check -> {}).problem();

        assertThat(asked(signed, HttpTlsTest::trustAuthority).status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(problem.cause()).isEqualTo(Cause.TLS);
        assertThat(problem.message()).contains("issuer is not trusted", "CN=An Authority");
    }

    @Test
    void anExpiredCertificateIsSaidSoWithItsDate() throws Exception {
        Path expired = keytool.signed(
                "expired", local, authority, "-ext", LOCAL, "-startdate", "2020/01/01 00:00:00", "-validity", "10");
        Problem problem = asked(expired, HttpTlsTest::trustAuthority).problem();

        assertThat(problem.cause()).isEqualTo(Cause.TLS);
        assertThat(problem.message()).startsWith("The certificate expired on 2020-01-1");
    }

    @Test
    void aCertificateOfTheFutureIsSaidSo() throws Exception {
        Path early = keytool.signed(
                "early", local, authority, "-ext", LOCAL, "-startdate", "2999/02/01 00:00:00", "-validity", "10");
        Problem problem = asked(early, HttpTlsTest::trustAuthority).problem();

        assertThat(problem.message()).contains("not valid before 2999-0");
    }

    @Test
    void aCertificateForAnotherHostIsSaidSoWithItsNames() throws Exception {
        Path other = keytool.signed("other", local, authority, "-ext", "SAN=dns:other.example");
        Problem problem = asked(other, HttpTlsTest::trustAuthority).problem();

        assertThat(problem.cause()).isEqualTo(Cause.TLS);
        assertThat(problem.message()).contains("another host", "other.example");
    }

    @Test
    void aCertificateThatIsNotForServersIsSaidSo() throws Exception {
        Path client = keytool.signed("for-clients", local, authority, "-ext", LOCAL, "-ext", "EKU=clientAuth");
        Problem problem = asked(client, HttpTlsTest::trustAuthority).problem();

        assertThat(problem.cause()).isEqualTo(Cause.TLS);
        assertThat(problem.message()).startsWith("The certificate is refused: Extended key usage");
        assertThat(problem.resolution()).contains("made for servers");
    }

    @Test
    void aServerThatWantsAClientCertificateGetsIt() throws Exception {
        Path client = keytool.selfSigned("client");
        SSLContext context = Keytool.server(local, keytool.trusting(client));

        try (Server server = new Server(context, true)) {
            HttpCheck with = HttpCheck.to(server.url())
                    .truststore(trustingLocal, PASSWORD)
                    .keystore(client, PASSWORD)
                    .build();
            assertThat(run(with).status()).isEqualTo(HealthStatus.HEALTHY);
        }
    }

    @Test
    void aMissingClientCertificateIsThoughtOf() throws Exception {
        SSLContext context = Keytool.server(local, trustingLocal);

        try (Server server = new Server(context, true)) {
            Problem problem = run(HttpCheck.to(server.url())
                            .truststore(trustingLocal, PASSWORD)
                            .build())
                    .problem();
            assertThat(problem.cause()).isIn(Cause.TLS, Cause.CONNECT);
            assertThat(problem.resolution()).contains("tls.keystore");
        }
    }

    @Test
    void aPortWithoutTlsIsSaidSo() throws Exception {
        try (RawServer server = RawServer.start(connection -> {
            connection.write(Runs.status(400));
            connection.hold();
        })) {
            Problem problem =
                    Runs.get("https://127.0.0.1:" + server.port() + "/").problem();

            assertThat(problem.cause()).isEqualTo(Cause.TLS);
            assertThat(problem.message()).contains("does not speak TLS");
        }
    }

    @Test
    void aConnectionThatEndsInTheHandshakeIsSaidToMaybeHaveDoneSo() throws Exception {
        try (RawServer server = RawServer.start(connection -> {})) {
            Problem problem =
                    Runs.get("https://127.0.0.1:" + server.port() + "/").problem();

            assertThat(problem.message()).contains("handshake");
            assertThat(problem.cause()).isEqualTo(Cause.CONNECT);
        }
    }

    @Test
    void aWrongPasswordOrFileIsRefusedWhenTheCheckIsBuilt() throws Exception {
        Path noStore = Files.writeString(directory.resolve("no-store"), "hello");

        assertThatThrownBy(() -> HttpCheck.to("https://localhost/")
                        .truststore(trustingLocal, Secret.of("wrong-password"))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("truststore")
                .hasMessageContaining("password is wrong")
                .hasMessageNotContaining("wrong-password");
        assertThatThrownBy(() -> HttpCheck.to("https://localhost/")
                        .keystore(noStore, null)
                        .build())
                .hasMessageContaining("keystore")
                .hasMessageContaining("no-store");
    }

    private static void trustAuthority(HttpCheckBuilder check) {
        check.truststore(trustingAuthority, PASSWORD);
    }

    private static CheckResult asked(Path keys, Consumer<HttpCheckBuilder> how) throws Exception {
        try (Server server = new Server(Keytool.server(keys, keys), false)) {
            HttpCheckBuilder builder = HttpCheck.to(server.url());
            how.accept(builder);
            return run(builder.build());
        }
    }

    /** The HTTPS server of the JDK. */
    private static final class Server implements AutoCloseable {

        private final HttpsServer server;

        Server(SSLContext context, boolean wantsClient) throws Exception {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(context) {
                @Override
                public void configure(HttpsParameters parameters) {
                    SSLParameters ssl = context.getDefaultSSLParameters();
                    ssl.setNeedClientAuth(wantsClient);
                    parameters.setSSLParameters(ssl);
                }
            });
            server.createContext("/", exchange -> {
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.start();
        }

        String url() {
            return "https://localhost:" + server.getAddress().getPort() + "/";
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
