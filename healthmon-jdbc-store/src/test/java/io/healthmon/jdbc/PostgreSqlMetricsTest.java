package io.healthmon.jdbc;

import io.healthmon.store.HealthStore;
import io.healthmon.testkit.MetricStoreContract;

class PostgreSqlMetricsTest extends MetricStoreContract {

    @Override
    protected HealthStore create() {
        return JdbcHealthStore.open(TestDatabases.postgreSql(), "", TestDatabases.NO_PASSWORD);
    }
}
