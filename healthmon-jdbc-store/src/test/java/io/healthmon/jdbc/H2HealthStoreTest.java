package io.healthmon.jdbc;

import io.healthmon.store.HealthStore;
import io.healthmon.testkit.HealthStoreContract;

class H2HealthStoreTest extends HealthStoreContract {

    @Override
    protected HealthStore create() {
        return JdbcHealthStore.open(TestDatabases.h2(), "", TestDatabases.NO_PASSWORD);
    }

    @Override
    protected int keepsAtLeast() {
        return 100;
    }
}
