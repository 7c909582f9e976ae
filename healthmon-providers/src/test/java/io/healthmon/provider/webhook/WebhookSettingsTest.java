package io.healthmon.provider.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.channel.AlertChannel;
import io.healthmon.channel.AlertChannelProvider;
import io.healthmon.channel.ChannelType;
import io.healthmon.provider.http.RawServer;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import io.healthmon.testkit.AlertMessages;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class WebhookSettingsTest {

    @Test
    void aChannelIsMadeOfItsSettings() throws Exception {
        try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            Map<String, Object> values = Map.of(
                    "url", server.url(), "secret", "any text", "headers", Map.of("X-Tenant", "7"), "tls", Map.of());
            channel(values).send(AlertMessages.down());

            assertThat(server.requests())
                    .singleElement()
                    .asString()
                    .contains("X-Tenant: 7\r\n", "webhook-signature: v1,");
        }
    }

    @Test
    void aBlankSecretCountsAsNone() throws Exception {
        try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            channel(Map.of("url", server.url(), "secret", "")).send(AlertMessages.down());

            assertThat(server.requests()).singleElement().asString().doesNotContain("webhook-signature");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url         | ftp://hooks.example.com/s3cr3t            | url: url \"ftp://hooks.example.com\" does not begin with http",
                "url         | https://me:s3cr3t@hooks.example.com/      | url: url \"https://hooks.example.com\" holds a user name or a password",
                "url         | https://hooks.example.com/s3cr3t path     | url: url is not an address",
                "url         | ''                                        | url: is missing",
                "secret      | whsec_s3cr3t!                             | secret: secret begins with whsec_",
                "proxy       | http://me:s3cr3t@proxy:1                  | proxy: proxy is not allowed",
                "ulr         | https://hooks.example.com/                | ulr: unknown setting; did you mean \"url\"?"
            })
    void aWrongSettingIsRefusedByItsNameAndWithoutItsSecrets(String name, String value, String message) {
        Map<String, Object> values = new HashMap<>(Map.of("url", "https://hooks.example.com/s3cr3t"));
        values.put(name, value);

        assertThatThrownBy(() -> channel(values))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith(message)
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain("s3cr3t", "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "Webhook-Signature,x,is set by the channel itself",
        "Host,x,cannot be set",
        "X-Key,s3cr\u0007t,cannot be set"
    })
    void aHeaderThatCannotBeSetIsRefused(String name, String value, String message) {
        Map<String, Object> values = Map.of("url", "https://hooks.example.com/", "headers", Map.of(name, value));

        assertThatThrownBy(() -> channel(values))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("headers." + name + ": ")
                .hasMessageContaining(message)
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain("s3cr");
    }

    @Test
    void aTruststoreThatCannotBeReadIsRefusedByItsName() {
        Map<String, Object> values =
                Map.of("url", "https://hooks.example.com/", "tls", Map.of("truststore", "/no/such/file"));

        assertThatThrownBy(() -> channel(values)).hasMessageStartingWith("tls.truststore: ");
    }

    private static AlertChannel channel(Map<String, ?> values) {
        Settings settings = Settings.of(values);
        ChannelType type = ServiceLoader.load(AlertChannelProvider.class).stream()
                .flatMap(provider -> provider.get().types().stream())
                .filter(known -> known.name().equals("webhook"))
                .findFirst()
                .orElseThrow();
        AlertChannel channel = type.factory().create(settings);
        settings.refuseUnknown();
        return channel;
    }
}
