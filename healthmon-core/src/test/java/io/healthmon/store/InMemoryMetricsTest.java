package io.healthmon.store;

import io.healthmon.testkit.MetricStoreContract;

class InMemoryMetricsTest extends MetricStoreContract {

    @Override
    protected HealthStore create() {
        return InMemoryHealthStore.create();
    }
}
