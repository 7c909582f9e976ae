package io.healthmon;

import io.healthmon.alert.Alert;
import io.healthmon.alert.IssuedAlert;
import io.healthmon.channel.AlertChannel;
import io.healthmon.channel.AlertMessage;
import io.healthmon.outbox.AlertOutbox;
import io.healthmon.outbox.Delivery;
import io.healthmon.outbox.DeliveryOutcome;
import io.healthmon.outbox.DeliveryOutcome.Result;
import io.healthmon.settings.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings alerts to one channel, one at a time: those of the outbox, and from memory those that the store does not take.
 *
 * <p>The two ways have a thread each while they are busy, so that a store that hangs keeps no alert in memory from being
 * told; sends of both exclude each other. Safe for use by multiple threads.
 */
final class ChannelWorker {

    /** How long a delivery that was claimed is kept from others: longer than a send may take. */
    static final Duration HOLD = Duration.ofSeconds(15);

    /** How long a send may take. */
    static final Duration SEND_LIMIT = Duration.ofSeconds(10);

    /** What is kept of a claim for saying how its send ended. */
    private static final long MARGIN = Duration.ofSeconds(1).toNanos();

    /** How long after its time limit a send may take to give up before it counts as stuck. */
    private static final long GRACE = Duration.ofSeconds(1).toNanos();

    /** The wall clock may be a little behind the running time; a look that comes too early would find nothing due. */
    private static final long SLACK = Duration.ofMillis(20).toNanos();

    private final String name;
    private final AlertChannel channel;
    private final DispatchContext context;
    private final ChannelLog log;
    private final UnstoredAlerts memory = new UnstoredAlerts();
    private final ReentrantLock sending = new ReentrantLock();
    private final AtomicLong givenUp = new AtomicLong();
    private final SerialTask fromStore;
    private final SerialTask fromMemory;
    private volatile @Nullable DeliveryAttempt present;
    private volatile boolean closing;

    ChannelWorker(String name, AlertChannel channel, DispatchContext context) {
        this.name = name;
        this.channel = channel;
        this.context = context;
        this.log = new ChannelLog(name);
        this.fromStore = context.task(() -> context.withOutbox(this::emptyOutbox));
        this.fromMemory = context.task(this::emptyMemory);
    }

    AlertChannel channel() {
        return channel;
    }

    /** Is told of an alert that is on its way to the store. */
    void issued(IssuedAlert issued) {
        if (memory.issued(issued, context.nanoTime())) {
            log.dropped();
        }
        context.after(UnstoredAlerts.PATIENCE, this::lookIntoMemory);
    }

    /** Is told that the store has an alert now. */
    void stored(String alertId) {
        memory.stored(alertId);
        fromStore.ask();
    }

    /** Is told that the store refused an alert. */
    void refused(String alertId) {
        memory.refused(alertId);
    }

    /** Looks for what is due in the outbox, on a thread of its own. */
    void lookIntoOutbox() {
        fromStore.ask();
    }

    /** Stops sending: what is unsent stays where it is. */
    void stop() {
        closing = true;
        DeliveryAttempt attempt = present;
        if (attempt != null) {
            attempt.interrupt();
        }
    }

    /** Returns how many alerts were given up so far. */
    long givenUp() {
        return givenUp.get();
    }

    /** Returns how many alerts were forgotten, for want of room, before they were told or stored. */
    long dropped() {
        return memory.dropped();
    }

    private void lookIntoMemory() {
        if (memory.waits()) {
            fromMemory.ask();
        }
    }

    private void lookAgain() {
        fromStore.ask();
        lookIntoMemory();
    }

    private void emptyOutbox(AlertOutbox outbox) {
        for (String id : memory.unmarked()) {
            outbox.delivered(id, name, context.now());
            memory.marked(id);
        }
        boolean goesOn = true;
        while (goesOn && !closing && !sending.isLocked()) {
            long askedAt = context.nanoTime();
            Optional<Delivery> claimed = outbox.claim(name, context.now(), HOLD);
            goesOn = claimed.isPresent() && deliver(claimed.get(), outbox, askedAt);
        }
    }

    /** Returns whether others may follow; a claim that comes too late for a busy channel is left to run out. */
    private boolean deliver(Delivery delivery, AlertOutbox outbox, long claimedAt) {
        DeliveryOutcome outcome = known(delivery.alert());
        if (outcome == null) {
            if (!reserve(claimedAt)) {
                return false;
            }
            outcome = sendReserved(delivery);
            lookIntoMemory();
        }
        // why: without the reservation, for the store may hang and the alerts in memory are not to wait for it
        if (outcome != null) {
            settle(outbox, delivery, outcome);
        }
        return true;
    }

    private @Nullable DeliveryOutcome sendReserved(Delivery delivery) {
        try {
            DeliveryOutcome known = known(delivery.alert());
            Consumer<DeliveryOutcome> late = outcome -> context.withOutbox(outbox -> settle(outbox, delivery, outcome));
            return known != null ? known : send(delivery.alert(), delivery.attempt(), late);
        } finally {
            sending.unlock();
        }
    }

    private boolean reserve(long claimedAt) {
        try {
            long left = HOLD.minus(SEND_LIMIT).toNanos() - MARGIN - (context.nanoTime() - claimedAt);
            return left > 0 && sending.tryLock(left, TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Returns what became of an alert that the outbox still takes for unsent, or null if it is. */
    private @Nullable DeliveryOutcome known(Alert alert) {
        return switch (memory.result(alert.id())) {
            case DELIVERED -> DeliveryOutcome.delivered(context.now());
            case DEAD -> DeliveryOutcome.dead(context.now(), "given up while the store was away");
            case WAITING -> null;
        };
    }

    private void settle(AlertOutbox outbox, Delivery delivery, DeliveryOutcome outcome) {
        outbox.settle(delivery, outcome);
        if (outcome.result() != Result.WAITING) {
            memory.marked(delivery.alert().id());
        }
    }

    private void emptyMemory() {
        boolean held = false;
        boolean goesOn = true;
        while (goesOn && !closing && sending.tryLock()) {
            held = true;
            try {
                UnstoredAlerts.Task task = memory.due(context.nanoTime());
                goesOn = task != null;
                if (task != null) {
                    send(task.alert(), task.attempt(), late -> {});
                }
            } finally {
                sending.unlock();
            }
        }
        // why: who looked into the outbox meanwhile found the channel busy and went away
        if (held) {
            fromStore.ask();
        }
    }

    /**
     * Sends within the time limit.
     *
     * @param late is told the outcome, on another thread, if the time is over
     * @return the outcome; null if the time was over
     */
    private @Nullable DeliveryOutcome send(Alert alert, int number, Consumer<DeliveryOutcome> late) {
        DeliveryAttempt attempt =
                new DeliveryAttempt(channel, new AlertMessage(alert, number, context.now(), context.link()));
        present = attempt;
        try {
            if (closing) {
                return DeliveryOutcome.tryAgain(context.now(), "the monitor was closed");
            }
            context.after(SEND_LIMIT.toNanos(), () -> expire(attempt, late));
            return attempt.run() ? judge(attempt.message(), attempt.failure()) : null;
        } finally {
            present = null;
        }
    }

    private void expire(DeliveryAttempt attempt, Consumer<DeliveryOutcome> late) {
        if (attempt.expire()) {
            Throwable tooLong = new TimeoutException("not sent within " + DurationText.format(SEND_LIMIT));
            context.apart(() -> late.accept(judge(attempt.message(), tooLong)));
            context.after(GRACE, () -> {
                if (attempt.busy()) {
                    log.stuck();
                }
            });
        }
    }

    /** Decides what follows from an attempt, and remembers it; without the store, for what it says may be for later. */
    private DeliveryOutcome judge(AlertMessage message, @Nullable Throwable failure) {
        Instant now = context.now();
        Alert alert = message.alert();
        if (failure == null) {
            memory.ended(alert, Result.DELIVERED);
            log.delivered();
            return DeliveryOutcome.delivered(now);
        }
        String reason = ChannelLog.reason(failure, context.redactor());
        if (closing) {
            return DeliveryOutcome.tryAgain(now, reason);
        }
        double chance = ThreadLocalRandom.current().nextDouble();
        Duration sinceAlert = RetryPlan.since(alert.at(), now);
        return RetryPlan.afterFailure(failure, sinceAlert, message.attempt(), chance)
                .map(pause -> tryAgain(alert, pause, reason))
                .orElseGet(() -> giveUp(alert, reason));
    }

    private DeliveryOutcome tryAgain(Alert alert, Duration pause, String reason) {
        log.failed(reason);
        memory.tryAgain(alert.id(), context.nanoTime() + pause.toNanos());
        context.after(pause.toNanos() + SLACK, this::lookAgain);
        return DeliveryOutcome.tryAgain(context.now().plus(pause), reason);
    }

    private DeliveryOutcome giveUp(Alert alert, String reason) {
        memory.ended(alert, Result.DEAD);
        givenUp.incrementAndGet();
        log.gaveUp(alert, reason);
        return DeliveryOutcome.dead(context.now(), reason);
    }
}
