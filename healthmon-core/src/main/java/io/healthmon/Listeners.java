package io.healthmon;

import io.healthmon.event.HealthEvent;
import io.healthmon.event.HealthListener;
import io.healthmon.secret.Redactor;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

/** Who is told what happens; each listener has a queue of its own, so that none waits for another. */
final class Listeners {

    private final List<Mailbox<?>> mailboxes = new CopyOnWriteArrayList<>();
    private final Executor threads;
    private final Redactor redactor;

    Listeners(Executor threads, Redactor redactor) {
        this.threads = threads;
        this.redactor = redactor;
    }

    /** Adds a listener and returns what ends its subscription. */
    <E extends HealthEvent> Runnable add(Class<E> kind, HealthListener<? super E> listener) {
        Mailbox<E> mailbox = new Mailbox<>(kind, listener, threads, redactor);
        mailboxes.add(mailbox);
        return () -> {
            mailboxes.remove(mailbox);
            mailbox.close();
        };
    }

    /** Returns whether anybody asked for events of the kind, so that one need be made. */
    boolean want(Class<? extends HealthEvent> kind) {
        for (Mailbox<?> mailbox : mailboxes) {
            if (mailbox.takes(kind)) {
                return true;
            }
        }
        return false;
    }

    /** Hands an event to those who asked for its kind; never blocks. */
    void tell(HealthEvent event) {
        for (Mailbox<?> mailbox : mailboxes) {
            mailbox.offer(event);
        }
    }

    /** Returns what completes when every listener has been told what waits for it now, and closed if it can be. */
    CompletableFuture<Void> finish() {
        return CompletableFuture.allOf(mailboxes.stream().map(Mailbox::finish).toArray(CompletableFuture[]::new));
    }
}
