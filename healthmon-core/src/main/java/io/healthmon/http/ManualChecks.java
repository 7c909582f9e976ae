package io.healthmon.http;

import io.healthmon.HealthMonitor;
import io.healthmon.IntegrationHealth;
import io.healthmon.check.Problem;
import io.healthmon.http.TokenBucket.Pace;
import io.healthmon.secret.RedactedFailure;
import io.healthmon.store.AuditLog;
import io.healthmon.store.StoreException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks that somebody asks for by hand: one a minute for each integration, whichever way it is asked for, and each told in
 * the audit log. Safe for use by multiple threads.
 */
final class ManualChecks {

    /** What it is called in the audit log. */
    static final String ACTION = "integration-check";

    private static final Logger LOG = LoggerFactory.getLogger(ManualChecks.class);
    private static final Pace ONCE_A_MINUTE = Pace.perMinute(1);
    private static final Duration BEYOND_THE_TIME_LIMIT = Duration.ofSeconds(10);
    private static final int LONGEST_NAME = 200;

    private final HealthMonitor monitor;
    private final BlockingCalls blocking;
    private final StoreCalls stores;
    private final Duration patience;
    private final RateLimit rateLimit;

    ManualChecks(HealthMonitor monitor, BlockingCalls blocking, StoreCalls stores) {
        this(monitor, blocking, stores, BEYOND_THE_TIME_LIMIT);
    }

    /**
     * Makes it.
     *
     * @param patience how long after the time limit of a check its result is waited for
     */
    ManualChecks(HealthMonitor monitor, BlockingCalls blocking, StoreCalls stores, Duration patience) {
        this.monitor = monitor;
        this.blocking = blocking;
        this.stores = stores;
        this.patience = patience;
        this.rateLimit = new RateLimit(ONCE_A_MINUTE, monitor.clock());
    }

    /** Checks an integration, waits for the result and returns its health afterwards. */
    IntegrationHealth check(IntegrationHealth before, Call call) {
        String id = before.integration().id();
        Duration longest = before.integration().timeout().plus(patience);
        AtomicBoolean started = new AtomicBoolean();
        String outcome = "no result: waiting for it failed";
        try {
            IntegrationHealth after = blocking.await(() -> startOnce(id, started), longest, () -> calledOff(id));
            outcome = result(after);
            return after;
        } catch (ProblemException unanswered) {
            outcome = "no result: " + unanswered.getMessage();
            throw unanswered;
        } finally {
            if (started.get()) {
                audit(call, id, outcome);
            }
        }
    }

    /** Starts a check; only one that did start counts as the one of its minute. */
    private CompletableFuture<IntegrationHealth> startOnce(String id, AtomicBoolean started) {
        Duration wait = rateLimit.tryOnce(id);
        if (!wait.isZero()) {
            throw ProblemException.tooManyRequests(
                    "An integration can be checked by hand once a minute.", wait.toSeconds() + 1);
        }
        try {
            CompletableFuture<IntegrationHealth> check = monitor.check(id);
            started.set(true);
            return check;
        } catch (RuntimeException notStarted) {
            rateLimit.giveBack(id);
            throw notStarted;
        }
    }

    private ProblemException calledOff(String id) {
        return monitor.find(id).isEmpty() ? IntegrationRoutes.notFound() : ProblemException.closed();
    }

    /** A check changes nothing that a store away would have to refuse: its answer is told, and the log keeps the entry. */
    private void audit(Call call, String id, String result) {
        String actor = actor(call);
        AuditLog.Entry entry =
                new AuditLog.Entry(monitor.clock().instant(), actor, ACTION, id, result).redactedBy(monitor.redactor());
        boolean stopping = Thread.interrupted(); // a store would not take the entry of a thread that is told to stop
        try {
            if (!stores.tryRun(() -> monitor.audit().add(entry))) {
                LOG.warn(
                        "healthmon: {} checked {} by hand, which the audit log was not told, for too many requests wait for"
                                + " the store: {}",
                        actor,
                        id,
                        result);
            }
        } catch (StoreException away) {
            LOG.warn(
                    "healthmon: {} checked {} by hand, which the audit log did not take: {}",
                    actor,
                    id,
                    result,
                    RedactedFailure.of(away, monitor.redactor()));
        } finally {
            if (stopping) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Returns the caller's name, as long as a log takes it. */
    static String actor(Call call) {
        return call.caller().map(Caller::name).map(ManualChecks::shortened).orElse("anonymous");
    }

    private static String result(IntegrationHealth after) {
        Problem problem = after.state().problem();
        String seen = after.state().observed().label()
                + (problem == null ? "" : " (" + problem.cause().label() + ")");
        return "saw " + seen + " in " + after.state().responseTimeMillis() + " ms; "
                + after.status().label() + " now";
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }
}
