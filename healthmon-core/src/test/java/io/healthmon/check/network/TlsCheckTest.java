package io.healthmon.check.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.secret.Secret;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TlsCheckTest {

    private static final String LOCAL = "SAN=dns:localhost,ip:127.0.0.1";
    private static final Secret PASSWORD = Secret.of(Keytool.PASSWORD);

    private static final List<String> LONG = List.of("-startdate", "2020/01/01 00:00:00", "-validity", "20000");
    private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

    @TempDir
    static Path directory;

    private static Keytool keytool;
    private static Path local;
    private static Path trustingLocal;
    private static Path authority;
    private static Path trustingAuthority;

    @BeforeAll
    static void makeCertificates() throws Exception {
        keytool = new Keytool(directory);
        local = keytool.selfSigned("local", "-ext", LOCAL, "-startdate", "2020/01/01 00:00:00", "-validity", "20000");
        trustingLocal = keytool.trusting(local);
        authority = keytool.selfSigned(
                "An Authority", "-ext", "bc:c", "-startdate", "2020/01/01 00:00:00", "-validity", "20000");
        trustingAuthority = keytool.trusting(authority);
    }

    @Test
    void aGoodCertificateIsHealthyAndDescribed() throws Exception {
        CheckResult result = asked(local, NOW, check -> check.truststore(trustingLocal, PASSWORD));

        assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(result.responseTime()).isPositive();
        assertThat(result.details())
                .containsEntry("subject", "CN=local")
                .containsEntry("issuer", "CN=local")
                .containsEntry("names", "localhost, 127.0.0.1")
                .containsKeys("notAfter", "daysLeft", "protocol")
                .doesNotContainKey("endsFirst");
    }

    @Test
    void aCertificateThatEndsSoonIsDegradedAndThenDown() throws Exception {
        CheckResult known = asked(local, NOW, check -> check.truststore(trustingLocal, PASSWORD));
        Instant end = Instant.parse(known.details().get("notAfter"));
        UnaryOperator<TlsCheck> strict = check -> check.truststore(trustingLocal, PASSWORD)
                .warnBefore(Duration.ofDays(21))
                .downBefore(Duration.ofDays(3));
        CheckResult soon = asked(local, end.minus(Duration.ofDays(20).plusHours(1)), strict);
        CheckResult verySoon = asked(local, end.minus(Duration.ofDays(2).plusHours(1)), strict);

        assertThat(asked(local, end.minus(Duration.ofDays(21)), strict).status())
                .isEqualTo(HealthStatus.HEALTHY);
        assertThat(soon.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(soon.problem().cause()).isEqualTo(Cause.TLS);
        assertThat(soon.problem().message()).contains("expires in 20 days, on " + end);
        assertThat(soon.details()).containsEntry("daysLeft", "20");
        assertThat(verySoon.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(verySoon.problem().message()).contains("expires in 2 days");
    }

    @Test
    void anExpiredCertificateIsDownAndItsEndIsTold() throws Exception {
        Path expired = signed("expired", LOCAL, "-startdate", "2020/01/01 00:00:00", "-validity", "10");
        CheckResult result = asked(expired, NOW, TlsCheckTest::trustAuthority);

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.TLS);
        assertThat(result.problem().message()).contains("expired on 2020-01-1");
        assertThat(result.details().get("notAfter")).startsWith("2020-01-1");
        assertThat(result.details().get("daysLeft")).startsWith("-");
    }

    @Test
    void anExpiredCertificateOfAnUnknownIssuerIsToldAsExpired() throws Exception {
        Path expired = signed("expired-unknown", LOCAL, "-startdate", "2020/01/01 00:00:00", "-validity", "10");

        assertThat(asked(expired, NOW, check -> check).problem().message()).contains("expired on 2020-01-1");
    }

    @Test
    void aCertificateOfTheFutureIsDown() throws Exception {
        Path early = signed("early", LOCAL, "-startdate", "2999/02/01 00:00:00", "-validity", "10");

        assertThat(asked(early, NOW, TlsCheckTest::trustAuthority).problem().message())
                .contains("is not valid before 2999-0");
    }

    @Test
    void aCertificateForAnotherHostIsDown() throws Exception {
        Path other = signed("other", "SAN=dns:other.example");
        CheckResult result = asked(other, NOW, TlsCheckTest::trustAuthority);

        assertThat(result.problem().message()).contains("is for another host than localhost: it names other.example");
        assertThat(asked(other, NOW, check -> trustAuthority(check).serverName("other.example"))
                        .status())
                .isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void aSelfSignedCertificateIsDown() throws Exception {
        CheckResult result = asked(local, NOW, check -> check);

        assertThat(result.problem().message()).contains("is self-signed");
        assertThat(result.details()).containsKeys("notAfter", "daysLeft", "subject", "issuer");
    }

    @Test
    void anUnknownIssuerIsDown() throws Exception {
        Path signed = signed("signed", LOCAL);

        assertThat(asked(signed, NOW, check -> check).problem().message())
                .contains("comes from an unknown issuer: CN=An Authority is not trusted");
        assertThat(asked(signed, NOW, TlsCheckTest::trustAuthority).status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void anIncompleteChainIsDown() throws Exception {
        Path middle = keytool.signed(
                "middle",
                keytool.selfSigned("Middle"),
                authority,
                "-ext",
                "bc:c",
                "-startdate",
                "2020/01/01 00:00:00",
                "-validity",
                "20000");
        Path leaf = keytool.signed(
                "leaf", local, middle, "-ext", LOCAL, "-startdate", "2020/01/01 00:00:00", "-validity", "20000");
        CheckResult result = asked(leaf, NOW, check -> check);
        CheckResult incomplete = asked(keytool.alone("alone", leaf), NOW, TlsCheckTest::trustAuthority);

        assertThat(result.problem().message()).contains("ends with one of CN=An Authority");
        assertThat(incomplete.problem().message()).contains("chain", "is incomplete", "CN=Middle");
    }

    @Test
    void whatDoesNotSpeakTlsIsSaidSo() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(line -> {
            line.say("HTTP/1.1 400 Bad Request\r\n\r\n");
            line.hold();
        })) {
            CheckResult result = run(TlsCheck.of("localhost", server.port()), NOW);

            assertThat(result.problem().cause()).isEqualTo(Cause.TLS);
            assertThat(result.problem().message()).contains("does not speak TLS");
        }
    }

    @Test
    void aServerThatIsSilentIsATimeout() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(ScriptedServer.Line::hold)) {
            CheckResult result = TlsCheck.of("localhost", server.port()).check(context(Duration.ofMillis(300), NOW));

            assertThat(result.problem().cause()).isEqualTo(Cause.TIMEOUT);
            assertThat(result.problem().message())
                    .matches("No TLS handshake with localhost:\\d+ within \\d+ms, though connected\\.");
        }
    }

    @Test
    void aConnectionThatIsCutInTheHandshakeIsTold() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(line -> {})) {
            assertThat(run(TlsCheck.of("localhost", server.port()), NOW)
                            .problem()
                            .cause())
                    .isIn(Cause.TLS, Cause.CONNECT);
        }
    }

    @Test
    void settingsAreRead() {
        IntegrationBuilder integration = Integration.named("Shop");
        Settings settings = Settings.of(Map.of(
                "host",
                "shop.example.com",
                "serverName",
                "www.example.com",
                "warnBefore",
                "30d",
                "downBefore",
                "2d",
                "tls",
                Map.of("truststore", trustingLocal.toString(), "truststorePassword", Keytool.PASSWORD)));
        TlsCheck check = TlsCheck.from(settings, integration);

        assertThat(integration.build().endpoint()).isEqualTo("shop.example.com:443");
        assertThat(check.withEndpoint("other.example.com")).hasToString("other.example.com:443");
        settings.refuseUnknown();
    }

    @Test
    void aPasswordWithoutATruststoreIsRefused() {
        Map<String, Object> tls = Map.of("truststorePassword", "trust-me-123", "truststore", " ");

        assertThatThrownBy(() -> TlsCheck.from(Settings.of(Map.of("host", "a", "tls", tls)), Integration.named("A")))
                .isInstanceOf(SettingException.class)
                .hasMessage("tls.truststorePassword: stands there without a file; set \"truststore\", or remove"
                        + " \"truststorePassword\"");
    }

    @Test
    void wrongSettingsAreTold() {
        assertThatThrownBy(() -> TlsCheck.from(
                        Settings.of(Map.of("host", "a", "warnBefore", "1d", "downBefore", "2d")),
                        Integration.named("A")))
                .isInstanceOf(SettingException.class)
                .hasMessage("downBefore: \"2d\" is not allowed; use at most \"warnBefore\", which is 1d");
        assertThatThrownBy(() -> TlsCheck.of("a", 1).truststore(trustingLocal, Secret.of("wrong-password")))
                .hasMessageContaining("password is wrong")
                .hasMessageNotContaining("wrong-password");
    }

    private static TlsCheck trustAuthority(TlsCheck check) {
        return check.truststore(trustingAuthority, PASSWORD);
    }

    private static Path signed(String name, String extension, String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of("-ext", extension));
        all.addAll(options.length > 0 ? List.of(options) : LONG);
        return keytool.signed(name, local, authority, all.toArray(String[]::new));
    }

    private static CheckResult asked(Path keys, Instant now, UnaryOperator<TlsCheck> how) throws Exception {
        try (ScriptedServer server = ScriptedServer.secure(keys, ScriptedServer.Line::hold)) {
            return run(how.apply(TlsCheck.of("localhost", server.port())), now);
        }
    }

    private static CheckResult run(TlsCheck check, Instant now) throws Exception {
        return check.check(context(Duration.ofSeconds(10), now));
    }

    private static CheckContext context(Duration timeout, Instant now) {
        return new CheckContext(Integration.named("Tested").build(), timeout, now);
    }
}
