package io.healthmon;

import io.healthmon.alert.AlertState;
import io.healthmon.alert.IssuedAlert;
import io.healthmon.channel.AlertChannel;
import io.healthmon.check.HealthStatus;
import io.healthmon.secret.Redactor;
import io.healthmon.state.HealthState;
import io.healthmon.state.Observation;
import io.healthmon.store.HealthStore.Entry;
import io.healthmon.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;

/** A dispatcher between a store that can go away and channels, on a time moved by hand. */
final class DispatchHarness {

    final ManualTime time = new ManualTime(MonitorHarness.START);
    final FlakyStore store;
    final Dispatcher dispatcher;
    private final Recorder recorder;

    private DispatchHarness(FlakyStore store, Map<String, AlertChannel> channels, Executor threads) {
        this.store = store;
        DispatchContext context = new DispatchContext(
                store, time.scheduler(), time.clock(), threads, "https://shop.example.com/", Redactor.standard());
        dispatcher = new Dispatcher(channels, context);
        DelayedTasks later = new DelayedTasks(time.scheduler(), Runnable::run);
        ResultBuffer buffer = new ResultBuffer(Recorder.CAPACITY);
        RecorderReport report = new RecorderReport(buffer, time.clock(), later, Redactor.standard());
        recorder = new Recorder(store, later, buffer, report, () -> 1, dispatcher);
    }

    /** Returns a dispatcher that works on the very thread that wakes it. */
    static DispatchHarness inline(Map<String, AlertChannel> channels) {
        return inline(new FlakyStore(), channels);
    }

    static DispatchHarness inline(FlakyStore store, Map<String, AlertChannel> channels) {
        return new DispatchHarness(store, new LinkedHashMap<>(channels), Runnable::run);
    }

    /** Returns a dispatcher that works on threads of its own. */
    static DispatchHarness threaded(Map<String, AlertChannel> channels) {
        return new DispatchHarness(
                new FlakyStore(), new LinkedHashMap<>(channels), task -> new Thread(task, "test-channel").start());
    }

    Instant now() {
        return time.now();
    }

    /** Lets an alert be decided and its entry be written, if the store takes it. */
    void issue(IssuedAlert issued) {
        issue(issued, 0);
    }

    void issue(IssuedAlert issued, long epoch) {
        dispatcher.issued(issued);
        recorder.add(entry(issued, epoch));
        recorder.write();
    }

    void pass(Duration time) {
        this.time.advance(time);
    }

    static Entry entry(IssuedAlert issued, long epoch) {
        Observation result = new Observation(issued.alert().at(), HealthStatus.DOWN, 1, null, Map.of());
        return new Entry(
                issued.alert().integrationId(), epoch, result, HealthState.INITIAL, AlertState.INITIAL, issued);
    }
}
