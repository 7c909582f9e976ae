package io.healthmon.spring;

import io.healthmon.jdbc.JdbcHealthStore;
import io.healthmon.store.HealthStore;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

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

    /** The monitor closes it. */
    @Bean(destroyMethod = "")
    @ConditionalOnProperty(
            prefix = HealthmonProperties.PREFIX + ".store",
            name = "type",
            havingValue = "datasource",
            matchIfMissing = true)
    HealthStore healthStore(DataSource dataSource) {
        return JdbcHealthStore.create(dataSource);
    }
}
