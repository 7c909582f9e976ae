package io.healthmon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Trials of what takes less than a second; the others are tried with {@code --quick}. */
class MeasurementTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void runsEveryCheckOfThePipelineOnceInEachInterval() throws Exception {
        PipelineBenchmark pipeline = new PipelineBenchmark();
        pipeline.start();

        pipeline.scheduled();
        pipeline.scheduled();

        // A check that is due just after a leap may run with it or with the next.
        assertThat(pipeline.resultsLeft()).isLessThan(50);
        assertThat(pipeline.checkNow().state().streak()).isEqualTo(1);
        pipeline.close();
    }

    @Test
    void readsTheSameHealthFromAllPeers() {
        SnapshotBenchmark snapshot = new SnapshotBenchmark();
        snapshot.check();

        assertThat(snapshot.unchanged().summary().healthy()).isEqualTo(100);
        assertThat(snapshot.unchanged()).isSameAs(snapshot.volatileRead());
        assertThat(snapshot.actuator().getStatus().getCode()).isEqualTo("UP");
        assertThat(snapshot.changedOfHundred().summary().total()).isEqualTo(99);
    }

    @Test
    void startsAMonitorInAnotherJvm() throws Exception {
        Effort trial = new Effort(true);
        Report report = new Report(new PrintStream(written, true, StandardCharsets.UTF_8), trial);

        new StartBenchmark().measure(trial, report);

        assertThat(written.toString(StandardCharsets.UTF_8)).contains("empty monitor");
    }

    @Test
    void getsAnswersFromTheServerInAnotherJvm() throws Exception {
        try (ChildJvm server = ChildJvm.start(EchoServer.class);
                KeepAliveClient client = KeepAliveClient.connect(Integer.parseInt(server.line()))) {
            assertThat(client.ask()).isEqualTo(200);
            assertThat(client.ask()).isEqualTo(200);
        }
    }
}
