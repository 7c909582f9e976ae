package io.healthmon.jdbc;

import io.healthmon.store.HealthStore;
import io.healthmon.testkit.HealthStoreContract;

class MariaDbHealthStoreTest extends HealthStoreContract {

    @Override
    protected HealthStore create() {
        return JdbcHealthStore.open(TestDatabases.mariaDb(), "", TestDatabases.NO_PASSWORD);
    }

    @Override
    protected int keepsAtLeast() {
        return 100;
    }
}
