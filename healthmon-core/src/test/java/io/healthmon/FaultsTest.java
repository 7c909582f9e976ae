package io.healthmon;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.Integration;
import io.healthmon.secret.RedactedFailure;
import io.healthmon.secret.Redactor;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FaultsTest {

    @Test
    void aStackTraceForTheLogHoldsTheCausesAndNoSecret() {
        Throwable cause = new IllegalArgumentException("password=hunter22hunter22");
        StringWriter trace = new StringWriter();
        RedactedFailure.of(new IllegalStateException("token=abc123secret", cause), Redactor.standard())
                .printStackTrace(new PrintWriter(trace));

        assertThat(trace.toString())
                .contains("java.lang.IllegalStateException: token=***", "Caused by: ", "FaultsTest.java")
                .doesNotContain("abc123", "hunter22");
    }

    @Test
    void aFailureThatCausesItselfIsWrittenOnce() {
        Exception first = new Exception("first");
        Exception second = new Exception("second", first);
        first.initCause(second);

        assertThat(RedactedFailure.of(first, Redactor.standard()).getCause().getCause())
                .isNull();
    }

    @Test
    void aCheckThatCanBeClosedIsClosedWithTheLastIntegrationThatItWatches() throws Exception {
        ClosableCheck check = new ClosableCheck();
        try (HealthMonitor monitor = HealthMonitor.builder()
                .add(Integration.named("a"), check)
                .add(Integration.named("b"), check)
                .build()) {
            monitor.remove("a");
            assertThat(monitor.check("b").get(10, SECONDS).status().label()).isEqualTo("healthy");
            assertThat(check.closed).hasValue(0);

            monitor.remove("b");
            assertThat(check.once.await(10, SECONDS)).isTrue();
        }
        assertThat(check.closed).hasValue(1);
    }

    @Test
    void aCheckThatCanBeClosedIsClosedWithTheMonitorOnce() {
        ClosableCheck check = new ClosableCheck();
        HealthMonitor monitor = HealthMonitor.builder()
                .add(Integration.named("a"), check)
                .add(Integration.named("b"), check)
                .build();
        monitor.close();

        assertThat(check.closed).hasValue(1);
    }

    private static final class ClosableCheck implements HealthCheck, AutoCloseable {

        private final AtomicInteger closed = new AtomicInteger();
        private final CountDownLatch once = new CountDownLatch(1);

        @Override
        public CheckResult check(CheckContext context) {
            return CheckResult.healthy();
        }

        @Override
        public void close() {
            closed.incrementAndGet();
            once.countDown();
        }
    }
}
