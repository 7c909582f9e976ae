package io.healthmon.provider.statuspage;

import io.healthmon.check.AsyncHealthCheck;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.schedule.Stopwatch;
import io.healthmon.secret.Secret;
import io.healthmon.secret.SecretHolder;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A check whose failures a page explains; where it is made of others, those are its parts. What else the check can do, its
 * {@link ExplainedKinds} add.
 */
class ExplainedCheck implements HealthCheck.Composed, SecretHolder, AutoCloseable {

    private final HealthCheck inner;
    private final Evidence evidence;

    ExplainedCheck(HealthCheck inner, Evidence evidence) {
        this.inner = inner;
        this.evidence = evidence;
    }

    /**
     * Returns a check that is explained; it can be moved and guarded as the check can, and waits without a thread as it does.
     *
     * @throws IllegalArgumentException if the check goes on from its own results, which are told by its integration
     */
    static HealthCheck of(HealthCheck check, Evidence evidence) {
        if (check instanceof HealthCheck.Restorable) {
            throw new IllegalArgumentException(
                    check.getClass().getSimpleName()
                            + " cannot be explained by a status page, because it goes on from its own results; register it as it is");
        }
        return ExplainedKinds.of(check, evidence);
    }

    public HealthCheck inner() {
        return inner;
    }

    public Evidence evidence() {
        return evidence;
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

    /** Returns the parts of the check, if it has any. */
    @Override
    public Collection<HealthCheck> parts() {
        return inner instanceof HealthCheck.Composed composed ? composed.parts() : List.of();
    }

    @Override
    public HealthCheck judgedBy(PartJudge judge) {
        return inner instanceof HealthCheck.Composed composed
                ? ExplainedKinds.of(composed.judgedBy(judge), evidence)
                : this;
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
    static class Waiting extends ExplainedCheck implements AsyncHealthCheck {

        Waiting(HealthCheck inner, Evidence evidence) {
            super(inner, evidence);
        }

        @Override
        public CheckResult check(CheckContext context) throws Exception {
            return AsyncHealthCheck.super.check(context);
        }

        @Override
        public CompletableFuture<CheckResult> checkAsync(CheckContext context) {
            Stopwatch sinceStart = Stopwatch.started();
            CompletableFuture<CheckResult> run = ((AsyncHealthCheck) inner()).checkAsync(context);
            CompletableFuture<CheckResult> explained =
                    run.thenCompose(result -> evidence().explain(result, sinceStart.leftOf(context.timeout())));
            var unused = explained.whenComplete((result, failure) -> {
                if (explained.isCancelled()) {
                    run.cancel(true);
                }
            });
            return explained;
        }
    }
}
