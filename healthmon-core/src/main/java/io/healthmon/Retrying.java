package io.healthmon;

import io.healthmon.check.AsyncHealthCheck;
import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.Problem;
import io.healthmon.schedule.Scheduler;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * Asks a check again within one run, before a failure counts that may be gone a moment later.
 *
 * <p>Attempts share the time of the run, and none begins without time left for it. The result is that of the last attempt
 * and tells how many there were; its response time is that attempt's alone. Immutable; as safe for use by multiple threads
 * as its check is.
 */
final class Retrying implements HealthCheck {

    /** What another attempt does not change. */
    private static final Set<Cause> LASTING = EnumSet.of(
            Cause.CREDENTIALS_MISSING,
            Cause.CREDENTIALS_INVALID,
            Cause.CREDENTIALS_EXPIRED,
            Cause.CREDENTIALS_REVOKED,
            Cause.PERMISSION,
            Cause.ACCOUNT,
            Cause.RATE_LIMITED,
            Cause.QUOTA,
            Cause.CONFIGURATION,
            Cause.CLIENT_ERROR,
            Cause.CHECK_ERROR);

    private static final double JITTER = 0.25;

    private final HealthCheck check;
    private final Scheduler scheduler;
    private final DoubleSupplier chance;

    /**
     * Makes it.
     *
     * @param chance from 0 to 1, spreads those that failed together
     */
    Retrying(HealthCheck check, Scheduler scheduler, DoubleSupplier chance) {
        this.check = check;
        this.scheduler = scheduler;
        this.chance = chance;
    }

    /** Returns what a run asks: the check itself unless its integration wants retries. */
    static HealthCheck of(HealthCheck check, Integration integration, Services services) {
        if (integration.retries() == 0) {
            return check;
        }
        DoubleSupplier chance = () -> ThreadLocalRandom.current().nextDouble();
        return check instanceof AsyncHealthCheck async
                ? new RetryingAsync(async, services.scheduler(), services.launcher()::apart, chance)
                : new Retrying(check, services.scheduler(), chance);
    }

    @Override
    public CheckResult check(CheckContext context) throws Exception {
        Attempts attempts = new Attempts(context, scheduler, chance);
        while (true) {
            CheckResult result = attempts.ended(attempt(attempts.next()));
            if (!attempts.goesOn(result)) {
                return result;
            }
            await(attempts.pause());
        }
    }

    private CheckResult attempt(CheckContext context) throws Exception {
        try {
            return CheckFailure.orResult(check.check(context));
        } catch (InterruptedException told) {
            throw told;
        } catch (Exception failure) {
            if (Cause.of(failure) == Cause.CHECK_ERROR) {
                // why: a fault of the check itself is logged by whoever runs it, and another attempt has it too
                throw failure;
            }
            return CheckFailure.of(failure);
        }
    }

    private void await(Duration pause) throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        scheduler.schedule(over::countDown, scheduler.nanoTime() + pause.toNanos());
        over.await();
    }

    /** The attempts of one run: how many there were and how much time there is. Confined to one attempt at a time. */
    static final class Attempts {

        private final CheckContext context;
        private final Scheduler scheduler;
        private final DoubleSupplier chance;
        private final long deadline;
        private final int most;
        private int made;
        private long begunAt;
        private Duration pause = Duration.ZERO;

        Attempts(CheckContext context, Scheduler scheduler, DoubleSupplier chance) {
            this.context = context;
            this.scheduler = scheduler;
            this.chance = chance;
            this.deadline = scheduler.nanoTime() + context.timeout().toNanos();
            this.most = 1 + context.integration().retries();
        }

        /** Begins the next attempt, with an equal share of the time that is left. */
        CheckContext next() {
            begunAt = scheduler.nanoTime();
            long share = Math.max(0, deadline - begunAt) / (most - made);
            made++;
            return new CheckContext(context.integration(), Duration.ofNanos(share), context.now());
        }

        /** Returns the result of an attempt as it is to be recorded. */
        CheckResult ended(CheckResult result) {
            Duration took = Duration.ofNanos(Math.max(0, scheduler.nanoTime() - begunAt));
            CheckResult timed = result.responseTime() == null ? result.withResponseTime(took) : result;
            return made == 1 ? timed : timed.withDetail("attempts", made);
        }

        /** Returns whether there is to be another attempt, after {@link #pause}. */
        boolean goesOn(CheckResult result) {
            Problem problem = result.problem();
            boolean passing = problem != null
                    && result.status() == HealthStatus.DOWN
                    && result.retryAfter() == null
                    && !LASTING.contains(problem.cause());
            if (!passing || made >= most) {
                return false;
            }
            double jitter = 1 + JITTER * (2 * chance.getAsDouble() - 1);
            long delay = context.integration().retryDelay().toNanos() << (made - 1);
            pause = Duration.ofNanos((long) (delay * jitter));
            return deadline - scheduler.nanoTime() > pause.toNanos();
        }

        /** Returns how long to wait before the next attempt. */
        Duration pause() {
            return pause;
        }
    }
}
