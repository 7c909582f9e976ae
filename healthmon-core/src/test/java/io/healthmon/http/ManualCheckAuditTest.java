package io.healthmon.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import io.healthmon.store.AuditLog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever becomes of a check by hand, the audit log tells of it. */
@Timeout(30)
class ManualCheckAuditTest {

    private final HandlerFixture fixture = new HandlerFixture();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final ManualChecks impatient =
            new ManualChecks(fixture.monitor(), new BlockingCalls(), new StoreCalls(), Duration.ZERO);

    @AfterEach
    void close() {
        fixture.close();
    }

    private void addOneThatHangs(Duration timeout) {
        fixture.monitor().add(Integration.named("Slow").timeout(timeout), context -> {
            begun.countDown();
            new CountDownLatch(1).await();
            return CheckResult.healthy();
        });
    }

    private void checkByHand() {
        ApiRequest request = ApiRequest.of("POST", "/api/integrations/slow/health/check");
        Call call = new Call(
                request,
                List.of("slow"),
                () -> Optional.of(new Caller("otto", Role.OPERATOR)),
                fixture.monitor(),
                HandlerFixture.START);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> impatient.check(fixture.monitor().health("slow"), call));
    }

    @Test
    void oneThatHasNotEndedInTime() {
        addOneThatHangs(Duration.ofMillis(1));
        checkByHand();

        assertThat(fixture.audit())
                .extracting(AuditLog.Entry::actor, AuditLog.Entry::subject, AuditLog.Entry::details)
                .containsExactly(tuple(
                        "otto", "slow", "no result: The check has not ended yet; its result will show when it has."));
    }

    @Test
    void oneWhoseIntegrationWasRemovedMeanwhile() {
        addOneThatHangs(Duration.ofMinutes(1));
        Thread remover = new Thread(() -> {
            try {
                begun.await();
                fixture.monitor().remove("slow");
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        });
        remover.start();
        checkByHand();

        assertThat(fixture.audit())
                .extracting(AuditLog.Entry::details)
                .containsExactly("no result: There is no such integration.");
    }

    @Test
    void oneThatTheStopOfTheServerInterruptsAndTheThreadStaysInterrupted() {
        addOneThatHangs(Duration.ofMinutes(1));
        Thread.currentThread().interrupt();
        checkByHand();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(fixture.audit())
                .extracting(AuditLog.Entry::details)
                .containsExactly("no result: This server is stopping.");
    }

    @Test
    void butNotOneThatNeverBegan() {
        addOneThatHangs(Duration.ofMillis(1));
        checkByHand();
        checkByHand();

        assertThat(fixture.audit()).hasSize(1);
    }
}
