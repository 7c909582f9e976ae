package io.healthmon.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.HealthMonitor;
import io.healthmon.http.HealthHandler;
import io.healthmon.servlet.Container.Application;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** An embedded Jetty reads no web.xml without many more of its jars. */
@EnabledIfSystemProperty(named = "healthmon.container", matches = "tomcat.*")
class HealthServletInWebXmlTest {

    private static final Pattern DECLARATION =
            Pattern.compile("```xml\\n(<servlet>.*?</servlet-mapping>)\\n```", Pattern.DOTALL);

    @TempDir
    Path directory;

    @Test
    void theDeclarationThatTheDocumentationShowsWorks() throws Exception {
        try (HealthMonitor monitor = HealthMonitor.builder().build()) {
            HealthHandler handler = HealthHandler.builder(monitor).build();
            Container container = TomcatContainer.startWithWebXml(
                    Application.at("/shop", context -> context.setAttribute(HealthServlet.HANDLER_ATTRIBUTE, handler)),
                    application());
            try {
                URI health = container.address().resolve("/shop/healthmon/health");
                assertThat(HttpClient.newHttpClient()
                                .send(HttpRequest.newBuilder(health).build(), BodyHandlers.discarding())
                                .statusCode())
                        .isEqualTo(200);
            } finally {
                container.stop();
            }
        }
    }

    private Path application() throws IOException {
        Matcher declaration = DECLARATION.matcher(Files.readString(Path.of("../docs/servlet.md")));
        assertThat(declaration.find()).isTrue();
        Path webInf = Files.createDirectories(directory.resolve("application/WEB-INF"));
        Files.writeString(
                webInf.resolve("web.xml"),
                "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">" + declaration.group(1)
                        + "</web-app>");
        return webInf.getParent();
    }
}
