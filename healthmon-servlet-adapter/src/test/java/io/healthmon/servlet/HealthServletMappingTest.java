package io.healthmon.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.HealthMonitor;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import io.healthmon.http.HealthHandler;
import io.healthmon.json.Json;
import io.healthmon.servlet.Container.Application;
import io.healthmon.testkit.RawHttp;
import jakarta.servlet.ServletContext;
import jakarta.servlet.UnavailableException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HealthServletMappingTest {

    @TempDir
    Path directory;

    private final HealthMonitor monitor = HealthMonitor.builder()
            .add(Integration.named("Database"), context -> CheckResult.healthy())
            .build();
    private final HealthHandler handler = HealthHandler.builder(monitor).build();
    private Container container;

    @AfterEach
    void stop() throws Exception {
        container.stop();
        monitor.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'', /*, ''",
        "'', /healthmon/*, /healthmon",
        "'', /ops/mon/*, /ops/mon",
        "/app, /*, /app",
        "/app, /healthmon/*, /app/healthmon",
        "/a/b, /c/d/*, /a/b/c/d",
        "/app, /, /app"
    })
    void everythingStandsBelowTheContextPathAndTheMapping(String contextPath, String mapping, String expected)
            throws Exception {
        start(contextPath, handler, mapping);

        assertThat(get(expected + "/health").statusCode()).isEqualTo(200);
        assertThat(get(expected + "/api/health").statusCode()).isEqualTo(200);
        assertThat(get(expected + "/").body()).contains("page.css");
        HttpResponse<String> nothing = get(expected + "/nothing");
        assertThat(nothing.statusCode()).isEqualTo(404);
        assertThat(Json.readObject(nothing.body().getBytes(StandardCharsets.UTF_8)))
                .containsEntry("instance", expected + "/nothing");
    }

    @Test
    void thePrefixWithoutItsSlashIsRedirectedSoThatThePageFindsItsFiles() throws Exception {
        start("/app", handler, "/healthmon/*");

        HttpResponse<String> response = get("/app/healthmon");

        assertThat(response.statusCode()).isEqualTo(307);
        assertThat(container
                        .address()
                        .resolve("/app/healthmon")
                        .resolve(response.headers().firstValue("Location").orElseThrow()))
                .hasPath("/app/healthmon/");
    }

    @Test
    void onlyTheExactPathsThatItIsMappedToAreServed() throws Exception {
        start("/app", handler, "/health", "/health/live");

        assertThat(get("/app/health").statusCode()).isEqualTo(200);
        assertThat(get("/app/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/app/health/ready").statusCode()).isEqualTo(404);
        assertThat(get("/app/page.css").statusCode()).isEqualTo(404);
    }

    @Test
    void severalPrefixesAreServedByOneServlet() throws Exception {
        start("", handler, "/one/*", "/two/*", "/health");

        for (String path : new String[] {"/one/health", "/two/health", "/health"}) {
            assertThat(get(path).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void theBasePathOfTheHandlerFollowsThePrefix() throws Exception {
        start("/app", HealthHandler.builder(monitor).basePath("/mon").build(), "/ops/*");

        assertThat(get("/app/ops/mon/health").statusCode()).isEqualTo(200);
        assertThat(get("/app/ops/health").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/x/../app/healthmon/health",
                "/app/./healthmon/health",
                "//app/healthmon/health",
                "/app//healthmon/health",
                "/app/healthmon/x/../health",
                "/app/healthmon/health;x=1",
                "/app/healthmon/health/",
                "/app/x/..;/healthmon/health"
            })
    void aPathInARoundaboutWayFindsNothing(String path) throws Exception {
        start("/app", handler, "/healthmon/*");

        String answer = new RawHttp(container.address())
                .send("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(RawHttp.status(answer)).isBetween(400, 499);
        assertThat(answer).doesNotContain("\"checks\"", "java.", "\tat ");
    }

    @Test
    void aPrefixMayBePercentEncoded() throws Exception {
        start("/app", handler, "/healthmon/*");

        assertThat(get("/%61pp/h%65althmon/health").statusCode()).isEqualTo(200);
    }

    @Test
    void aServletThatTheContainerMakesTakesTheHandlerFromTheContext() throws Exception {
        start("", context -> {
            context.setAttribute(HealthServlet.HANDLER_ATTRIBUTE, handler);
            context.addServlet("healthmon", HealthServlet.class.getName()).addMapping("/healthmon/*");
        });

        assertThat(get("/healthmon/health").statusCode()).isEqualTo(200);
    }

    @Test
    void aServletThatFindsNoHandlerIsUnavailableAndShowsNobodyWhy() throws Exception {
        start(
                "",
                context -> context.addServlet("healthmon", HealthServlet.class.getName())
                        .addMapping("/*"));

        HttpResponse<String> response = get("/health");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).doesNotContain("java.", "\tat ");
    }

    @Test
    void aServletThatFindsSomethingElseSaysWhatAndTheWayOut() throws Exception {
        HealthServlet[] made = new HealthServlet[1];
        start("", context -> {
            context.setAttribute(HealthServlet.HANDLER_ATTRIBUTE, "a text");
            made[0] = new HealthServlet();
            context.addServlet("healthmon", made[0]).addMapping("/*");
        });
        get("/health");

        assertThatThrownBy(() -> made[0].init())
                .isInstanceOf(UnavailableException.class)
                .hasMessageContainingAll(
                        HealthServlet.HANDLER_ATTRIBUTE, "java.lang.String", "new HealthServlet(handler)");
    }

    @Test
    void theHandlerCanBeUsedAgainWhenTheContainerHasStopped() throws Exception {
        start("", handler, "/*");
        assertThat(get("/health").statusCode()).isEqualTo(200);
        container.stop();

        assertThat(monitor.check("database").join().state().lastCheckAt()).isNotNull();
        start("", handler, "/*");
        assertThat(get("/health").statusCode()).isEqualTo(200);
    }

    private void start(String contextPath, HealthHandler served, String... mappings) throws Exception {
        start(
                contextPath,
                context -> context.addServlet("healthmon", new HealthServlet(served))
                        .addMapping(mappings));
    }

    private void start(String contextPath, Consumer<ServletContext> setup) throws Exception {
        container = Container.start(Application.at(contextPath, setup), directory);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(container.address().resolve(path)).build(), BodyHandlers.ofString());
    }
}
