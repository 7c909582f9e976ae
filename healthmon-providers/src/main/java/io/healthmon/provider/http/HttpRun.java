package io.healthmon.provider.http;

import io.healthmon.check.CheckResult;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One run of an HTTP check, from the name of the host to the last byte: itself the future of its result. Whoever cancels
 * it closes its connection; when its time is over it does so itself.
 */
final class HttpRun extends CompletableFuture<CheckResult> {

    private final HttpPlan plan;
    private final Duration timeout;
    private final long startedAt = Ticks.now();

    private volatile Deadlines.@Nullable Deadline deadline;
    private volatile boolean timedOut;
    private volatile @Nullable Hop hop;
    private volatile @Nullable CompletableFuture<HttpResponse<BoundedAnswer>> exchange;

    private HttpRun(HttpPlan plan, Duration timeout) {
        this.plan = plan;
        this.timeout = timeout;
    }

    /** Begins a run and returns at once. */
    static HttpRun begin(HttpPlan plan, Duration timeout) {
        HttpRun run = new HttpRun(plan, timeout);
        run.start(plan.request(), 0);
        run.deadline = SharedClient.DEADLINES.set(timeout.toNanos(), run::timeOver);
        if (run.isDone()) {
            run.liftDeadline();
        }
        return run;
    }

    /** Gives up: the connection is closed, and nothing is left. */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        liftDeadline();
        abort();
        return cancelled;
    }

    private void start(RequestTemplate template, int redirects) {
        SharedClient client = plan.client();
        boolean mayReuse = client.mayReuse(template.origin());
        Hop next = new Hop(template, redirects, mayReuse, plan.expectations().needBody(), this::answered);
        hop = next;
        if (mayReuse) {
            send(next);
        } else {
            client.executor().execute(() -> resolveAndSend(next));
        }
    }

    /** Looks the name up first: the client would not tell that failure from a refused port, nor how long it took. */
    private void resolveAndSend(Hop current) {
        try {
            if (plan.client().direct(current.template().uri())) {
                InetAddress.getByName(current.template().uri().getHost());
            }
            current.resolved();
            send(current);
        } catch (UnknownHostException unknown) {
            finish(current, FailureProblems.of(unknown, current));
        } catch (RuntimeException | Error broken) {
            fail(broken);
        }
    }

    private void send(Hop current) {
        if (isDone()) {
            return;
        }
        exchange = plan.client().send(current).whenComplete((answer, failure) -> {
            if (failure != null) {
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
            if (!current.answer().cut()) {
                plan.client().kept(current.template().origin());
            }
            Redirects.Next next = Redirects.next(plan, current);
            RequestTemplate template = next.template();
            if (template == null) {
                Duration total = Duration.ofNanos(Ticks.now() - startedAt);
                finish(current, plan.expectations().judge(current.answer(), total, next.refusal()));
            } else {
                start(template, current.redirects() + 1);
            }
        } catch (RuntimeException | Error broken) {
            fail(broken);
        }
    }

    private void failed(Hop current, Throwable failure) {
        if (!isDone()) {
            plan.client().lost(current.template().origin());
            finish(current, FailureProblems.of(failure, current));
        }
    }

    private void timeOver() {
        timedOut = true;
        Hop current = Objects.requireNonNull(hop, "hop");
        finish(current, FailureProblems.timeOver(timeout, current));
        abort();
    }

    private void finish(Hop current, CheckResult result) {
        if (!isDone()) {
            Duration total = Duration.ofNanos(Ticks.now() - startedAt);
            complete(current.describe(result, startedAt).withResponseTime(total));
        }
        liftDeadline();
    }

    private void fail(Throwable broken) {
        completeExceptionally(broken);
        liftDeadline();
        abort();
    }

    private void liftDeadline() {
        Deadlines.Deadline set = deadline;
        if (set != null) {
            SharedClient.DEADLINES.lift(set);
        }
    }

    private void abort() {
        CompletableFuture<HttpResponse<BoundedAnswer>> running = exchange;
        if (running != null) {
            running.cancel(true);
        }
    }
}
