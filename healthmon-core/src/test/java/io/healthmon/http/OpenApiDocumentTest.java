package io.healthmon.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.http.HandlerFixture.Answer;
import io.healthmon.json.Json;
import io.healthmon.testkit.DescribedApi;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenApiDocumentTest {

    private final HandlerFixture fixture = new HandlerFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void describesEveryRouteAndNothingElse() {
        Map<String, String> described = new TreeMap<>();
        new DescribedApi(document())
                .operations()
                .forEach((operation, description) -> described.put(operation, role(description)));

        Map<String, String> routes = new TreeMap<>();
        fixture.handler().routes().forEach(route -> routes.put(operation(route), role(route)));
        // a socket is let in by the handshake, which asks for a role; the route only says that there is one
        routes.put("GET " + LiveRoutes.SOCKET_PATH, role(LiveRoutes.SOCKET));
        assertThat(described).isEqualTo(routes);
    }

    @Test
    void saysNothingOfTheCronRoutesWhenTheyAreNotThere() {
        HealthHandler handler = HealthHandler.builder(fixture.monitor()).build();
        ApiRequest request = HandlerFixture.request("GET", "/api/openapi.json", "");

        String without = new String(handler.handle(request).body(), StandardCharsets.UTF_8);
        assertThat(without).contains("\"/api/integrations\"").doesNotContain("\"/api/cron/");
        assertThat(fixture.get("/api/openapi.json").text()).contains("\"/api/cron/check-integration-health\"");
    }

    @Test
    void isOpenAndNotSentAgainToThoseWhoHaveIt() {
        Answer first = fixture.get("/api/openapi.json");
        Answer second = fixture.get("/api/openapi.json", "If-None-Match", first.header("ETag"));

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("Content-Type")).isEqualTo("application/json");
        assertThat(second.status()).isEqualTo(304);
        assertThat(second.response().hasBody()).isFalse();
    }

    @Test
    void namesItsServerSoThatItIsRightUnderAnyPath() {
        URI server =
                URI.create(String.valueOf(list(document().get("servers")).get(0).get("url")));

        assertThat(URI.create("https://host/api/openapi.json").resolve(server)).isEqualTo(URI.create("https://host/"));
        assertThat(URI.create("https://host/ops/health/api/openapi.json").resolve(server))
                .isEqualTo(URI.create("https://host/ops/health/"));
    }

    @Test
    void isReadByOthersWithoutComplaint() {
        SwaggerParseResult read = new OpenAPIV3Parser()
                .readContents(fixture.get("/api/openapi.json").text(), null, null);

        assertThat(read.getMessages()).isEmpty();
        assertThat(read.getOpenAPI().getPaths())
                .hasSameSizeAs((Map<?, ?>) document().get("paths"));
    }

    @Test
    void namesEveryOperationOnce() {
        List<Object> names = new DescribedApi(document())
                .operations().values().stream()
                        .map(operation -> operation.get("operationId"))
                        .toList();

        assertThat(names).doesNotContainNull().doesNotHaveDuplicates();
    }

    @Test
    void isMadeOfEveryFragmentThereIs() throws IOException {
        URI base = URI.create(Objects.requireNonNull(OpenApiDocument.class.getResource("openapi/base.json"))
                .toString());
        try (Stream<Path> files = Files.list(Path.of(base).resolveSibling("."))) {
            Set<String> names = files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
            names.remove("base");
            assertThat(names).isEqualTo(new TreeSet<>(OpenApiDocument.FRAGMENTS));
        }
    }

    @Test
    void refusesAnOperationThatIsDescribedTwice() {
        Map<String, Object> fragment = Json.readObject(bytes("{\"paths\":{\"/a\":{\"get\":{}}}}"));

        assertThatThrownBy(() -> OpenApiDocument.merge(Map.of(), List.of(fragment, fragment)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("/a get");
    }

    @Test
    void refusesASchemaThatIsDescribedTwice() {
        Map<String, Object> fragment = Json.readObject(bytes("{\"components\":{\"schemas\":{\"A\":{}}}}"));

        assertThatThrownBy(() -> OpenApiDocument.merge(Map.of(), List.of(fragment, fragment)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("schemas A");
    }

    private Map<String, Object> document() {
        return fixture.get("/api/openapi.json").json();
    }

    private static String operation(Route route) {
        return route.method() + " /" + String.join("/", route.pattern());
    }

    private static String role(Route route) {
        Role needed = route.needed();
        return needed == null ? "none" : needed.label();
    }

    private static String role(Map<String, Object> operation) {
        return String.valueOf(operation.getOrDefault("x-healthmon-role", "none"));
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Object value) {
        return (List<Map<String, Object>>) value;
    }
}
