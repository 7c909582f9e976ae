package io.healthmon;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.HealthCheck;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.event.HealthEvent;
import io.healthmon.event.HealthEvent.CheckCompleted;
import io.healthmon.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** A monitor on a time moved by hand, and everything it tells. */
final class MonitorHarness implements AutoCloseable {

    static final Instant START = Instant.parse("2026-03-15T10:30:00Z");

    final ManualTime time = new ManualTime(START);
    final HealthMonitor monitor;
    private final Engine engine;
    private final BlockingQueue<HealthEvent> events = new LinkedBlockingQueue<>();

    private MonitorHarness(UnaryOperator<HealthMonitorBuilder> setup) {
        HealthMonitorBuilder builder =
                HealthMonitor.builder().clock(time.clock()).scheduler(time.scheduler());
        engine = new Engine(setup.apply(builder));
        monitor = new HealthMonitor(engine, builder.application);
        monitor.listen(HealthEvent.class, events::add);
    }

    static MonitorHarness of(UnaryOperator<HealthMonitorBuilder> setup) {
        return new MonitorHarness(setup);
    }

    /** Returns a started monitor of one integration. */
    static MonitorHarness started(IntegrationBuilder integration, HealthCheck check) {
        MonitorHarness harness = of(builder -> builder);
        harness.monitor.add(integration, check);
        harness.monitor.start();
        return harness;
    }

    /** Lets time go on to the next due moment of the integration and waits until its check has been recorded. */
    CheckCompleted runNext(String id) {
        advanceToNext(id);
        return next(CheckCompleted.class);
    }

    void advanceToNext(String id) {
        time.advance(Duration.between(time.now(), nextAt(id)));
    }

    Instant nextAt(String id) {
        Instant next = monitor.health(id).nextCheckAt();
        assertThat(next).isNotNull();
        return next;
    }

    /** Returns whether no run of the integration is waiting or under way. */
    boolean idle(String id) {
        Watch watch = engine.registry().find(id);
        return watch == null || watch.currentRun() == null;
    }

    /** Returns the run of the integration that waits or is under way. */
    Run run(String id) {
        Run run = engine.registry().find(id).currentRun();
        assertThat(run).isNotNull();
        return run;
    }

    /** Waits until no run of the integration is under way. */
    void awaitIdle(String id) {
        await("the run of " + id + " has ended", () -> idle(id));
    }

    /** Waits until something holds that another thread brings about. */
    static void await(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + SECONDS.toNanos(10);
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    long clockJumps() {
        return engine.services().journal().clockJumps();
    }

    /** Runs the check now and returns the health after it. */
    IntegrationHealth check(String id) throws Exception {
        return monitor.check(id).get(10, SECONDS);
    }

    /** Returns the next event of the kind, leaving out others. */
    <E extends HealthEvent> E next(Class<E> kind) {
        try {
            while (true) {
                HealthEvent event = events.poll(10, SECONDS);
                assertThat(event).as("the next %s", kind.getSimpleName()).isNotNull();
                if (kind.isInstance(event)) {
                    return kind.cast(event);
                }
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** Returns the events that have arrived since the last question. */
    List<HealthEvent> arrived() {
        List<HealthEvent> arrived = new ArrayList<>();
        events.drainTo(arrived);
        return arrived;
    }

    @Override
    public void close() {
        monitor.close();
    }
}
