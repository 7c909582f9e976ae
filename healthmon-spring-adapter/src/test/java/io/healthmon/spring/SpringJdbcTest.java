package io.healthmon.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.HealthMonitor;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.settings.SettingException;
import io.healthmon.store.StoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class SpringJdbcTest {

    private static WebApplication start(Class<?> beans, Map<String, String> properties) {
        return WebApplication.start(WebApplicationType.NONE, beans, null, properties);
    }

    private static long tables(WebApplication application, String named) throws SQLException {
        try (Connection connection = application.bean(DataSource.class).getConnection();
                ResultSet tables =
                        connection.getMetaData().getTables(null, null, named.toUpperCase(Locale.ROOT), null)) {
            return tables.next() ? 1 : 0;
        }
    }

    private static DataSource memory(String name) {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL("jdbc:h2:mem:" + name + "-" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return dataSource;
    }

    @Test
    void theOneDatabaseOfTheApplicationKeepsTheResults() throws Exception {
        try (WebApplication application = start(OneDatabase.class, Map.of("healthmon.store.required", "true"))) {
            application.bean(HealthMonitor.class).checkAllServices().get(10, TimeUnit.SECONDS);

            assertThat(tables(application, "integration_health")).isOne();
        }
    }

    @Test
    void theTypeMemoryLeavesTheDatabaseAlone() throws Exception {
        try (WebApplication application = start(OneDatabase.class, Map.of("healthmon.store.type", "memory"))) {
            assertThat(tables(application, "integration_health")).isZero();
        }
    }

    @Test
    void whoMigratesByHandIsObeyed() {
        assertThatThrownBy(() -> start(OneDatabase.class, Map.of("healthmon.store.migrate", "false")))
                .rootCause()
                .isInstanceOf(StoreException.class);
    }

    @Test
    void ofTwoDatabasesNeitherIsTaken() throws Exception {
        assertThatThrownBy(() -> start(TwoDatabases.class, Map.of("healthmon.store.type", "datasource")))
                .rootCause()
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("exactly one DataSource");
    }

    @Configuration(proxyBeanMethods = false)
    static class OneDatabase {

        @Bean
        DataSource database() {
            return memory("one");
        }

        @Bean
        HealthCheck shopCheck() {
            return context -> CheckResult.healthy();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoDatabases {

        @Bean
        DataSource first() {
            return memory("first");
        }

        @Bean
        DataSource second() {
            return memory("second");
        }
    }
}
