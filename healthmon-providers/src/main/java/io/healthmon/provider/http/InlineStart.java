package io.healthmon.provider.http;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The executor of a client, which begins an exchange on the thread that asks for it.
 *
 * <p>{@link HttpClient#sendAsync} hands even the beginning of an exchange to its executor, where
 * {@link HttpClient#send} takes the caller's thread until there is something to wait for. As nothing blocks there (the
 * name is resolved already, or a connection is open), handing it over only costs: a third of a short exchange.
 */
final class InlineStart implements Executor {

    private final Executor workers;
    private final ThreadLocal<Boolean> starting = new ThreadLocal<>();

    InlineStart(Executor workers) {
        this.workers = workers;
    }

    /** Sends, beginning on this thread. */
    CompletableFuture<HttpResponse<BoundedAnswer>> send(HttpClient client, Hop hop) {
        starting.set(Boolean.TRUE);
        try {
            return client.sendAsync(hop.request(), hop.answer());
        } finally {
            starting.remove();
        }
    }

    @Override
    public void execute(Runnable task) {
        if (starting.get() == null) {
            workers.execute(task);
        } else {
            // why: only the first task is the beginning; what it hands over itself may be long.
            starting.remove();
            task.run();
        }
    }
}
