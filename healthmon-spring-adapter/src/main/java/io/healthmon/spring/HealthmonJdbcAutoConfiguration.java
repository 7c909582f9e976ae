package io.healthmon.spring;

import io.healthmon.jdbc.JdbcHealthStore;
import io.healthmon.jdbc.JdbcHealthStoreBuilder;
import io.healthmon.store.HealthStore;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Keeps results in the application's own database, where {@code healthmon-jdbc-store} and one {@link DataSource} are
 * there. {@code healthmon.store.type=memory} keeps them in memory all the same, {@code healthmon.store.url} in another
 * database.
 *
 * @since 0.1
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"
        })
@ConditionalOnClass(JdbcHealthStore.class)
@ConditionalOnSingleCandidate(DataSource.class)
@ConditionalOnMissingBean(HealthStore.class)
@ConditionalOnProperty(prefix = HealthmonProperties.PREFIX, name = "enabled", matchIfMissing = true)
public final class HealthmonJdbcAutoConfiguration {

    /** Made by Spring. */
    public HealthmonJdbcAutoConfiguration() {}

    /** The monitor closes it. Its tables are made after those of the application, of which the tools expect to be first. */
    @Bean(destroyMethod = "")
    @DependsOnDatabaseInitialization
    @Conditional(OnDataSourceStore.class)
    HealthStore healthStore(DataSource dataSource, HealthmonProperties properties) {
        JdbcHealthStoreBuilder store = JdbcHealthStore.builder(dataSource);
        properties.storeOfDataSource().ifPresent(settings -> {
            settings.flag("migrate").ifPresent(store::migrate);
            settings.flag("required").ifPresent(store::required);
        });
        return store.build();
    }

    /** Whether the properties name no other store. */
    static final class OnDataSourceStore implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            Environment environment = context.getEnvironment();
            String type = environment.getProperty(
                    HealthmonProperties.PREFIX + ".store.type", HealthmonProperties.TYPE_DATA_SOURCE);
            return type.equals(HealthmonProperties.TYPE_DATA_SOURCE)
                    && !environment.containsProperty(HealthmonProperties.PREFIX + ".store.url");
        }
    }
}
