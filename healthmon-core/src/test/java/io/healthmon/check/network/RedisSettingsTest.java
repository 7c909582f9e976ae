package io.healthmon.check.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.HealthMonitor;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.json.JsonSettings;
import io.healthmon.secret.NamedSecrets;
import io.healthmon.secret.Redactor;
import io.healthmon.secret.Secret;
import io.healthmon.secret.SecretHosts;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a check of Redis goes, who it signs in as, and where that may be sent. */
class RedisSettingsTest {

    private static final Secret PASSWORD = Secret.of("S3cr3t-Horse");

    @TempDir
    Path folder;

    private static RedisCheck check(Map<String, ?> values) {
        Settings settings = Settings.at("integrations[0]", values);
        RedisCheck check = RedisCheck.from(settings, Integration.named("Cache"));
        settings.refuseUnknown();
        return check;
    }

    private static void assertRefused(Map<String, ?> values, String message) {
        assertThatThrownBy(() -> check(values))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("integrations[0]." + message)
                .hasMessageNotContaining("Horse");
    }

    @ParameterizedTest
    @CsvSource({
        "redis://cache.example.com, redis://cache.example.com:6379",
        "REDISS://cache.example.com:6380/0, rediss://cache.example.com:6380",
        "redis://:S3cr3t-Horse@cache.example.com:7000/, redis://cache.example.com:7000",
        "redis://me:S3cr3t@Horse@cache.example.com, redis://cache.example.com:6379",
        "rediss://me:S3cr3t-Horse@[2001:db8::7]:7000/12, rediss://[2001:db8::7]:7000"
    })
    void anAddressIsShownWithoutItsLogin(String url, String shown) {
        IntegrationBuilder integration = Integration.named("Cache");
        RedisCheck check = RedisCheck.from(Settings.of(Map.of("url", url)), integration);

        assertThat(check).hasToString(shown);
        assertThat(integration.build().endpoint()).isEqualTo(shown);
    }

    @Test
    void hostAndPortMakeAnAddressToo() {
        assertThat(check(Map.of("host", "cache.example.com"))).hasToString("redis://cache.example.com:6379");
        assertThat(check(Map.of("host", "cache.example.com", "port", 6380, "tls", true)))
                .hasToString("rediss://cache.example.com:6380");
    }

    @Test
    void theLoginOfAnAddressIsDecodedAndKnownToTheRedactor() {
        RedisCheck check = RedisCheck.of("redis://me:p%40ss+w%2Frd@cache.example.com");

        assertThat(check.secrets()).containsExactly(Secret.of("p@ss+w/rd"));
        assertThat(check.toString()).doesNotContain("p@ss", "me");
    }

    @Test
    void thePasswordIsKnownToTheRedactor() {
        assertThat(check(Map.of("host", "c", "user", "me", "password", "S3cr3t-Horse"))
                        .secrets())
                .containsExactly(PASSWORD);
        assertThat(check(Map.of("host", "c", "user", " ", "password", "")).secrets())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://cache.example.com",
                "cache.example.com",
                "redis://",
                "redis://S3cr3t-Horse@cache.example.com",
                "redis://me:@cache.example.com",
                "redis://:S3cr3t-Horse@cache.example.com:99999",
                "redis://:%ZZS3cr3t-Horse@cache.example.com",
                "redis://cache.example.com?password=S3cr3t-Horse",
                "redis://cache.example.com/S3cr3t-Horse"
            })
    void anAddressThatIsNoneIsRefusedUnseen(String url) {
        assertRefused(
                Map.of("url", url),
                "url: url is not allowed; use an address such as redis://cache.example.com:6379, or rediss:// for TLS");
    }

    @Test
    void whatContradictsTheAddressIsRefused() {
        String url = "redis://me:S3cr3t-Horse@cache.example.com";

        assertRefused(Map.of("url", url, "tls", true), "tls: is not allowed beside \"url\"");
        assertRefused(Map.of("url", url, "port", 1), "port: is not allowed beside \"url\"");
        assertRefused(Map.of("url", url, "password", "x"), "password: is not allowed beside the login in \"url\"");
        assertRefused(Map.of("host", "c", "user", "me"), "user: needs a password");
        assertRefused(Map.of(), "host: is missing; set \"host\"");
    }

    @Test
    void aBlankPasswordIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisCheck.of("c", 1).password(Secret.of(" ")))
                .withMessage("password is blank; set it, or leave out the login");
    }

    @Test
    void withALoginOnlyTheDeclaredServerIsAsked() {
        RedisCheck check = RedisCheck.of("redis://cache.example.com").password(PASSWORD);

        assertThat(check.withEndpoint("redis://CACHE.example.com:6379")).hasToString("redis://CACHE.example.com:6379");
        assertThat(check.withEndpoint("rediss://cache.example.com:6379").secrets())
                .containsExactly(PASSWORD);
        for (String elsewhere : new String[] {
            "redis://evil.example.com", "redis://cache.example.com:6380", "cache.example.com:6380", "evil.example.com"
        }) {
            assertThatIllegalArgumentException()
                    .as(elsewhere)
                    .isThrownBy(() -> check.withEndpoint(elsewhere))
                    .withMessageStartingWith("the login is bound to redis://cache.example.com:6379;");
        }
    }

    @Test
    void aLoginByTlsIsNeverMovedIntoTheClear() {
        RedisCheck check = RedisCheck.of("rediss://cache.example.com").password(PASSWORD);

        assertThatIllegalArgumentException().isThrownBy(() -> check.withEndpoint("redis://cache.example.com"));
        assertThat(check.withEndpoint("cache.example.com")).hasToString("rediss://cache.example.com:6379");
    }

    @Test
    void withoutALoginAnotherServerIsAllowedButNoLogin() {
        RedisCheck check = RedisCheck.of("cache.example.com", 6380).tls();

        assertThat(check.withEndpoint("cache2.example.com")).hasToString("rediss://cache2.example.com:6380");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check.withEndpoint("redis://me:pw@cache2.example.com"))
                .withMessageContaining("no login");
    }

    @Test
    void aSecretThatIsBoundIsSentToItsHostsOnly() {
        Secret bound = PASSWORD.boundTo(SecretHosts.of(List.of("cache.example.com:6380")));

        assertThat(RedisCheck.of("rediss://cache.example.com:6380")
                        .password(bound)
                        .secrets())
                .hasSize(1);
        for (String elsewhere : new String[] {
            "redis://cache.example.com:6380", "rediss://cache.example.com", "rediss://evil.example.com:6380"
        }) {
            RedisCheck check = RedisCheck.of(elsewhere);
            assertThatIllegalArgumentException()
                    .as(elsewhere)
                    .isThrownBy(() -> check.password(bound))
                    .withMessageStartingWith("password names a secret that is bound to cache.example.com:6380");
        }
    }

    @Test
    void aSecretIsNamedFromOutside() {
        NamedSecrets secrets = NamedSecrets.none().with("cache", PASSWORD, List.of("http://cache.example.com:6379"));
        Settings settings = Settings.fromOutside(
                "",
                Map.of("host", "cache.example.com", "password", Map.of("secret", "cache")),
                secrets,
                Redactor.standard());

        assertThat(RedisCheck.from(settings, Integration.named("Cache")).secrets())
                .containsExactly(PASSWORD);
        Settings elsewhere = Settings.fromOutside(
                "",
                Map.of("host", "evil.example.com", "password", Map.of("secret", "cache")),
                secrets,
                Redactor.standard());
        assertThatThrownBy(() -> RedisCheck.from(elsewhere, Integration.named("Cache")))
                .hasMessageStartingWith("password: names a secret that is bound to")
                .hasMessageNotContaining("Horse");
    }

    @Test
    void theExampleOfTheReferenceWorks() throws IOException {
        String reference = Files.readString(Path.of("../docs/configuration.md"));
        String behind = reference.substring(reference.indexOf("### `\"type\": \"redis\"`"));
        String example = behind.substring(behind.indexOf("```json") + 7);
        Path file = Files.writeString(folder.resolve("healthmon.json"), example.substring(0, example.indexOf("```")));
        Settings settings = JsonSettings.read(file, Map.of("REDIS_PASSWORD", "S3cr3t-Horse"));
        try (HealthMonitor monitor = HealthMonitor.builder().settings(settings).build()) {
            settings.refuseUnknown();

            assertThat(monitor.health().integrations())
                    .singleElement()
                    .satisfies(cache ->
                            assertThat(cache.integration().endpoint()).isEqualTo("rediss://cache.example.com:6380"));
        }
        assertThat(RedisCheck.of("rediss://cache.example.com:6380").password(PASSWORD))
                .isNotNull();
    }
}
