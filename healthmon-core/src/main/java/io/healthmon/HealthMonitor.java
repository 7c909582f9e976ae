package io.healthmon;

import io.healthmon.check.HealthCheck;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.event.HealthEvent;
import io.healthmon.event.HealthListener;
import io.healthmon.metric.Statistics;
import io.healthmon.settings.Settings;
import io.healthmon.state.Observation;
import io.healthmon.store.HealthStore;
import io.healthmon.store.LogSize;
import io.healthmon.store.TimeRange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;

/** Signatures; the engine follows. */
public final class HealthMonitor implements AutoCloseable {
    private HealthMonitor() {}
    public static HealthMonitorBuilder builder() { throw new UnsupportedOperationException(); }
    /** Starts the schedule; calling it again has no effect. */
    public void start() { throw new UnsupportedOperationException(); }
    /** Ready snapshot; 0 B, no wait. */
    public HealthSnapshot health() { throw new UnsupportedOperationException(); }
    /** One integration now; IllegalArgumentException naming the id if there is none. */
    public IntegrationHealth health(String id) { throw new UnsupportedOperationException(); }
    public Optional<IntegrationHealth> find(String id) { throw new UnsupportedOperationException(); }
    /** Last 24 h, from memory. */
    public Statistics statistics(String id) { throw new UnsupportedOperationException(); }
    /** Percentage over 30 days, from memory; empty without results. */
    public OptionalDouble uptime30d(String id) { throw new UnsupportedOperationException(); }
    public List<Observation> history(String id, TimeRange range, int limit) { throw new UnsupportedOperationException(); }
    /** Runs now (joins a run under way); completes with the health after it. Also when disabled or paused. */
    public CompletableFuture<IntegrationHealth> check(String id) { throw new UnsupportedOperationException(); }
    /** Runs all enabled ones now. */
    public CompletableFuture<List<IntegrationHealth>> checkAllServices() { throw new UnsupportedOperationException(); }
    public void add(Integration integration, HealthCheck check) { throw new UnsupportedOperationException(); }
    public void add(IntegrationBuilder integration, HealthCheck check) { throw new UnsupportedOperationException(); }
    public boolean remove(String id) { throw new UnsupportedOperationException(); }
    public void enable(String id) { throw new UnsupportedOperationException(); }
    public void disable(String id) { throw new UnsupportedOperationException(); }
    public void pause(String id, Duration duration) { throw new UnsupportedOperationException(); }
    public void resume(String id) { throw new UnsupportedOperationException(); }
    /** Returns a handle that ends the subscription. */
    public <E extends HealthEvent> Runnable listen(Class<E> kind, HealthListener<? super E> listener) { throw new UnsupportedOperationException(); }
    /** Removes log rows older than the retention. */
    public Cleanup cleanUp() { throw new UnsupportedOperationException(); }
    public Application application() { throw new UnsupportedOperationException(); }
    public Instant startedAt() { throw new UnsupportedOperationException(); }
    public Clock clock() { throw new UnsupportedOperationException(); }
    @Override public void close() { throw new UnsupportedOperationException(); }
    /** Version and environment as /health shows them; defaults "unknown" / "production". */
    public record Application(String version, String environment) {}
    /** What a clean-up did. */
    public record Cleanup(long deleted, LogSize remaining, Duration retention) {}
    static void unused(Settings s, HealthStore h) {}
}
