package io.healthmon.jdbc;

import io.healthmon.store.HealthStore;
import io.healthmon.testkit.MetricStoreContract;

class H2MetricsTest extends MetricStoreContract {

    @Override
    protected HealthStore create() {
        return JdbcHealthStore.open(TestDatabases.h2(), "", TestDatabases.NO_PASSWORD);
    }
}
