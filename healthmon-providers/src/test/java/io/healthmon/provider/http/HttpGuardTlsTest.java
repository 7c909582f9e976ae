package io.healthmon.provider.http;

import static io.healthmon.provider.http.Runs.ok;
import static io.healthmon.provider.http.Runs.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.HealthStatus;
import io.healthmon.egress.TargetGuard;
import io.healthmon.secret.Secret;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HttpGuardTlsTest {

    private static final Secret PASSWORD = Secret.of(Keytool.PASSWORD);

    @TempDir
    static Path directory;

    private static Path shop;
    private static Path trusted;

    private final TargetGuard guard = TargetGuard.publicOnly()
            .resolvingBy(host -> new InetAddress[] {InetAddress.getLoopbackAddress()})
            .allowing(List.of("127.0.0.0/8"));

    @BeforeAll
    static void makeCertificate() throws Exception {
        Keytool keytool = new Keytool(directory);
        shop = keytool.selfSigned("shop", "-ext", "SAN=dns:shop.example.com");
        trusted = keytool.trusting(shop);
    }

    private HttpCheck check(String host, RawServer server) {
        return HttpCheck.to("https://" + host + ":" + server.port() + "/")
                .truststore(trusted, PASSWORD)
                .header("X-Key", Secret.of("hidden"))
                .build()
                .guardedBy(guard);
    }

    @Test
    void theCertificateIsVerifiedAgainstTheNameAndTheConnectionKept() throws Exception {
        try (RawServer server = RawServer.answering(Keytool.server(shop, trusted), ok("fine"));
                HttpCheck check = check("shop.example.com", server)) {
            assertThat(run(check).status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(run(check).status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.requests()).allMatch(request -> request.contains("X-Key: hidden"));
            assertThat(server.requests()).noneMatch(request -> request.contains("Proxy-"));
        }
    }

    @Test
    void aCertificateForAnotherNameIsRefused() throws Exception {
        try (RawServer server = RawServer.answering(Keytool.server(shop, trusted), ok("fine"));
                HttpCheck check = check("other.example.com", server)) {
            assertThat(run(check).problem().cause()).isEqualTo(Cause.TLS);
            assertThat(server.requests()).isEmpty();
        }
    }
}
