package io.healthmon.jdbc;

import io.healthmon.channel.AlertChannel;
import io.healthmon.channel.AlertMessage;
import io.healthmon.channel.DeliveryException;
import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.Problem;
import io.healthmon.event.HealthEvent;
import io.healthmon.event.HealthListener;
import io.healthmon.secret.Secret;
import io.healthmon.secret.SecretHolder;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Checks and a channel that say what they should not. */
final class TellTales {

    private final List<String> texts;

    private final String refusal;
    private final Secret password;

    /**
     * Makes some.
     *
     * @param texts what the checks say, one after the other
     * @param refusal what the channel says each time
     * @param password what the channel signs in with
     */
    TellTales(List<String> texts, String refusal, Secret password) {
        this.password = password;
        this.texts = texts;
        this.refusal = refusal;
    }

    /** Returns a check that tells the next text with each run. */
    HealthCheck telling() {
        AtomicInteger run = new AtomicInteger();
        return context -> {
            String text = next(run);
            return CheckResult.down(new Problem(Cause.ASSERTION, text, "Mind " + text, "https://example.com/ " + text))
                    .withDetail("echo", text)
                    .withDetail(text, "named");
        };
    }

    /** Returns a check that throws the next text with each run, in the cause too. */
    HealthCheck throwing() {
        AtomicInteger run = new AtomicInteger();
        return context -> {
            String text = next(run);
            // why: a fault is logged again when its class differs from the one before
            throw run.get() % 2 == 0
                    ? new IllegalStateException(text, new IllegalArgumentException(text))
                    : new UnsupportedOperationException(text);
        };
    }

    /** Returns a listener that fails each time, and says what the channel says. */
    HealthListener<HealthEvent> listener() {
        return event -> {
            throw new IllegalStateException(refusal);
        };
    }

    /** Returns a channel that refuses every alert. */
    Channel channel() {
        return new Channel();
    }

    private String next(AtomicInteger run) {
        return texts.get(Math.floorMod(run.getAndIncrement(), texts.size()));
    }

    /** Keeps what it was given. */
    final class Channel implements AlertChannel, SecretHolder {

        private final Queue<String> told = new ConcurrentLinkedQueue<>();
        private final AtomicInteger attempts = new AtomicInteger();
        private final CountDownLatch enough = new CountDownLatch(2);

        @Override
        public void send(AlertMessage message) throws Exception {
            told.add(message.subject() + "\n" + message.text() + "\n" + message.facts() + "\n" + message);
            enough.countDown();
            Exception cause = new IllegalStateException(refusal);
            throw attempts.incrementAndGet() % 2 == 0
                    ? new IllegalStateException(refusal, cause)
                    : DeliveryException.temporary(refusal, cause);
        }

        @Override
        public List<Secret> secrets() {
            return List.of(password);
        }

        void awaitAlerts() throws InterruptedException {
            if (!enough.await(20, java.util.concurrent.TimeUnit.SECONDS)) {
                throw new AssertionError("no two alerts came");
            }
        }

        String told() {
            return String.join("\n", told);
        }
    }
}
