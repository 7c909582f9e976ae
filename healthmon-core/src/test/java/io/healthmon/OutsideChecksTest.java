package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.healthmon.check.HealthCheck;
import io.healthmon.check.Integration;
import io.healthmon.check.heartbeat.Heartbeat;
import io.healthmon.check.network.TcpCheck;
import io.healthmon.egress.TargetGuard;
import io.healthmon.json.JsonSettings;
import io.healthmon.secret.NamedSecrets;
import io.healthmon.secret.Redactor;
import io.healthmon.secret.Secret;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutsideChecksTest {

    private static final String VALUE = "a-very-secret-value";

    private final OutsideChecks outside = new OutsideChecks(
            TargetGuard.publicOnly(),
            NamedSecrets.none().with("beat", Secret.of(VALUE), List.of("jobs.example.com")),
            Redactor.standard().with(List.of(Secret.of(VALUE))),
            OutsideChecksTest.class.getClassLoader());

    private HealthCheck make(Map<String, ?> definition) {
        Settings settings = outside.settings("", definition);
        HealthCheck check = outside.check(settings, Integration.named("Made"));
        settings.refuseUnknown();
        return check;
    }

    private void assertRefused(Map<String, ?> definition, String message) {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> make(definition))
                .withMessageStartingWith(message)
                .withMessageNotContaining(VALUE);
    }

    @Test
    void aCheckOfAPublicTargetIsMade() {
        assertThat(make(Map.of("type", "tcp", "host", "crm.example.com", "port", 443)))
                .isInstanceOf(TcpCheck.class)
                .hasToString("crm.example.com:443");
    }

    @Test
    void aTargetInsideIsRefused() {
        assertRefused(
                Map.of("type", "tcp", "host", "127.0.0.1", "port", 5432), "host: 127.0.0.1 is this machine itself;");
    }

    @ParameterizedTest
    @CsvSource({"disk", "heap", "deadlock", "test"})
    void aTypeThatCannotBeGuardedIsRefused(String type) {
        assertRefused(Map.of("type", type, "name", "Made"), "type: \"" + type + "\" cannot be made from outside");
    }

    @Test
    void aDatabaseIsRefusedForItsDriverConnectsByItself() {
        assertRefused(
                Map.of("type", "jdbc", "url", "jdbc:postgresql://db.example.com/app"),
                "url: a database's driver connects by itself");
    }

    @Test
    void aSecretIsNamed() {
        HealthCheck check = make(Map.of("type", "heartbeat", "period", "1h", "token", Map.of("secret", "beat")));

        assertThat(check)
                .isInstanceOfSatisfying(
                        Heartbeat.class,
                        beat -> assertThat(beat.opensWith(Secret.of(VALUE))).isTrue());
    }

    @Test
    void aSecretOfItsOwnIsRefused() {
        assertRefused(
                Map.of("type", "heartbeat", "period", "1h", "token", VALUE),
                "token: holds a value of its own, which is not taken from outside; name a configured secret:"
                        + " {\"secret\": \"name\"}");
    }

    @Test
    void thePasswordOfRedisIsNamedAndGoesToItsHostOnly() {
        Map<String, Object> password = Map.of("secret", "beat");

        assertThat(make(Map.of("type", "redis", "host", "jobs.example.com", "tls", true, "password", password)))
                .hasToString("rediss://jobs.example.com:6379");
        assertRefused(
                Map.of("type", "redis", "host", "jobs.example.com", "password", password),
                "password: names a secret that is bound to jobs.example.com and is not sent to"
                        + " redis://jobs.example.com:6379;");
        assertRefused(
                Map.of("type", "redis", "url", "rediss://cache.example.com", "password", password),
                "password: names a secret that is bound to jobs.example.com");
        assertRefused(Map.of("type", "redis", "url", "redis://127.0.0.1"), "url: 127.0.0.1 is this machine itself;");
        assertRefused(
                Map.of("type", "redis", "url", "redis://me:pw-of-mine@cache.example.com"),
                "url: holds what looks like a secret");
    }

    @Test
    void aSecretThatIsNotConfiguredIsRefusedWithoutRepeatingIt() {
        assertRefused(
                Map.of("type", "heartbeat", "period", "1h", "token", Map.of("secret", VALUE)),
                "token: names a secret that is not configured; the configured ones are beat");
    }

    @Test
    void aFileOfThisMachineIsRefused() {
        assertRefused(
                Map.of("type", "smtp", "host", "mail.example.com", "truststore", "/etc/passwd"),
                "truststore: names a file of this machine");
    }

    @Test
    void whatLooksLikeASecretIsRefusedWhereverItStands() {
        assertRefused(
                Map.of("type", "tcp", "host", "sk_live_abcdefgh1234", "port", 1),
                "host: holds what looks like a secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'security':{'allowedNetworks':['10.0.0.5/8']}}|security.allowedNetworks: \"10.0.0.5/8\" is not allowed:",
                "{'secrets':{'crm':{'value':'v-e-r-y'}}}|secrets.crm.hosts: is missing; set \"hosts\"",
                "{'secrets':{'crm':{'hosts':['a.example.com']}}}|secrets.crm.value: is missing; set \"value\"",
                "{'secrets':{'crm':{'value':'v-e-r-y','hosts':['a/b']}}}|secrets.crm: \"a/b\" is not allowed; use a host",
                "{'secrets':{'C R M':{'value':'v-e-r-y','hosts':['a']}}}|secrets.C R M: secret name \"C R M\" is not"
            })
    void aWrongSettingIsRefusedWithItsPlace(String json, String message) {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> HealthMonitor.builder().settings(settings(json)))
                .withMessageStartingWith(message)
                .withMessageNotContaining("v-e-r-y");
    }

    @Test
    void secretsAndNetworksAreReadFromConfiguration() throws Exception {
        HealthMonitorBuilder builder = HealthMonitor.builder()
                .settings(settings("{'security':{'allowedNetworks':['127.0.0.0/8']},"
                        + "'secrets':{'crm':{'value':'${CRM}','hosts':['crm.example.com']},"
                        + "'unset':{'value':'','hosts':['crm.example.com']}}}"));

        assertThat(builder.guard.resolve("127.0.0.1")).hasSize(1);
        assertThat(builder.secrets.find("crm")).contains(Secret.of(VALUE));
        assertThat(builder.secrets.find("unset")).isEmpty();
    }

    private static Settings settings(String json) {
        return JsonSettings.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), Map.of("CRM", VALUE));
    }
}
