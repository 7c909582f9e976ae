package io.healthmon;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.Problem;
import io.healthmon.event.HealthEvent.IntegrationEdited;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EditedEndpointTest {

    private static final Duration POLL = Duration.ofSeconds(5);

    private final BlockingQueue<String> closed = new LinkedBlockingQueue<>();
    private final AtomicBoolean closedWhileItRan = new AtomicBoolean();
    private final CountDownLatch go = new CountDownLatch(1);
    private final Integration declared = Integration.named("A")
            .endpoint("one.example.com")
            .timeout(Duration.ofHours(1))
            .build();
    private final OperatedStore store = new OperatedStore();
    private final MonitorHarness harness = MonitorHarness.of(builder -> builder.store(store));

    @AfterEach
    void close() {
        go.countDown();
        harness.close();
    }

    private void watch(HealthCheck check) {
        harness.monitor.add(declared, check);
        harness.monitor.start();
        // why: a run that is under way would be joined, at the address from before
        harness.runNext("a");
        harness.awaitIdle("a");
    }

    private void edit(String endpoint) {
        store.sql(declared, old -> OperatedStore.endpoint(old, endpoint));
        harness.time.advance(POLL);
        harness.next(IntegrationEdited.class);
    }

    private String askedAt() throws Exception {
        return harness.check("a").state().problem().message();
    }

    @Test
    void theCheckGoesToTheEditedEndpointAndBack() throws Exception {
        watch(new Mobile("one.example.com"));
        assertThat(askedAt()).isEqualTo("one.example.com");
        edit("two.example.com");
        assertThat(askedAt()).isEqualTo("two.example.com");
        edit("one.example.com");

        assertThat(askedAt()).isEqualTo("one.example.com");
    }

    @Test
    void anotherEditBesideDoesNotMoveItAgain() throws Exception {
        watch(new Mobile("one.example.com"));
        edit("two.example.com");
        store.sql(declared, old -> OperatedStore.threshold(old, 9));
        harness.time.advance(POLL);
        harness.next(IntegrationEdited.class);

        assertThat(askedAt()).isEqualTo("two.example.com");
        assertThat(closed).isEmpty();
    }

    @Test
    void aCheckThatCannotBeMovedIsUnknownAndSaysHowToGoBack() throws Exception {
        watch(context -> CheckResult.healthy());
        edit("two.example.com");
        IntegrationHealth health = harness.check("a");

        assertThat(health.status()).isEqualTo(HealthStatus.UNKNOWN);
        Problem problem = health.state().problem();
        assertThat(problem.cause()).isEqualTo(Cause.CONFIGURATION);
        assertThat(problem.message())
                .isEqualTo(
                        "The edited endpoint \"two.example.com\" cannot be used: its check cannot be moved to another"
                                + " address");
        assertThat(problem.resolution())
                .isEqualTo("Correct the endpoint, or set it to null to return to the declared one (one.example.com).");
    }

    @Test
    void anEndpointThatTheCheckRefusesIsUnknownForItsReason() throws Exception {
        watch(new Mobile("one.example.com"));
        edit("refused");

        assertThat(askedAt())
                .isEqualTo("The edited endpoint \"refused\" cannot be used: its credentials are for one.example.com");
    }

    @Test
    void noSecretOfAnEditedEndpointIsShown() throws Exception {
        watch(context -> CheckResult.healthy());
        edit("https://user:hunter22@two.example.com/?token=abc123secret");

        assertThat(askedAt()).doesNotContain("hunter22", "abc123secret").contains("two.example.com");
    }

    @Test
    void anEndpointThatIsSetToNullIsTheDeclaredOne() throws Exception {
        watch(context -> CheckResult.healthy());
        edit("two.example.com");
        edit(null);

        assertThat(harness.check("a").status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void anEditIsKeptOverARestart() throws Exception {
        watch(new Mobile("one.example.com"));
        edit("two.example.com");
        harness.close();
        try (MonitorHarness later = MonitorHarness.of(builder -> builder.store(store))) {
            later.monitor.add(declared, new Mobile("one.example.com"));
            later.monitor.start();

            assertThat(later.check("a").state().problem().message()).isEqualTo("two.example.com");
        }
    }

    @Test
    void aMovedCheckIsClosedOnceItIsReplaced() throws Exception {
        watch(new Mobile("one.example.com"));
        edit("two.example.com");
        edit("three.example.com");

        assertThat(closed.poll(10, SECONDS)).isEqualTo("two.example.com");
        assertThat(closed).isEmpty();
    }

    @Test
    void aMovedCheckThatIsStillAtWorkIsClosedAfterwards() throws Exception {
        watch(new Mobile("one.example.com"));
        edit("slow");
        var answer = harness.monitor.check("a");
        MonitorHarness.await("it runs", () -> harness.run("a").phase == Run.Phase.RUNNING);
        edit("three.example.com");
        int readings = store.readings.get();
        harness.time.advance(POLL);
        MonitorHarness.await("it was read again", () -> store.readings.get() > readings);
        assertThat(closedWhileItRan).isFalse();
        go.countDown();
        answer.get(10, SECONDS);
        harness.time.advance(POLL);

        assertThat(closed.poll(10, SECONDS)).isEqualTo("slow");
        assertThat(closedWhileItRan).isFalse();
    }

    @Test
    void removalClosesTheOriginalAndTheMovedCheck() throws Exception {
        watch(new Mobile("one.example.com"));
        edit("two.example.com");
        harness.monitor.remove("a");

        assertThat(List.of(closed.poll(10, SECONDS), closed.poll(10, SECONDS)))
                .containsExactlyInAnyOrder("one.example.com", "two.example.com");
    }

    @Test
    void closingClosesTheOriginalAndTheMovedCheckOnce() {
        watch(new Mobile("one.example.com"));
        edit("two.example.com");
        harness.close();

        assertThat(closed).containsExactlyInAnyOrder("one.example.com", "two.example.com");
    }

    /** Says where it is. */
    private final class Mobile implements HealthCheck.Movable, AutoCloseable {

        private final String endpoint;
        private volatile boolean running;

        Mobile(String endpoint) {
            this.endpoint = endpoint;
        }

        @Override
        public CheckResult check(CheckContext context) throws Exception {
            if (endpoint.equals("slow")) {
                running = true;
                go.await();
                running = false;
            }
            return CheckResult.unknown(Cause.QUOTA, endpoint);
        }

        @Override
        public HealthCheck withEndpoint(String other) {
            if (other.equals("refused")) {
                throw new IllegalArgumentException("its credentials are for " + endpoint);
            }
            return new Mobile(other);
        }

        @Override
        public void close() {
            closedWhileItRan.compareAndSet(false, running);
            closed.add(endpoint);
        }
    }
}
