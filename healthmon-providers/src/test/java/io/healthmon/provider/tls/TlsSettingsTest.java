package io.healthmon.provider.tls;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsSettingsTest {

    private static Settings passwordOf(String file) {
        return Settings.of(Map.of("tls", Map.of(file + "Password", "open-sesame-123")))
                .group("tls");
    }

    @ParameterizedTest
    @ValueSource(strings = {"keystore", "truststore"})
    void aPasswordWithoutItsFileIsRefused(String file) {
        Settings settings = passwordOf(file);

        assertThatThrownBy(() -> TlsSettings.read(settings))
                .isInstanceOf(SettingException.class)
                .hasMessage("tls." + file + "Password: stands there without a file; set \"" + file + "\", or remove \""
                        + file + "Password\"");
    }

    @Test
    void aPasswordWithoutItsFileIsRefusedWhereNoKeyCanBeShownToo() {
        Settings settings = passwordOf("truststore");

        assertThatThrownBy(() -> TlsSettings.readTrust(settings))
                .hasMessageStartingWith("tls.truststorePassword: stands there without a file; ");
    }
}
