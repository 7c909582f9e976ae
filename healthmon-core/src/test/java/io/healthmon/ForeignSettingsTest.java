package io.healthmon;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.healthmon.settings.SettingException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignSettingsTest {

    private static Map<String, Object> http(String name, Object value) {
        Map<String, Object> settings = new HashMap<>(Map.of("type", "http", "url", "https://example.com"));
        settings.put(name, value);
        return settings;
    }

    private static void refuses(Map<String, Object> settings, String beginning) {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> ForeignSettings.requireAllowed(settings))
                .withMessageStartingWith(beginning)
                .withMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "tcp", "tls", "dns", "smtp", "redis", "heartbeat"})
    void typesThatOnlyLookAtOtherMachinesAreAllowed(String type) {
        assertThatCode(() -> ForeignSettings.requireAllowed(Map.of("type", type)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc", "disk", "heap", "deadlock", "test", "HTTP", "", "http "})
    void otherTypesAreRefused(String type) {
        refuses(Map.of("type", type), "type: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${HOME}", "a ${A:b} c", "$${A}", "${"})
    void variablesAreRefusedWhereverTheyStand(String text) {
        refuses(http("documentation", text), "documentation: has a variable");
        refuses(http("tags", List.of("a", text)), "tags[1]: has a variable");
        refuses(http("expect", Map.of("header", Map.of("X", text))), "expect.header.X: has a variable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "Authorization", "X-Api-Key", "cookie", "token", "clientSecret"})
    void secretsAreRefusedByTheirNames(String name) {
        refuses(http("headers", Map.of(name, "hunter2")), "headers." + name + ": holds a secret");
    }

    @Test
    void secretsAreRefusedByTheirForm() {
        refuses(http("url", "https://user:hunter2@example.com"), "url: holds a secret");
        refuses(http("headers", Map.of("X", "Bearer abcdefghijklmnopqrstuvwxyz012345")), "headers.X: holds a secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"keystore", "truststore", "trustStorePassword"})
    void filesOfThisMachineAreRefused(String name) {
        refuses(http("tls", Map.of(name, "/etc/passwd")), "tls." + name + ": cannot be set over the API");
    }

    @Test
    void bytesOfOnesOwnAreRefused() {
        refuses(
                Map.of("type", "tcp", "host", "a.example.com", "port", 6379, "send", "FLUSHALL\r\n", "expect", "+OK"),
                "send: cannot be set over the API");
    }

    @Test
    void whatIsLongerThanSixteenKibibytesIsRefused() {
        refuses(http("documentation", "x".repeat(17_000)), "the definition has 17");
    }

    @Test
    void whatIsHarmlessPasses() {
        Map<String, Object> settings = http("headers", Map.of("Accept", "application/json"));
        settings.put("expect", Map.of("json", Map.of("/tokens", 5), "status", List.of("2xx", 404)));
        assertThatCode(() -> ForeignSettings.requireAllowed(settings)).doesNotThrowAnyException();
    }
}
