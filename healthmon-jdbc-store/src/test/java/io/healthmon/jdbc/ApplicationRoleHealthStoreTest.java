package io.healthmon.jdbc;

import io.healthmon.store.HealthStore;
import io.healthmon.testkit.HealthStoreContract;

/** All that a store does, as a user who may do that alone. */
class ApplicationRoleHealthStoreTest extends HealthStoreContract {

    @Override
    protected HealthStore create() {
        String owner = TestDatabases.postgreSql();
        JdbcHealthStore.open(owner, "", TestDatabases.NO_PASSWORD).close();
        TestDatabases.run(owner, RolesTest.script());
        return RolesTest.validating(RolesTest.login(owner, "healthmon_application"));
    }

    @Override
    protected int keepsAtLeast() {
        return 100;
    }
}
