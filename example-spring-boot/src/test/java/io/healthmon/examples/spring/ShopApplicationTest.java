package io.healthmon.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.HealthMonitor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

class ShopApplicationTest {

    @Test
    void theApplicationShowsItsHealth() throws Exception {
        try (ConfigurableApplicationContext context = SpringApplication.run(
                ShopApplication.class,
                "--server.port=0",
                "--spring.main.banner-mode=off",
                "--healthmon.integrations[0].url=http://localhost:1/")) {
            HealthMonitor monitor = context.getBean(HealthMonitor.class);
            monitor.checkAllServices().get(30, TimeUnit.SECONDS);
            URI address = URI.create(
                    "http://localhost:" + context.getEnvironment().getProperty("local.server.port") + "/health");

            HttpResponse<String> health = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());

            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.body()).contains("\"inbox\"");
            assertThat(monitor.health().integrations()).hasSize(2);
        }
    }

    @Test
    void theDocumentationShowsThisVeryProgram() throws Exception {
        String documentation = Files.readString(Path.of("../docs/spring.md"));

        assertThat(documentation).contains(part("ShopApplication.java", "@Bean\n    HealthCheck", "\n    }\n"));
        assertThat(documentation).contains(Files.readString(Path.of("src/main/resources/application.properties")));
    }

    private static String part(String file, String from, String to) throws Exception {
        String source = Files.readString(Path.of("src/main/java/io/healthmon/examples/spring/" + file));
        int begin = source.indexOf(from);
        String indented = source.substring(begin, source.indexOf(to, begin) + to.length());
        return indented.replace("\n    ", "\n");
    }
}
