package io.healthmon.provider.http;

import io.healthmon.check.CheckResult;
import io.healthmon.schedule.Stopwatch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One run of an HTTP check, from the name of the host to the last byte: itself the future of its result. Whoever cancels
 * it closes its connection; when its time is over it does so itself.
 */
final class HttpRun extends CompletableFuture<CheckResult> {

    private final HttpPlan plan;
    private final OpenClient client;
    private final Duration timeout;
    private final @Nullable Instant now;
    private final Stopwatch sinceStart = Stopwatch.started();

    private volatile Deadlines.@Nullable Deadline deadline;
    private volatile boolean timedOut;
    private volatile @Nullable Hop hop;
    private volatile @Nullable CompletableFuture<HttpResponse<BoundedAnswer>> exchange;

    private HttpRun(HttpPlan plan, Duration timeout, @Nullable Instant now) {
        this.plan = plan;
        this.client = plan.client().take();
        this.timeout = timeout;
        this.now = now;
    }

    /**
     * Begins a run and returns at once.
     *
     * @param now the time of day, or null if that is not known
     */
    static HttpRun begin(HttpPlan plan, Duration timeout, @Nullable Instant now) {
        HttpRun run = new HttpRun(plan, timeout, now);
        var unused = run.whenComplete((result, failure) -> run.leave());
        try {
            run.start(plan.request(), 0);
            run.deadline = run.client.deadlines().set(timeout.toNanos(), run::timeOver);
        } catch (RuntimeException | Error broken) {
            run.fail(broken);
        }
        if (run.isDone()) {
            run.liftDeadline();
        }
        return run;
    }

    /** Gives up: the connection is closed, and nothing is left. */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            // why: the connection of a run that has ended may be another's already.
            abort();
        }
        return cancelled;
    }

    private void start(RequestTemplate template, int redirects) {
        boolean mayReuse = client.mayReuse(template.origin());
        Hop next = new Hop(template, redirects, mayReuse, plan.expectations(), this::answered);
        hop = next;
        if (client.gate() != null) {
            client.lookups().look(SafeAddress.host(template.uri()), new Begin(next, false));
        } else if (SafeAddress.numeric(template.uri())) {
            next.resolved();
            send(next);
        } else {
            Optional<Proxy> proxy = client.proxy(template.uri());
            if (proxy.isPresent()) {
                // why: the name is the proxy's to resolve.
                next.resolved();
            }
            String name = proxy.map(HttpRun::name).orElseGet(() -> SafeAddress.host(template.uri()));
            client.lookups().look(name, new Begin(next, proxy.isPresent()));
        }
    }

    private static @Nullable String name(Proxy proxy) {
        return proxy.address() instanceof InetSocketAddress address ? address.getHostString() : null;
    }

    /**
     * Sends once the name is known: the client would not tell that failure from a refused port, nor how long it took.
     * It looks the name up again itself, even for a connection that is open; so it begins on this thread.
     */
    private final class Begin implements Lookups.Asker {

        private final Hop next;
        private final boolean byProxy;

        Begin(Hop next, boolean byProxy) {
            this.next = next;
            this.byProxy = byProxy;
        }

        @Override
        public boolean waits() {
            return !isDone();
        }

        @Override
        public void found(List<InetAddress> addresses) {
            try {
                if (!byProxy) {
                    next.resolved();
                }
                admit(next, addresses);
                send(next);
            } catch (RuntimeException | Error broken) {
                fail(broken);
            }
        }

        @Override
        public void failed(IOException why) {
            if (byProxy) {
                // why: the client says what is wrong with a proxy.
                found(List.of());
            } else {
                unreached(next, why);
            }
        }
    }

    /** Has a guarded request go to the addresses that were judged, whatever the name means a moment later. */
    private void admit(Hop next, List<InetAddress> addresses) {
        Gate gate = client.gate();
        if (gate != null && !WayOut.straight(next.template().uri())) {
            next.admit(gate.admit(next.template().uri(), addresses, sinceStart.leftOf(timeout)));
            if (isDone()) {
                next.end();
            }
        }
    }

    private void send(Hop current) {
        if (isDone()) {
            return;
        }
        CompletableFuture<HttpResponse<BoundedAnswer>> sent = client.send(current);
        // why: a future derived from that of the client ends the exchange when it is cancelled. The client's own no
        // longer does once it has failed, although the connection may be open still: an answer that is not HTTP fails
        // it and leaves the connection behind, for as long as the service keeps it.
        CompletableFuture<HttpResponse<BoundedAnswer>> handle = sent.newIncompleteFuture();
        exchange = handle;
        var unused = sent.whenComplete((answer, failure) -> {
            if (failure != null) {
                handle.cancel(true);
                failed(current, failure);
            }
        });
        if (isCancelled() || timedOut) {
            // why: whoever ended the run meanwhile may not have seen this exchange.
            abort();
        }
    }

    private void answered(Hop current) {
        try {
            current.end();
            if (!current.answer().cut() && current.keepsConnection()) {
                client.kept(current.template().origin());
            }
            Redirects.Next next = Redirects.next(plan, current);
            RequestTemplate template = next.template();
            if (template == null) {
                Duration responseTime = sinceStart.elapsed();
                finish(current, plan.expectations().judge(heard(current), responseTime, next.refusal()));
            } else {
                start(template, current.redirects() + 1);
            }
        } catch (RuntimeException | Error broken) {
            fail(broken);
        }
    }

    private HttpAnswer heard(Hop current) {
        return new HttpAnswer(
                current.template().origin(),
                current.answer(),
                plan.expectations().secrets(),
                now);
    }

    private void failed(Hop current, Throwable failure) {
        try {
            if (!isDone()) {
                client.lost(current.template().origin());
                client.sawFailure(failure);
                IOException unreached = current.unreached();
                unreached(current, unreached == null ? failure : unreached);
            }
        } catch (RuntimeException | Error broken) {
            fail(broken);
        }
    }

    private void unreached(Hop current, Throwable why) {
        unanswered(current, plan.expectations().unreached(why, FailureProblems.of(why, current)));
    }

    private void timeOver() {
        timedOut = true;
        try {
            Hop current = Objects.requireNonNull(hop, "hop");
            unanswered(current, FailureProblems.timeOver(timeout, current));
            abort();
        } catch (RuntimeException | Error broken) {
            fail(broken);
        }
    }

    /** Ends without an answer, or without the end of one; what its head said counts nevertheless. */
    private void unanswered(Hop current, CheckResult plain) {
        CheckResult result = current.answer().hasHead() ? plan.expectations().unfinished(heard(current), plain) : plain;
        finish(current, client.isLost() ? FailureProblems.clientLost() : result);
    }

    private void finish(Hop current, CheckResult result) {
        if (!isDone()) {
            complete(current.describe(result, sinceStart.elapsed()));
        }
    }

    private void fail(Throwable broken) {
        completeExceptionally(broken);
        abort();
    }

    /** Leaves the client to others, however the run ended. */
    private void leave() {
        liftDeadline();
        Hop last = hop;
        if (last != null) {
            last.end();
        }
        plan.client().giveBack();
    }

    private void liftDeadline() {
        Deadlines.Deadline set = deadline;
        if (set != null) {
            client.deadlines().lift(set);
        }
    }

    private void abort() {
        CompletableFuture<HttpResponse<BoundedAnswer>> running = exchange;
        if (running != null) {
            running.cancel(true);
        }
    }
}
