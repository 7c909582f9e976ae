package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.channel.AlertChannel;
import io.healthmon.channel.AlertMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A channel that keeps what it is given, and fails as often as a test wants. */
final class RecordingChannel implements AlertChannel, AutoCloseable {

    private static final long PATIENCE_MILLIS = 10_000;

    private final List<AlertMessage> attempts = new ArrayList<>();
    private final List<String> taken = new ArrayList<>();
    private final Deque<Throwable> failures = new ArrayDeque<>();
    private @Nullable Throwable always;
    private int closed;

    /** Lets the next attempt fail. */
    synchronized void failOnce(Throwable failure) {
        failures.add(failure);
    }

    /** Lets every attempt fail from now on; none if null. */
    synchronized void fail(@Nullable Throwable failure) {
        always = failure;
    }

    @Override
    public synchronized void send(AlertMessage message) throws Exception {
        attempts.add(message);
        notifyAll();
        Throwable failure = failures.isEmpty() ? always : failures.remove();
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof Exception exception) {
            throw exception;
        }
        taken.add(message.alert().id());
    }

    @Override
    public synchronized void close() {
        closed++;
    }

    /** Returns the ids of the alerts that it took, in order. */
    synchronized List<String> taken() {
        return List.copyOf(taken);
    }

    synchronized List<AlertMessage> attempts() {
        return List.copyOf(attempts);
    }

    synchronized int closed() {
        return closed;
    }

    /** Waits until there have been so many attempts. */
    synchronized void awaitAttempts(int count) throws InterruptedException {
        long deadline = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (attempts.size() < count) {
            long left = deadline - System.currentTimeMillis();
            assertThat(left)
                    .as("patience for attempt %s, after %s", count, taken)
                    .isPositive();
            wait(left);
        }
    }
}
