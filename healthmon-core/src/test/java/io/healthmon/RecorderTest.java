package io.healthmon;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.HealthStatus;
import io.healthmon.secret.Redactor;
import io.healthmon.state.HealthState;
import io.healthmon.state.Observation;
import io.healthmon.store.HealthStore.Entry;
import io.healthmon.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecorderTest {

    private final ScriptedStore store = new ScriptedStore();
    private final ManualTime time = new ManualTime(MonitorHarness.START);
    private final List<Entry> refused = new ArrayList<>();
    private final Recorder recorder = recorder(1_000);

    private Recorder recorder() {
        return recorder(10);
    }

    private Recorder recorder(int capacity) {
        DelayedTasks later = new DelayedTasks(time.scheduler(), Runnable::run);
        ResultBuffer buffer = new ResultBuffer(capacity);
        RecorderReport report = new RecorderReport(buffer, time.clock(), later, Redactor.standard());
        return new Recorder(store, later, buffer, report, () -> 1, (batch, skipped) -> refused.addAll(skipped));
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

    private Recorder batching() {
        store.batchEvery(Duration.ofMillis(100));
        return recorder(1_000);
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
    void resultsAreWrittenInTheirOrder() {
        add(0, 3);
        recorder.write();

        assertThat(written()).containsExactly("i-0", "i-1", "i-2");
    }

    @Test
    void withNothingToWriteTheStoreIsNotAsked() {
        recorder.write();

        assertThat(store.appends).hasValue(0);
    }

    @Test
    void theStoreMayKeepTheListsItIsGiven() {
        add(0, 1);
        recorder.write();
        add(1, 2);
        recorder.write();

        assertThat(written()).containsExactly("i-0", "i-1");
    }

    @Test
    void whileTheStoreFailsResultsWaitAndComeInOrderAfterwards() {
        store.fail(new StackOverflowError("away"));
        add(0, 2);
        recorder.write();
        add(2, 4);
        recorder.write();
        assertThat(written()).isEmpty();
        store.recover();
        aSecondPasses();

        assertThat(written()).containsExactly("i-0", "i-1", "i-2", "i-3");
    }

    @Test
    void aStoreThatFailsIsLeftAloneForAWhile() {
        store.fail(new StackOverflowError("away"));
        add(0, 1);
        recorder.write();
        add(1, 2);
        recorder.write();
        recorder.write();

        assertThat(store.appends).hasValue(1);
        assertThat(time.scheduler().waiting()).isEqualTo(1);
    }

    @Test
    void aStoreThatGoesOnFailingIsTriedAgainAndAgain() {
        store.fail(new StackOverflowError("away"));
        add(0, 1);
        recorder.write();
        aSecondPasses();
        time.advance(Duration.ofSeconds(2));
        store.recover();
        time.advance(Duration.ofSeconds(4));

        assertThat(written()).containsExactly("i-0");
        assertThat(time.scheduler().waiting()).isZero();
    }

    @Test
    void onceTheStoreHasRecoveredResultsAreWrittenAtOnce() {
        store.fail(new StackOverflowError("away"));
        add(0, 1);
        recorder.write();
        store.recover();
        aSecondPasses();
        add(1, 2);
        recorder.write();

        assertThat(written()).containsExactly("i-0", "i-1");
    }

    @Test
    void whatIsWrittenIsCounted() {
        add(0, 3);
        recorder.write();
        add(3, 4);
        recorder.write();

        StoreHealth.Writes writes = health(recorder).writes();
        assertThat(writes.batches()).isEqualTo(2);
        assertThat(writes.results()).isEqualTo(4);
        assertThat(writes.resultsLastDay()).isEqualTo(4);
        assertThat(writes.lastAt()).isEqualTo(time.now());
        assertThat(writes.latency()).isEqualTo(new StoreHealth.Latency(0, 0, 0, 0));
    }

    @Test
    void whileOneWritesTheOthersDoNotWait() throws Exception {
        store.hang();
        add(0, 1);
        CompletableFuture<Void> first = CompletableFuture.runAsync(recorder::write);
        assertThat(store.hangs.await(10, SECONDS)).isTrue();
        add(1, 3);
        recorder.write();
        assertThat(store.appends).hasValue(1);
        store.goOn();
        first.get(10, SECONDS);

        assertThat(written()).containsExactly("i-0", "i-1", "i-2");
    }

    @Test
    void whoWritesAllWaitsForWhoIsWriting() throws Exception {
        store.hang();
        add(0, 1);
        CompletableFuture<Void> first = CompletableFuture.runAsync(recorder::write);
        assertThat(store.hangs.await(10, SECONDS)).isTrue();
        add(1, 3);
        CompletableFuture<List<String>> all =
                CompletableFuture.runAsync(recorder::writeAll).thenApply(done -> written());
        store.goOn();
        first.get(10, SECONDS);

        assertThat(all.get(10, SECONDS)).containsExactly("i-0", "i-1", "i-2");
    }

    @Test
    void aStoreThatAsksForAnIntervalGetsTheFirstResultAtOnceAndThenLargerBatches() {
        Recorder recorder = batching();
        addAndWrite(recorder, 0, 10);
        assertThat(written()).containsExactly("i-0");
        time.advance(Duration.ofMillis(99));
        assertThat(store.appends).hasValue(1);
        time.advance(Duration.ofMillis(1));

        assertThat(store.appends).hasValue(2);
        assertThat(written()).hasSize(10).endsWith("i-9");
    }

    @Test
    void afterAQuietTimeAResultIsWrittenAtOnce() {
        Recorder recorder = batching();
        addAndWrite(recorder, 0, 1);
        time.advance(Duration.ofMillis(100));
        addAndWrite(recorder, 1, 2);

        assertThat(written()).containsExactly("i-0", "i-1");
        assertThat(time.scheduler().waiting()).isZero();
    }

    @Test
    void whoeverWaitsForAResultGetsItWrittenNow() {
        Recorder recorder = batching();
        addAndWrite(recorder, 0, 3);
        recorder.writeNow();
        assertThat(written()).containsExactly("i-0", "i-1", "i-2");
        addAndWrite(recorder, 3, 4);

        assertThat(store.appends).hasValue(2);
    }

    @Test
    void anIntervalOfMoreThanASecondIsCutToOne() {
        store.batchEvery(Duration.ofDays(1));
        Recorder recorder = recorder();
        addAndWrite(recorder, 0, 2);
        aSecondPasses();

        assertThat(written()).containsExactly("i-0", "i-1");
    }

    @Test
    void refusedEntriesAreHandedOn() {
        store.refuse("i-1");
        add(0, 3);
        recorder.write();

        assertThat(refused).extracting(Entry::integrationId).containsExactly("i-1");
    }
}
