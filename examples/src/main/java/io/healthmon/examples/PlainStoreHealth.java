package io.healthmon.examples;

import io.healthmon.HealthMonitor;
import io.healthmon.StoreHealth;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;

/** How the store gets on: what waits, what was lost, what was written. */
public final class PlainStoreHealth {

    private PlainStoreHealth() {}

    /** Checks something, and tells how its result was kept. */
    public static void main(String[] arguments) {
        try (HealthMonitor monitor = HealthMonitor.builder()
                .add(Integration.named("Shop"), context -> CheckResult.healthy())
                .build()) {
            monitor.checkAllServices().join();

            StoreHealth store = monitor.storeHealth();
            System.out.println("Failing: " + store.failing() + ", since and why: " + store.failure());
            System.out.println("Waiting: " + store.queue());
            System.out.println("Dropped: " + store.dropped());
            System.out.println("Written: " + store.writes());
            System.out.println("Cleaned up: " + store.cleanUp());
        }
    }
}
