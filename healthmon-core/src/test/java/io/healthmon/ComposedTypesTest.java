package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.HealthStatus;
import io.healthmon.json.Json;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Inverse and composite checks, retries, passive evidence and the rule of the local network, from configuration. */
class ComposedTypesTest {

    private static HealthMonitorBuilder builder(String json) {
        Settings settings = Settings.of(Json.readObject(json.getBytes(StandardCharsets.UTF_8)));
        HealthMonitorBuilder builder = HealthMonitor.builder().settings(settings);
        settings.refuseUnknown();
        return builder;
    }

    private static String integration(String settings) {
        return "{\"integrations\": [{\"name\": \"A\", " + settings.replace('\'', '"') + "}]}";
    }

    @Test
    void anInverseCheckTakesTheEndpointOfTheInnerOne() throws Exception {
        int port;
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
        }
        String json = integration("'type': 'inverse', 'expectedCauses': ['connect', 'timeout'],"
                + " 'check': {'type': 'tcp', 'host': '127.0.0.1', 'port': " + port + "}");
        try (HealthMonitor monitor = builder(json).build()) {
            IntegrationHealth health = monitor.check("a").get();

            assertThat(health.status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(health.integration().endpoint()).isEqualTo("127.0.0.1:" + port);
        }
    }

    @Test
    void aCompositeCheckHasPartsOfAnyType() throws Exception {
        String json = integration("'type': 'composite', 'healthyWhen': 'any', 'checks': {"
                + "'threads': {'type': 'deadlock'},"
                + "'no telnet': {'type': 'inverse', 'check': {'type': 'tcp', 'host': '127.0.0.1', 'port': 1}}}");
        try (HealthMonitor monitor = builder(json).build()) {
            assertThat(monitor.check("a").get().status()).isEqualTo(HealthStatus.HEALTHY);
        }
    }

    @Test
    void retriesAndPassiveEvidenceAreSettingsOfEveryIntegration() {
        String json = integration("'type': 'deadlock', 'retries': 2, 'retryDelay': '50ms', 'passive': true");
        try (HealthMonitor monitor = builder(json).build()) {
            var integration = monitor.health("a").integration();

            assertThat(integration.retries()).isEqualTo(2);
            assertThat(integration.retryDelay()).isEqualTo(Duration.ofMillis(50));
            assertThat(integration.passiveFor()).isEqualTo(Duration.ofSeconds(30));
        }
        String other = integration("'type': 'deadlock', 'passiveFor': '10s'");
        try (HealthMonitor monitor = builder(other).build()) {
            assertThat(monitor.health("a").integration().passiveFor()).isEqualTo(Duration.ofSeconds(10));
        }
    }

    @Test
    void theRuleOfTheLocalNetworkIsRead() {
        HealthMonitorBuilder builder =
                builder("{\"localNetwork\": {\"enabled\": false, \"hosts\": 5, \"percent\": 90, \"window\": \"2m\"}}");

        assertThat(builder.localNetwork.enabled()).isFalse();
        assertThat(builder.localNetwork.hosts()).isEqualTo(5);
        assertThat(builder.localNetwork.percent()).isEqualTo(90);
        assertThat(builder.localNetwork.window()).isEqualTo(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "'type': 'inverse' | integrations[0].check is missing; set \"check\"",
                "'type': 'inverse', 'check': {} | integrations[0].check.type is missing",
                "'type': 'inverse', 'check': {'type': 'nix'} | integrations[0].check.type \"nix\" is not allowed",
                "'type': 'inverse', 'check': {'type': 'deadlock', 'hots': 1} | integrations[0].check.hots unknown",
                "'type': 'inverse', 'check': {'type': 'heartbeat', 'token': 't', 'period': '1h'} |"
                        + " integrations[0].check Heartbeat cannot be a part",
                "'type': 'inverse', 'check': {'type': 'deadlock'}, 'expectedCauses': ['nix'] |"
                        + " integrations[0].expectedCauses \"nix\" is not allowed; use causes such as",
                "'type': 'inverse', 'check': {'type': 'deadlock'}, 'expectedCauses': 'check_error' |"
                        + " integrations[0].expectedCauses expectedCauses \"check_error\" is not allowed",
                "'type': 'composite' | integrations[0].checks is missing; set \"checks\"",
                "'type': 'composite', 'checks': {} | integrations[0].checks checks has 0 parts",
                "'type': 'composite', 'checks': {'a': {'type': 'tcp'}} | integrations[0].checks.a.host is missing",
                "'type': 'composite', 'healthyWhen': 'most', 'checks': {'a': {'type': 'deadlock'}} |"
                        + " integrations[0].healthyWhen \"most\" is not allowed; use one of all, any",
                "'type': 'deadlock', 'retries': 11 | integrations[0].retries \"11\" is not allowed; use a whole number",
                "'type': 'deadlock', 'retryDelay': '2m' | integrations[0].retryDelay \"2m\" is not allowed; use from",
                "'type': 'deadlock', 'passiveFor': '2h' | integrations[0].passiveFor \"2h\" is not allowed; use from",
                "'type': 'deadlock', 'passive': false, 'passiveFor': '2s' |"
                        + " integrations[0].passiveFor stands beside \"passive\": false",
            })
    void aWrongSettingIsNamedWithItsWayOut(String settings, String message) {
        assertThatThrownBy(() -> builder(integration(settings)))
                .isInstanceOf(SettingException.class)
                .satisfies(refused ->
                        assertThat(refused.getMessage().replace(": ", " ")).contains(message.replace(": ", " ")));
    }

    @ParameterizedTest
    @CsvSource({"hosts, 1", "hosts, 1001", "percent, 49", "percent, 101", "window, 1s", "window, 2h", "host, 3"})
    void aWrongRuleOfTheLocalNetworkIsRefused(String name, String value) {
        assertThatThrownBy(() -> builder("{\"localNetwork\": {\"" + name + "\": \"" + value + "\"}}"))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("localNetwork." + name);
    }
}
