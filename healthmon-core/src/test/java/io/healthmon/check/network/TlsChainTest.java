package io.healthmon.check.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.secret.Secret;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which certificate of a chain counts, and how much of its life may be left. */
@Timeout(60)
class TlsChainTest {

    private static final String LOCAL = "SAN=dns:localhost,dns:www.example.com";
    private static final Secret PASSWORD = Secret.of(Keytool.PASSWORD);

    @TempDir
    static Path directory;

    private static Keytool keytool;
    private static Path authority;
    private static Path trusting;

    @BeforeAll
    static void makeAuthority() throws Exception {
        keytool = new Keytool(directory);
        authority = keytool.selfSigned("An Authority", "-ext", "bc:c", "-validity", "20000");
        trusting = keytool.trusting(authority);
    }

    @ParameterizedTest
    @CsvSource({"47, 15.7, 4.7", "90, 30, 9", "200, 66.7, 20", "398, 132.7, 39.8", "3980, 132.7, 39.8"})
    void limitsAreAPartOfTheCertificatesLife(int life, double warn, double down) throws Exception {
        Path own = keytool.selfSigned("own" + life, "-ext", LOCAL, "-validity", Integer.toString(life));
        Path trust = keytool.trusting(own);
        try (ScriptedServer server = ScriptedServer.secure(own, ScriptedServer.Line::hold)) {
            TlsCheck check = TlsCheck.of("localhost", server.port()).truststore(trust, PASSWORD);
            Instant end = end(run(check, Instant.now()));

            assertThat(run(check, before(end, warn + 0.1)).status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(run(check, before(end, warn - 0.1)).status()).isEqualTo(HealthStatus.DEGRADED);
            assertThat(run(check, before(end, down + 0.1)).status()).isEqualTo(HealthStatus.DEGRADED);
            assertThat(run(check, before(end, down - 0.1)).status()).isEqualTo(HealthStatus.DOWN);
        }
    }

    @Test
    void limitsThatAreSetCountInTheirPlace() throws Exception {
        Path own = keytool.selfSigned("ninety", "-ext", LOCAL, "-validity", "90");
        Path trust = keytool.trusting(own);
        try (ScriptedServer server = ScriptedServer.secure(own, ScriptedServer.Line::hold)) {
            TlsCheck check = TlsCheck.of("localhost", server.port()).truststore(trust, PASSWORD);
            Instant end = end(run(check, Instant.now()));
            TlsCheck late = check.warnBefore(Duration.ofDays(10));

            assertThat(run(late, before(end, 10.1)).status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(run(late, before(end, 3.1)).status())
                    .as("down at three tenths of the rest that is set")
                    .isEqualTo(HealthStatus.DEGRADED);
            assertThat(run(late, before(end, 2.9)).status()).isEqualTo(HealthStatus.DOWN);
            CheckResult last = run(late.downBefore(Duration.ZERO), before(end, 0.1));
            assertThat(last.status()).isEqualTo(HealthStatus.DEGRADED);
            assertThat(last.problem().message()).contains("expires within a day, on " + end);
            assertThat(run(check.warnBefore(Duration.ZERO), before(end, 0.1)).status())
                    .isEqualTo(HealthStatus.HEALTHY);
        }
    }

    @Test
    void theCertificateThatEndsFirstIsTold() throws Exception {
        Path middle =
                keytool.signed("middle", keytool.selfSigned("Middle"), authority, "-ext", "bc:c", "-validity", "20");
        Path leaf = keytool.signed("leaf", keytool.selfSigned("leaf-key"), middle, "-ext", LOCAL, "-validity", "90");
        CheckResult fresh = trusted(leaf, Instant.now());
        CheckResult soon = trusted(leaf, before(end(fresh), 3.5));

        assertThat(fresh.status()).as(fresh.toString()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(fresh.details())
                .containsEntry("daysLeft", "19")
                .containsEntry("subject", "CN=leaf-key")
                .containsEntry("issuer", "CN=Middle")
                .containsEntry("names", "localhost, www.example.com")
                .containsEntry("endsFirst", "CN=Middle");
        assertThat(soon.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(soon.problem().cause()).isEqualTo(Cause.TLS);
        assertThat(soon.problem().message())
                .startsWith("The certificate of CN=Middle, which is sent along, by localhost:")
                .endsWith(" expires in 3 days, on " + end(fresh) + ".");
        assertThat(soon.problem().resolution()).startsWith("Let the server send the certificate that the issuer has");
    }

    @Test
    void aCertificateThatNobodyNeedsDoesNotCountThoughItHasExpired() throws Exception {
        String[] past = {"-ext", "bc:c", "-startdate", "2020/01/01 00:00:00", "-validity", "10"};
        Path crossed = keytool.signed("crossed", authority, keytool.selfSigned("Old Root", past), past);
        Path leaf =
                keytool.signed("crossed-leaf", keytool.selfSigned("key"), crossed, "-ext", LOCAL, "-validity", "90");
        try (ScriptedServer server = ScriptedServer.secure(leaf, ScriptedServer.Line::hold)) {
            TlsCheck check = TlsCheck.of("localhost", server.port()).truststore(trusting, PASSWORD);
            CheckResult result = run(check, Instant.now());

            assertThat(result.status()).as(result.toString()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(result.details()).containsEntry("daysLeft", "89").doesNotContainKey("endsFirst");
            assertThat(run(check.serverName("other.example.com"), Instant.now())
                            .problem()
                            .message())
                    .contains("is for another host than other.example.com");
        }
    }

    @Test
    void aRootThatIsSentAndTrustedCountsToo() throws Exception {
        Path root = keytool.selfSigned("Short Root", "-ext", "bc:c", "-validity", "20");
        Path leaf = keytool.signed("rooted", keytool.selfSigned("rooted-key"), root, "-ext", LOCAL, "-validity", "90");
        Path trust = keytool.trusting(root);
        try (ScriptedServer server = ScriptedServer.secure(leaf, ScriptedServer.Line::hold)) {
            TlsCheck check = TlsCheck.of("localhost", server.port()).truststore(trust, PASSWORD);

            assertThat(run(check, Instant.now()).details()).containsEntry("endsFirst", "CN=Short Root");
        }
    }

    @Test
    void aCertificateThatIsNotForServersIsRefusedInTheJdksWords() throws Exception {
        Path client = keytool.signed(
                "client", keytool.selfSigned("client-key"), authority, "-ext", LOCAL, "-ext", "EKU=clientAuth");
        CheckResult result = trusted(client, Instant.now());

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().message()).contains(" is refused: Extended key usage does not permit");
        assertThat(result.problem().resolution()).contains("made for servers");
    }

    @Test
    void limitsOutOfBoundsAreTold() {
        assertThatThrownBy(() -> TlsCheck.of("a", 1).warnBefore(Duration.ofDays(3_651)))
                .hasMessage("warnBefore 3651d is not allowed; use from 0ms to 3650d");
        assertThatThrownBy(() -> SmtpCheck.of("a", 1).downBefore(Duration.ofDays(-1)))
                .hasMessageStartingWith("downBefore ");
        assertThatThrownBy(() -> SmtpCheck.from(
                        Settings.of(Map.of("host", "a", "warnBefore", "1d", "downBefore", "2d")),
                        Integration.named("A")))
                .isInstanceOf(SettingException.class)
                .hasMessage("downBefore: \"2d\" is not allowed; use at most \"warnBefore\", which is 1d");
    }

    private static Instant end(CheckResult result) {
        return Instant.parse(result.details().get("notAfter"));
    }

    private static Instant before(Instant end, double days) {
        return end.minus(Duration.ofMinutes(Math.round(days * 1_440)));
    }

    private static CheckResult trusted(Path keys, Instant now) throws Exception {
        try (ScriptedServer server = ScriptedServer.secure(keys, ScriptedServer.Line::hold)) {
            TlsCheck check = TlsCheck.of("localhost", server.port()).truststore(trusting, PASSWORD);
            return run(check, now);
        }
    }

    private static CheckResult run(TlsCheck check, Instant now) throws Exception {
        return check.check(new CheckContext(Integration.named("Shop").build(), Duration.ofSeconds(10), now));
    }
}
