package io.healthmon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.network.TlsCheck;
import io.healthmon.check.network.TlsPreamble;
import io.healthmon.secret.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The TLS check of the core against the servers that the tests of the store start. */
@Timeout(120)
class PostgreSqlCertificateTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    private Path directory;

    @Test
    void theCertificateBehindTheRequestForTlsIsWatched() throws Exception {
        KeyStore keys = keys();
        Path certificate =
                pem("server.crt", "CERTIFICATE", keys.getCertificate("key").getEncoded());
        byte[] secret = keys.getKey("key", PASSWORD.toCharArray()).getEncoded();
        Path key = pem("server.key", "PRIVATE KEY", secret);
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("ssl", "on")
                .setServerConfig("ssl_cert_file", certificate.toString())
                .setServerConfig("ssl_key_file", key.toString())
                .start()) {
            TlsCheck check = check(server).truststore(trusting(keys), Secret.of(PASSWORD));
            CheckResult result = run(check, Instant.now());
            Instant end = Instant.parse(result.details().get("notAfter"));

            assertThat(result.status()).as(result.toString()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(result.details()).containsEntry("subject", "CN=database").containsEntry("names", "localhost");
            assertThat(run(check, end.minus(Duration.ofDays(20))).status()).isEqualTo(HealthStatus.DEGRADED);
        }
    }

    @Test
    void aServerWithoutTlsIsTold() throws Exception {
        try (EmbeddedPostgres server = TestDatabases.startPostgreSql()) {
            CheckResult result = run(check(server), Instant.now());

            assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
            assertThat(result.problem().cause()).isEqualTo(Cause.CONFIGURATION);
            assertThat(result.problem().message())
                    .isEqualTo("The PostgreSQL server localhost:" + server.getPort() + " does not offer TLS.");
        }
    }

    private static TlsCheck check(EmbeddedPostgres server) {
        return TlsCheck.of("localhost", server.getPort()).startTls(TlsPreamble.POSTGRESQL);
    }

    private static CheckResult run(TlsCheck check, Instant now) throws Exception {
        return check.check(new CheckContext(Integration.named("Database").build(), Duration.ofSeconds(30), now));
    }

    private KeyStore keys() throws Exception {
        Path store = directory.resolve("keys.p12");
        String command = Path.of(System.getProperty("java.home"), "bin", "keytool")
                + " -genkeypair -alias key -keyalg EC -groupname secp256r1 -dname CN=database -ext SAN=dns:localhost"
                + " -validity 90 -storetype PKCS12 -storepass " + PASSWORD + " -keystore " + store;
        Process process =
                new ProcessBuilder(command.split(" ")).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    }

    private Path trusting(KeyStore keys) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("trusted", keys.getCertificate("key"));
        Path file = directory.resolve("trusted.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    private Path pem(String name, String kind, byte[] content) throws Exception {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Path file = Files.writeString(
                directory.resolve(name), "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
