package io.healthmon.provider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.CheckType;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthCheckProvider;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class HttpChecksTest {

    private static final String URL = "https://crm.example.com/api/health";

    @Test
    void theTypeIsFoundByServiceLoader() {
        assertThat(ServiceLoader.load(HealthCheckProvider.class))
                .flatExtracting(HealthCheckProvider::types)
                .extracting(CheckType::name)
                .contains("http");
    }

    @Test
    void theSettingsOfAConfigurationMakeACheckThatWorks() throws Exception {
        String answer = Runs.ok("{\"status\":\"healthy\",\"ok\":1}", "Content-Type: application/json; charset=utf-8");
        try (RawServer server = RawServer.answering(answer)) {
            Map<String, Object> values = Map.of(
                    "url", server.url() + "api/health?key=hidden",
                    "method", "GET",
                    "headers", Map.of("X-Probe", "1"),
                    "expect",
                            Map.of(
                                    "status", List.of("2xx"),
                                    "json", Map.of("/status", "healthy", "/ok", 1),
                                    "bodyContains", "ok",
                                    "bodyMatches", "heal.hy",
                                    "header", Map.of("Content-Type", "application/json")),
                    "redirects", "same-host",
                    "http", "auto",
                    "downAfter", "5s");
            IntegrationBuilder integration = Integration.named("CRM");
            Settings settings = Settings.of(values);
            HealthCheck check = create(settings, integration);
            settings.refuseUnknown();
            CheckResult result = check.check(new CheckContext(integration.build(), Duration.ofSeconds(5)));

            assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(integration.build().endpoint()).isEqualTo(server.url() + "api/health");
            assertThat(server.requests().get(0)).contains("X-Probe: 1", "?key=hidden");
        }
    }

    static Stream<Arguments> wrongSettings() {
        return Stream.of(
                wrong(Map.of(), "url: ", "missing"),
                wrong(with("url", "crm.example.com/health"), "url: ", "does not begin with http://", "https://"),
                wrong(with("url", "ftp://crm.example.com/"), "url: ", "https://"),
                wrong(with("url", "https://my_host/"), "url: ", "host name"),
                wrong(with("url", "https://a b/"), "url: ", "is not an address"),
                wrong(with("method", "FETCH"), "method: ", "FETCH", "GET, HEAD"),
                wrong(with("expect", Map.of("status", "3yy")), "expect.status: ", "3yy", "2xx"),
                wrong(with("expect", Map.of("status", "299-200")), "expect.status: ", "299-200"),
                wrong(with("expect", Map.of("bodyMatches", "(")), "expect.bodyMatches: ", "regular expression"),
                wrong(with("expect", Map.of("json", Map.of("status", "x"))), "expect.json.status: ", "slash"),
                wrong(with("body", "{}"), "body: ", "GET", "POST"),
                wrong(with("headers", Map.of("Host", "x")), "headers.Host: ", "cannot be set"),
                wrong(with("redirects", "sometimes"), "redirects: ", "sometimes", "same_host"),
                wrong(with("http", "3"), "http: ", "auto, 1.1 or 2"),
                wrong(with("proxy", "http://proxy:80"), "proxy: ", "host:port"),
                wrong(with("downAfter", "soon"), "downAfter: ", "duration"),
                wrong(with("tls", Map.of("truststore", "/no/such/file")), "tls.truststore: ", "/no/such/file"),
                wrong(
                        Map.of("url", URL, "method", "POST", "body", "{}", "tls", Map.of("keystore", "/no/such/file")),
                        "tls.keystore: ",
                        "/no/such/file"),
                wrong(
                        Map.of("url", URL, "method", "HEAD", "tls", Map.of(), "expect", Map.of("bodyContains", "x")),
                        "expect: ",
                        "HEAD"));
    }

    private static Arguments wrong(Map<String, Object> values, String... parts) {
        return Arguments.of(values, List.of(parts));
    }

    @ParameterizedTest
    @MethodSource("wrongSettings")
    void aWrongSettingIsNamed(Map<String, Object> values, List<String> parts) {
        assertThatThrownBy(() -> create(Settings.of(values), Integration.named("CRM")))
                .isInstanceOf(SettingException.class)
                .satisfies(refused -> assertThat(refused.getMessage()).contains(parts));
    }

    @Test
    void noMessageShowsASecret() {
        assertThatThrownBy(() -> create(
                        Settings.of(Map.of("url", "ftp://user:hidden@host/?key=hidden")), Integration.named("CRM")))
                .hasMessageNotContaining("hidden");
        assertThatThrownBy(() -> create(
                        Settings.of(with("headers", Map.of("Authorization", "hidden\nhidden"))),
                        Integration.named("CRM")))
                .hasMessageContaining("headers.Authorization")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void aMisspeltSettingIsRefused() {
        Settings settings = Settings.of(with("expect", Map.of("bodyContain", "x")));
        create(settings, Integration.named("CRM"));

        assertThatThrownBy(settings::refuseUnknown).hasMessageContaining("bodyContains");
    }

    @Test
    void checksWithEqualSettingsShareTheirClient() {
        HttpCheck first = HttpCheck.to(URL).proxy("proxy.example.com", 3128).build();
        int before = HttpClients.count();
        HttpCheck second = HttpCheck.to(URL).proxy("proxy.example.com", 3128).build();

        assertThat(HttpClients.count()).isEqualTo(before);
        assertThat(first.endpoint()).isEqualTo(second.endpoint());
    }

    @Test
    void aProxyIsAskedInPlaceOfTheHost() throws Exception {
        try (RawServer proxy = RawServer.answering(Runs.ok("fine"))) {
            CheckResult result = Runs.run(HttpCheck.to("http://only-the-proxy-knows.invalid/path")
                    .proxy("127.0.0.1", proxy.port())
                    .build());

            assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(proxy.requests().get(0)).startsWith("GET http://only-the-proxy-knows.invalid/path ");
        }
    }

    private static HealthCheck create(Settings settings, IntegrationBuilder integration) {
        return new HttpChecks().types().iterator().next().factory().create(settings, integration);
    }

    private static Map<String, Object> with(String name, Object value) {
        return name.equals("url") ? Map.of(name, value) : Map.of("url", URL, name, value);
    }
}
