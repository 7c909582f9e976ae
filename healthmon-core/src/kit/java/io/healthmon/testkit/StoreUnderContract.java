package io.healthmon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.state.HealthState;
import io.healthmon.state.Observation;
import io.healthmon.store.HealthStore;
import io.healthmon.store.StoredState;
import io.healthmon.store.TimeRange;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A store, made before each promise is tried and closed after it. */
@Timeout(60)
abstract class StoreUnderContract {

    static final TimeRange ALWAYS =
            new TimeRange(Instant.parse("1970-01-01T00:00:00Z"), Instant.parse("2200-01-01T00:00:00Z"));

    HealthStore store;

    /** Returns an empty store; the contract closes it. */
    protected abstract HealthStore create();

    /** Returns how many results of one integration the store keeps for certain; at least 20. */
    protected abstract int keepsAtLeast();

    @BeforeEach
    void createStore() {
        store = create();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    /** Returns the health that was last written for an integration. */
    final HealthState health(String integrationId) {
        StoredState state = store.states(List.of(integrationId)).get(integrationId);
        assertThat(state).as("the state of %s", integrationId).isNotNull();
        return state.health();
    }

    final List<Observation> all(String integrationId) {
        return store.history(integrationId, ALWAYS, 1_000);
    }
}
