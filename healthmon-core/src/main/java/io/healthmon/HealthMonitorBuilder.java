package io.healthmon;

import io.healthmon.check.HealthCheck;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.event.HealthEvent;
import io.healthmon.event.HealthListener;
import io.healthmon.schedule.Ownership;
import io.healthmon.schedule.Scheduler;
import io.healthmon.settings.Settings;
import io.healthmon.store.HealthStore;
import java.time.Clock;
import java.time.Duration;

/** Signatures; the engine follows. */
public final class HealthMonitorBuilder {
    HealthMonitorBuilder() {}
    public HealthMonitorBuilder application(String version, String environment) { throw new UnsupportedOperationException(); }
    public HealthMonitorBuilder add(Integration integration, HealthCheck check) { throw new UnsupportedOperationException(); }
    public HealthMonitorBuilder add(IntegrationBuilder integration, HealthCheck check) { throw new UnsupportedOperationException(); }
    /** Reads application, defaults, integrations, retention, concurrency; does not refuse unknown names: the caller does that when all have read. */
    public HealthMonitorBuilder settings(Settings root) { throw new UnsupportedOperationException(); }
    public HealthMonitorBuilder store(HealthStore store) { throw new UnsupportedOperationException(); }
    public HealthMonitorBuilder scheduler(Scheduler scheduler) { throw new UnsupportedOperationException(); }
    public HealthMonitorBuilder clock(Clock clock) { throw new UnsupportedOperationException(); }
    public HealthMonitorBuilder ownership(Ownership ownership) { throw new UnsupportedOperationException(); }
    public HealthMonitorBuilder maxConcurrentChecks(int most) { throw new UnsupportedOperationException(); }
    public HealthMonitorBuilder maxConcurrentChecks(String provider, int most) { throw new UnsupportedOperationException(); }
    public HealthMonitorBuilder retention(Duration raw) { throw new UnsupportedOperationException(); }
    public <E extends HealthEvent> HealthMonitorBuilder listen(Class<E> kind, HealthListener<? super E> listener) { throw new UnsupportedOperationException(); }
    public HealthMonitor build() { throw new UnsupportedOperationException(); }
}
