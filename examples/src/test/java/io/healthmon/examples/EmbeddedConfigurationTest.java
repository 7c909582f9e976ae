package io.healthmon.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.HealthMonitor;
import io.healthmon.http.ApiRequest;
import io.healthmon.http.HealthHandler;
import io.healthmon.json.JsonSettings;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedConfigurationTest {

    @TempDir
    private Path folder;

    @Test
    void anApplicationReadsTheSameFile() throws IOException {
        Path file = Files.writeString(
                folder.resolve("healthmon.json"),
                "{\"integrations\": [{\"name\": \"Disk\", \"type\": \"disk\", \"public\": true}]}");

        Settings settings = JsonSettings.read(file, System.getenv());
        HealthMonitor monitor = HealthMonitor.builder().settings(settings).build();
        HealthHandler handler =
                HealthHandler.builder(monitor).settings(settings).build();
        settings.refuseUnknown();

        assertThat(new String(handler.handle(ApiRequest.of("GET", "/health")).body(), StandardCharsets.UTF_8))
                .contains("\"disk\"");
        monitor.close();
    }

    @Test
    void whatNobodyAskedForIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("healthmon.json"), "{\"integratons\": []}");
        Settings settings = JsonSettings.read(file, System.getenv());
        HealthMonitor.builder().settings(settings).build().close();

        assertThatThrownBy(settings::refuseUnknown)
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("integratons")
                .hasMessageContaining("did you mean \"integrations\"?");
    }

    @Test
    void theReferenceShowsTheSameLines() throws IOException {
        String reference = folded(Files.readString(Path.of("../docs/configuration.md")));
        String source =
                folded(Files.readString(Path.of("src/test/java/io/healthmon/examples/EmbeddedConfigurationTest.java")));
        int begin = reference.indexOf("Settings settings = JsonSettings.read(");
        String shown = reference.substring(begin, reference.indexOf("settings.refuseUnknown();", begin));

        assertThat(source).contains(shown.replace("Path.of(\"healthmon.json\")", "file"));
    }

    private static String folded(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
