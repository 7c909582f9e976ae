package io.healthmon.jdbc;

import io.healthmon.store.HealthStore;
import io.healthmon.testkit.MetricStoreContract;

class MariaDbMetricsTest extends MetricStoreContract {

    @Override
    protected HealthStore create() {
        return JdbcHealthStore.open(TestDatabases.mariaDb(), "", TestDatabases.NO_PASSWORD);
    }
}
