package io.healthmon.provider.statuspage;

import io.healthmon.check.AsyncHealthCheck;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.egress.TargetGuard;
import io.healthmon.schedule.Stopwatch;
import io.healthmon.secret.Secret;
import io.healthmon.secret.SecretHolder;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A check whose failures a page explains; it can do what the check can. Safe for use by multiple threads. */
class ExplainedCheck implements HealthCheck, SecretHolder, AutoCloseable {

    private final HealthCheck inner;
    private final Evidence evidence;

    ExplainedCheck(HealthCheck inner, Evidence evidence) {
        this.inner = inner;
        this.evidence = evidence;
    }

    /** Returns a check that is explained. */
    static HealthCheck of(HealthCheck check, Evidence evidence) {
        if (!(check instanceof AsyncHealthCheck async)) {
            return new ExplainedCheck(check, evidence);
        }
        return check instanceof HealthCheck.Movable && check instanceof HealthCheck.Guardable
                ? new Free(async, evidence)
                : new Waiting(async, evidence);
    }

    @Override
    public CheckResult check(CheckContext context) throws Exception {
        Stopwatch sinceStart = Stopwatch.started();
        CheckResult result = inner.check(context);
        // why: it ends by itself, within the time that is left.
        return result == null
                ? result
                : evidence.explain(result, sinceStart.leftOf(context.timeout())).get();
    }

    @Override
    public Collection<Secret> secrets() {
        return inner instanceof SecretHolder holder ? holder.secrets() : List.of();
    }

    @Override
    public void close() {
        try {
            if (inner instanceof AutoCloseable closeable) {
                closeable.close();
            }
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        } catch (Exception failure) {
            throw new IllegalStateException("the check that is explained could not be closed", failure);
        }
    }

    @Override
    public String toString() {
        return inner.toString();
    }

    /** One that needs no thread while it waits. */
    private static class Waiting extends ExplainedCheck implements AsyncHealthCheck {

        private final AsyncHealthCheck inner;
        private final Evidence evidence;

        Waiting(AsyncHealthCheck inner, Evidence evidence) {
            super(inner, evidence);
            this.inner = inner;
            this.evidence = evidence;
        }

        @Override
        public CheckResult check(CheckContext context) throws Exception {
            return AsyncHealthCheck.super.check(context);
        }

        @Override
        public CompletableFuture<CheckResult> checkAsync(CheckContext context) {
            Stopwatch sinceStart = Stopwatch.started();
            CompletableFuture<CheckResult> run = inner.checkAsync(context);
            CompletableFuture<CheckResult> explained =
                    run.thenCompose(result -> evidence.explain(result, sinceStart.leftOf(context.timeout())));
            var unused = explained.whenComplete((result, failure) -> {
                if (explained.isCancelled()) {
                    run.cancel(true);
                }
            });
            return explained;
        }
    }

    /** One that can be moved and guarded, too. */
    private static final class Free extends Waiting implements HealthCheck.Movable, HealthCheck.Guardable {

        private final HealthCheck inner;
        private final Evidence evidence;

        Free(AsyncHealthCheck inner, Evidence evidence) {
            super(inner, evidence);
            this.inner = inner;
            this.evidence = evidence;
        }

        @Override
        public HealthCheck withEndpoint(String endpoint) {
            return of(((HealthCheck.Movable) inner).withEndpoint(endpoint), evidence);
        }

        @Override
        public String target() {
            return ((HealthCheck.Guardable) inner).target();
        }

        @Override
        public HealthCheck guardedBy(TargetGuard guard) {
            return of(((HealthCheck.Guardable) inner).guardedBy(guard), evidence.guardedBy(guard));
        }
    }
}
