package io.healthmon.provider.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.channel.AlertChannel;
import io.healthmon.channel.AlertChannelProvider;
import io.healthmon.channel.ChannelType;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import io.healthmon.testkit.AlertMessages;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class SmtpSettingsTest {

    @Test
    void aChannelIsMadeOfItsSettings() throws Exception {
        try (SmtpServer server = SmtpServer.plain(line -> null)) {
            channel(Map.of(
                            "host", "127.0.0.1",
                            "port", server.port(),
                            "tls", "none",
                            "user", "alerts",
                            "password", "correct-horse",
                            "from", "Health <health@example.com>",
                            "to", List.of("a@example.com", "B <b@example.com>")))
                    .send(AlertMessages.down("c@example.com"));

            assertThat(server.mails())
                    .singleElement()
                    .asString()
                    .startsWith("<a@example.com> <b@example.com> <c@example.com> \r\n");
            assertThat(server.lines()).anyMatch(line -> line.startsWith("AUTH "));
        }
    }

    @Test
    void withoutFurtherSettingsItIsPort587WithStartTls() {
        AlertChannel channel = channel(Map.of("host", "smtp.example.com", "from", "health@example.com"));

        assertThat(channel).hasToString("mail by smtp.example.com:587");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "host       | ''                 | host: is missing",
                "host       | smtp example com   | host: host \"smtp example com\" is not allowed",
                "port       | 70000              | port: \"70000\" is not allowed; use a whole number from 1 to 65535",
                "tls        | ssl                | tls: \"ssl\" is not allowed; use one of starttls, tls, none",
                "from       | health             | from: \"health\" is not a mail address",
                "from       | ''                 | from: is missing",
                "to         | ops@               | to: to \"ops@\" is not a mail address",
                "user       | alerts             | password: is missing",
                "password   | s3cr3t             | user: is missing",
                "truststore | /no/such/file      | truststore: truststore \"/no/such/file\" cannot be read",
                "hots       | x                  | hots: unknown setting; did you mean \"host\"?"
            })
    void aWrongSettingIsRefusedByItsNameAndWithoutItsSecrets(String name, String value, String message) {
        Map<String, Object> values = new HashMap<>(Map.of("host", "smtp.example.com", "from", "health@example.com"));
        values.put(name, value);

        assertThatThrownBy(() -> channel(values))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith(message)
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain("s3cr3t", "\n");
    }

    private static AlertChannel channel(Map<String, ?> values) {
        Settings settings = Settings.of(values);
        ChannelType type = ServiceLoader.load(AlertChannelProvider.class).stream()
                .flatMap(provider -> provider.get().types().stream())
                .filter(known -> known.name().equals("smtp"))
                .findFirst()
                .orElseThrow();
        AlertChannel channel = type.factory().create(settings);
        settings.refuseUnknown();
        return channel;
    }
}
