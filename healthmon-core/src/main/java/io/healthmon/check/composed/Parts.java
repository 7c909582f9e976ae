package io.healthmon.check.composed;

import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthCheck.Composed.PartJudge;
import io.healthmon.secret.Secret;
import io.healthmon.secret.SecretHolder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The checks that another one is made of. */
final class Parts {

    private Parts() {}

    /**
     * Refuses a check that cannot be a part: a heartbeat is told by its integration's id, and goes on from its own results.
     *
     * @param whole what it would be a part of, for the message
     * @throws IllegalArgumentException if it is one
     */
    static void requireAlone(String whole, HealthCheck part) {
        if (part instanceof HealthCheck.Restorable) {
            throw new IllegalArgumentException(part.getClass().getSimpleName() + " cannot be a part of " + whole
                    + ", because it goes on from its own results; give it an integration of its own");
        }
    }

    /**
     * Asks a part within the time of its context, on this thread, and returns what that counts as.
     *
     * @throws InterruptedException if somebody interrupted it: the whole run is to end
     */
    static CheckResult ask(HealthCheck part, CheckContext context, PartJudge judge) throws InterruptedException {
        Duration limit = context.timeout();
        // why: an inverse check ends its check by itself and says what that means; an interrupt from here would come
        // first
        CheckResult seen = part instanceof InverseCheck inverse
                ? inverse.judgedBy(judge).check(context)
                : TimeBox.run(limit, () -> judgedBy(judge, part).check(context));
        // why: whoever had no time to answer tells nothing of his host
        return limit.isZero() ? seen : judge.judge(part, seen);
    }

    /** Returns a part whose own parts are judged, if it has any. */
    static HealthCheck judgedBy(PartJudge judge, HealthCheck part) {
        return part instanceof HealthCheck.Composed composed ? composed.judgedBy(judge) : part;
    }

    /** Returns the secrets that they were given. */
    static List<Secret> secrets(Collection<HealthCheck> parts) {
        List<Secret> secrets = new ArrayList<>();
        for (HealthCheck part : parts) {
            if (part instanceof SecretHolder holder) {
                secrets.addAll(holder.secrets());
            }
        }
        return secrets;
    }

    /** Closes those that can be closed, all of them even if one fails. */
    static void close(Collection<HealthCheck> parts) {
        Exception first = null;
        for (HealthCheck part : parts) {
            try {
                if (part instanceof AutoCloseable closeable) {
                    closeable.close();
                }
            } catch (InterruptedException told) {
                Thread.currentThread().interrupt();
            } catch (Exception failure) {
                first = first == null ? failure : first;
            }
        }
        if (first != null) {
            throw new IllegalStateException("a part of the check could not be closed", first);
        }
    }
}
