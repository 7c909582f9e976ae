package io.healthmon.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.HealthMonitor;
import io.healthmon.channel.AlertChannel;
import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.Integration;
import io.healthmon.event.HealthEvent.StatusChanged;
import io.healthmon.event.HealthListener;
import io.healthmon.json.Json;
import io.healthmon.settings.SettingException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class SpringApplicationTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static WebApplication start(WebApplicationType type, Class<?> beans, Map<String, String> properties) {
        return WebApplication.start(type, beans, null, properties);
    }

    private static HttpResponse<String> get(WebApplication application, String path) throws Exception {
        URI address = application.address().resolve(path);
        return CLIENT.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    private static Map<?, ?> json(HttpResponse<String> response) {
        return Json.readObject(response.body().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void theGenerationOfSpringBootIsTheOneMeant() {
        assertThat(SpringBootVersion.getVersion()).isEqualTo(System.getProperty("spring-boot.expected"));
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVLET", "REACTIVE"})
    void aCheckThatIsABeanShowsAtHealth(WebApplicationType type) throws Exception {
        try (WebApplication application = start(
                type,
                OneCheck.class,
                Map.of("healthmon.checks.shopOrdersCheck.critical", "true", "spring.application.version", "2.5"))) {
            application.bean(HealthMonitor.class).checkAllServices().get(10, TimeUnit.SECONDS);

            Map<?, ?> health = json(get(application, "/health"));

            assertThat(health.get("status")).isEqualTo("healthy");
            assertThat(health.get("version")).isEqualTo("2.5");
            assertThat(((Map<?, ?>) health.get("checks")).keySet()).asString().isEqualTo("[shop-orders]");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVLET", "REACTIVE"})
    void threePropertiesAreEnough(WebApplicationType type) throws Exception {
        try (WebApplication application = start(
                type,
                Nothing.class,
                Map.of(
                        "healthmon.integrations[0].name", "Heap",
                        "healthmon.integrations[0].type", "heap",
                        "healthmon.integrations[0].failure-threshold", "5"))) {
            Integration heap =
                    application.bean(HealthMonitor.class).health("heap").integration();

            assertThat(heap.thresholds().failure()).isEqualTo(5);
            assertThat(get(application, "/health").statusCode()).isEqualTo(200);
            assertThat(get(application, "/api/health").statusCode()).isEqualTo(200);
            assertThat(get(application, "/api/integrations/heap/health").statusCode())
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVLET", "REACTIVE"})
    void whatIsNotTheMonitorsStaysTheApplications(WebApplicationType type) throws Exception {
        try (WebApplication application = start(type, Nothing.class, Map.of())) {
            assertThat(get(application, "/").headers().firstValue("Content-Type"))
                    .isNotEqualTo(java.util.Optional.of("application/problem+json"));
            assertThat(get(application, "/page.css").statusCode()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVLET", "REACTIVE"})
    void belowABasePathThereIsThePageToo(WebApplicationType type) throws Exception {
        try (WebApplication application =
                start(type, Nothing.class, Map.of("healthmon.server.base-path", "/ops/health"))) {
            assertThat(get(application, "/ops/health/").body()).contains("<!doctype html>");
            assertThat(get(application, "/ops/health/health").statusCode()).isEqualTo(200);
            assertThat(get(application, "/health").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void withoutAWebTheMonitorRunsAllTheSame() throws Exception {
        try (WebApplication application = start(WebApplicationType.NONE, OneCheck.class, Map.of())) {
            assertThat(application.bean(HealthMonitor.class).health().integrations())
                    .hasSize(1);
        }
    }

    @Test
    void switchedOffThereIsNoMonitor() {
        try (WebApplication application =
                start(WebApplicationType.SERVLET, OneCheck.class, Map.of("healthmon.enabled", "false"))) {
            assertThatThrownBy(() -> application.bean(HealthMonitor.class)).hasMessageContaining("HealthMonitor");
        }
    }

    @Test
    void listenersChannelsServicesAndCustomizersAreTakenOver() throws Exception {
        try (WebApplication application = start(WebApplicationType.NONE, ManyBeans.class, Map.of())) {
            ManyBeans beans = application.bean(ManyBeans.class);

            StatusChanged change = beans.changes.poll(10, TimeUnit.SECONDS);
            String alert = beans.alerts.poll(10, TimeUnit.SECONDS);

            assertThat(change.integration().name()).isEqualTo("Mail");
            assertThat(alert).isEqualTo("DOWN: Mail (high)");
            assertThat(application.bean(HealthMonitor.class).application().environment())
                    .isEqualTo("customized");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVLET"})
    void aPropertyThatNobodyKnowsStopsTheStartAndIsNamed(WebApplicationType type) {
        assertThatThrownBy(() -> start(type, Nothing.class, Map.of("healthmon.integrashuns", "1")))
                .rootCause()
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("healthmon.integrashuns")
                .hasMessageContaining("integrations");
    }

    @Test
    void aWrongValueIsToldInWords() {
        SettingException wrong = new SettingException("healthmon.defaults.interval", "\"soon\" is not a duration");

        assertThat(new SettingFailureAnalyzer(null).analyze(new IllegalStateException(wrong), wrong))
                .satisfies(analysis -> assertThat(analysis.getDescription())
                        .contains("healthmon.defaults.interval")
                        .contains("soon"));
    }

    @Test
    void namesThatAreFreeStayAsTheyAre() throws Exception {
        try (WebApplication application = start(
                WebApplicationType.NONE,
                Nothing.class,
                Map.of(
                        "healthmon.concurrency.providers.my-provider", "3",
                        "healthmon.defaults.failure-threshold", "4",
                        "healthmon.integrations[0].name", "Disk",
                        "healthmon.integrations[0].type", "disk",
                        "healthmon.integrations[0].tags", "a"))) {
            Integration disk =
                    application.bean(HealthMonitor.class).health("disk").integration();

            assertThat(disk.tags()).containsExactly("a");
            assertThat(disk.thresholds().failure()).isEqualTo(4);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Nothing {}

    @Configuration(proxyBeanMethods = false)
    static class OneCheck {

        @Bean
        HealthCheck shopOrdersCheck() {
            return context -> CheckResult.healthy();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ManyBeans {

        final BlockingQueue<StatusChanged> changes = new LinkedBlockingQueue<>();
        final BlockingQueue<String> alerts = new LinkedBlockingQueue<>();

        @Bean
        WatchedService mail() {
            return WatchedService.of(
                    Integration.named("Mail").failureThreshold(1),
                    context -> CheckResult.down(Cause.CONNECT, "not there"));
        }

        @Bean
        HealthListener<StatusChanged> noteChanges() {
            return changes::add;
        }

        @Bean
        AlertChannel opsChannel() {
            return message -> alerts.add(message.subject());
        }

        @Bean
        HealthMonitorCustomizer customEnvironment() {
            return builder -> builder.application("1", "customized");
        }
    }

    /** The names of properties and the types of beans are told to the developer's editor. */
    @Test
    void theMetadataForEditorsNamesWhatTheReaderKnows() throws Exception {
        try (var in = getClass().getResourceAsStream("/META-INF/additional-spring-configuration-metadata.json")) {
            Map<String, ?> metadata = Json.readObject(in.readAllBytes());
            assertThat((List<?>) metadata.get("properties"))
                    .extracting(property -> String.valueOf(((Map<?, ?>) property).get("name")))
                    .contains("healthmon.enabled", "healthmon.server.base-path", "healthmon.defaults.interval");
        }
    }
}
