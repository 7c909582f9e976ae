package io.healthmon.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.HealthMonitor;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.Integration;
import io.healthmon.http.Authenticator;
import io.healthmon.http.HealthHandler;
import io.healthmon.schedule.Schedule;
import io.healthmon.settings.SettingException;
import io.healthmon.store.HealthStore;
import io.healthmon.store.InMemoryHealthStore;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class SpringBeansTest {

    private static WebApplication start(Class<?> beans, Map<String, String> properties) {
        return WebApplication.start(WebApplicationType.NONE, beans, null, properties);
    }

    private static Integration integration(WebApplication application, String id) {
        return application.bean(HealthMonitor.class).health(id).integration();
    }

    @Test
    void theDefaultsHoldForBeansUnlessTheirOwnPropertiesSayOtherwise() {
        Map<String, String> properties = Map.of(
                "healthmon.defaults.interval", "30s",
                "healthmon.defaults.failure-threshold", "7",
                "healthmon.checks.shop-orders-check.failure-threshold", "2",
                "healthmon.checks.shop-orders-check.name", "Orders of the shop");
        try (WebApplication application = start(Checks.class, properties)) {
            Integration orders = integration(application, "shop-orders");

            assertThat(orders.name()).isEqualTo("Orders of the shop");
            assertThat(orders.schedule()).isEqualTo(Schedule.every(Duration.ofSeconds(30)));
            assertThat(orders.thresholds().failure()).isEqualTo(2);
        }
    }

    @Test
    void aPropertyWinsOverWhatAServiceIsToldInCode() {
        try (WebApplication application = start(Checks.class, Map.of("healthmon.checks.mail.timeout", "2s"))) {
            Integration mail = integration(application, "mail-server");

            assertThat(mail.timeout()).isEqualTo(Duration.ofSeconds(2));
            assertThat(mail.critical()).isTrue();
        }
    }

    @Test
    void settingsOfABeanThatIsNotThereAreRefused() {
        assertThatThrownBy(() -> start(Checks.class, Map.of("healthmon.checks.nobody.interval", "1m")))
                .rootCause()
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("healthmon.checks.nobody: unknown setting");
    }

    @Test
    void nothingUnknownPassesWhereTheHandlerIsTheApplicationsOwn() {
        assertThatThrownBy(() -> start(OwnHandler.class, Map.of("healthmon.integrashuns", "1")))
                .rootCause()
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("healthmon.integrashuns");
    }

    @Test
    void nothingUnknownPassesInALazyApplication() {
        Map<String, String> properties =
                Map.of("healthmon.integrashuns", "1", "spring.main.lazy-initialization", "true");

        assertThatThrownBy(() -> start(Checks.class, properties))
                .rootCause()
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("healthmon.integrashuns");
    }

    @Test
    void tokensBesideAnAuthenticatorAreRefused() {
        Map<String, String> token =
                Map.of("healthmon.security.tokens[0].token", "abc", "healthmon.security.tokens[0].role", "viewer");

        assertThatThrownBy(() -> start(OwnAuthenticator.class, token))
                .rootCause()
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("healthmon.security.tokens: stands beside a bean of the type Authenticator");
    }

    @Test
    void authoritiesBesideAnAuthenticatorAreRefused() {
        assertThatThrownBy(() -> start(
                        OwnAuthenticator.class, Map.of("healthmon.security.authorities.viewer", "monitoring:read")))
                .rootCause()
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith(
                        "healthmon.security.authorities: stands beside a bean of the type Authenticator");
    }

    @Test
    void anAuthorityForARoleThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> start(Checks.class, Map.of("healthmon.security.authorities.owner", "x")))
                .rootCause()
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("healthmon.security.authorities.owner: unknown setting");
    }

    @Test
    void ofTwoStoresNoneIsTakenInSilence() {
        assertThatThrownBy(() -> start(TwoStores.class, Map.of()))
                .rootCause()
                .isInstanceOf(NoUniqueBeanDefinitionException.class);
    }

    @Test
    void aStoreInADatabaseThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> start(Checks.class, Map.of("healthmon.store.type", "datasource")))
                .rootCause()
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith(
                        "healthmon.store: needs the jar healthmon-jdbc-store and exactly one DataSource");
    }

    @Configuration(proxyBeanMethods = false)
    static class Checks {

        @Bean
        HealthCheck shopOrdersCheck() {
            return context -> CheckResult.healthy();
        }

        @Bean
        WatchedService mail() {
            return WatchedService.of(Integration.named("Mail server").critical(), context -> CheckResult.healthy());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnHandler {

        @Bean
        HealthHandler ownHandler(HealthMonitor monitor) {
            return HealthHandler.builder(monitor).build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnAuthenticator {

        @Bean
        Authenticator nobody() {
            return request -> Optional.empty();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoStores {

        @Bean
        HealthStore first() {
            return InMemoryHealthStore.create();
        }

        @Bean
        HealthStore second() {
            return InMemoryHealthStore.create();
        }
    }
}
