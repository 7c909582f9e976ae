package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.HealthStatus;
import io.healthmon.secret.Redactor;
import io.healthmon.state.HealthState;
import io.healthmon.state.LostResults;
import io.healthmon.state.Observation;
import io.healthmon.store.HealthStore.Entry;
import io.healthmon.testkit.ManualTime;
import io.healthmon.testkit.RecordedLogs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A store that fails for a while, or that cannot keep what it is given. */
class RecorderOutageTest {

    private final ScriptedStore store = new ScriptedStore();
    private final ManualTime time = new ManualTime(MonitorHarness.START);
    private final Recorder recorder = recorder(1_000);

    private Recorder recorder(int capacity) {
        DelayedTasks later = new DelayedTasks(time.scheduler(), Runnable::run);
        ResultBuffer buffer = new ResultBuffer(capacity);
        RecorderReport report = new RecorderReport(buffer, time.clock(), later, Redactor.standard());
        return new Recorder(store, later, buffer, report, () -> 1, (batch, skipped) -> {});
    }

    private StoreHealth health(Recorder recorder) {
        return recorder.health(time.now(), null);
    }

    private void aSecondPasses() {
        time.advance(Duration.ofSeconds(1));
    }

    private void add(int from, int to) {
        IntStream.range(from, to).forEach(number -> recorder.add(entry(number)));
    }

    private static Entry entry(int number) {
        return entryOf("i-" + number, number);
    }

    private static Entry entryOf(String id, int second) {
        Observation result =
                new Observation(MonitorHarness.START.plusSeconds(second), HealthStatus.HEALTHY, 1, null, Map.of());
        return new Entry(id, 0, result, HealthState.INITIAL);
    }

    private void addAndWrite(Recorder recorder, int from, int to) {
        IntStream.range(from, to).forEach(number -> {
            recorder.add(entry(number));
            recorder.write();
        });
    }

    private List<String> written() {
        return store.written().stream().map(Entry::integrationId).toList();
    }

    @Test
    void theLongerTheStoreFailsTheLessOftenItIsTriedUpToEveryTenSeconds() {
        store.fail(new StackOverflowError("away"));
        add(0, 1);
        recorder.write();
        List<Integer> appends = new ArrayList<>();
        for (int seconds : new int[] {1, 2, 4, 8, 10, 10, 10}) {
            time.advance(Duration.ofSeconds(seconds).minusMillis(1));
            appends.add(store.appends.get());
            time.advance(Duration.ofMillis(1));
        }

        assertThat(appends).containsExactly(1, 2, 3, 4, 5, 6, 7);
        assertThat(store.appends).hasValue(8);
    }

    @Test
    void whileResultsAreLostTheStoreIsTriedEverySecond() {
        Recorder small = recorder(20);
        store.fail(new StackOverflowError("away"));
        small.add(entry(0));
        small.write();
        time.advance(Duration.ofSeconds(1 + 2 + 4));
        IntStream.range(1, 30).forEach(second -> small.add(entryOf("a", second)));
        time.advance(Duration.ofSeconds(8));
        int before = store.appends.get();
        for (int seconds = 0; seconds < 5; seconds++) {
            aSecondPasses();
        }

        assertThat(store.appends).hasValue(before + 5);
    }

    @Test
    void onceTheStoreHasRecoveredItIsTriedAfterASecondAgain() {
        store.fail(new StackOverflowError("away"));
        add(0, 1);
        recorder.write();
        aSecondPasses();
        store.recover();
        time.advance(Duration.ofSeconds(2));
        store.fail(new StackOverflowError("away"));
        add(1, 2);
        recorder.write();
        store.recover();
        aSecondPasses();

        assertThat(written()).containsExactly("i-0", "i-1");
    }

    @Test
    void beyondTheCapacityTheOldestAreDroppedButForWhatIsUnderWay() {
        Recorder small = recorder(20);
        store.fail(new StackOverflowError("away"));
        small.add(entryOf("a", 0));
        small.write();
        IntStream.range(1, 30).forEach(second -> small.add(entryOf("a", second)));
        store.recover();
        aSecondPasses();

        assertThat(health(small).dropped())
                .isEqualTo(new StoreHealth.Dropped(10, time.now().minusSeconds(1)));
        assertThat(store.written()).hasSize(21);
        assertThat(store.written().get(0).observation().at()).isEqualTo(MonitorHarness.START);
        assertThat(LostResults.of(store.written().get(1).observation()))
                .contains(
                        new LostResults(MonitorHarness.START.plusSeconds(1), MonitorHarness.START.plusSeconds(10), 10));
        assertThat(store.written().get(2).observation().at()).isEqualTo(MonitorHarness.START.plusSeconds(11));
    }

    @Test
    void afterAnOutageBatchesFollowOneAtATimeWithPauses() {
        store.batchEvery(Duration.ofMillis(100));
        Recorder small = recorder(40);
        store.fail(new StackOverflowError("away"));
        addAndWrite(small, 0, 35);
        store.recover();
        aSecondPasses();
        assertThat(store.appends).hasValue(2);
        small.writeNow();
        assertThat(store.appends).hasValue(2);
        time.advance(Duration.ofMillis(100));
        assertThat(store.appends).hasValue(3);
        time.advance(Duration.ofMillis(300));

        assertThat(written()).hasSize(35).startsWith("i-0", "i-1").endsWith("i-34");
        assertThat(store.appends).hasValue(6);
    }

    @Test
    void aResultThatTheStoreCannotKeepHoldsUpNoOther() {
        store.rejectData("i-3");
        add(0, 8);
        recorder.write();
        aSecondPasses();
        time.advance(Duration.ofSeconds(2));

        assertThat(written()).containsExactly("i-0", "i-1", "i-2", "i-3", "i-4", "i-5", "i-6", "i-7");
        assertThat(LostResults.of(store.written().get(3).observation()))
                .hasValueSatisfying(lost -> assertThat(lost.count()).isEqualTo(1));
        assertThat(health(recorder).dropped().results()).isEqualTo(1);
        assertThat(health(recorder).failing()).isFalse();
    }

    @Test
    void aStoreThatCannotKeepAnythingIsNotBelieved() {
        store.rejectData("");
        add(0, 100);
        recorder.write();
        time.advance(Duration.ofSeconds(3));
        assertThat(health(recorder).dropped().results()).isEqualTo(10);
        assertThat(health(recorder).queue().results()).isEqualTo(90);
        time.advance(Duration.ofSeconds(60));
        assertThat(health(recorder).dropped().results()).isBetween(15L, 20L);
        store.recover();
        time.advance(Duration.ofSeconds(10));

        assertThat(written()).hasSize(100).endsWith("i-99");
    }

    @Test
    void howTheStoreFailsIsToldInOneLineWithoutSecrets() {
        store.fail(new StackOverflowError("away\npassword=hunter2"));
        add(0, 3);
        recorder.write();
        aSecondPasses();

        StoreHealth health = health(recorder);
        assertThat(health.failing()).isTrue();
        assertThat(health.failure().since()).isEqualTo(MonitorHarness.START);
        assertThat(health.failure().reason())
                .contains("away")
                .doesNotContain("hunter2")
                .hasLineCount(1);
        assertThat(health.queue()).isEqualTo(new StoreHealth.Queue(3, 1_000, Duration.ofSeconds(1), 0));
    }

    @Test
    void theEndOfAnOutageIsToldWithItsLossesInOneLine() {
        store.fail(new StackOverflowError("away"));
        time.advance(Duration.ofSeconds(1));
        add(0, 777);
        recorder.write();
        aSecondPasses();
        store.recover();
        time.advance(Duration.ofSeconds(2));

        assertThat(RecordedLogs.containing("777 were waiting"))
                .containsExactly(
                        "INFO io.healthmon.Recorder healthmon: the store takes results again after 3s; 0 dropped, 777 were waiting");
    }
}
