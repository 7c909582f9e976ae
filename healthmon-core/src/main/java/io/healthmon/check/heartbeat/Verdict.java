package io.healthmon.check.heartbeat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What pings mean at a moment: a pure function. */
final class Verdict {

    /** What the monitor believes at most of a response time. */
    private static final Duration LONGEST_RESPONSE = Duration.ofDays(1);

    private static final String REPORT = "See the log of the job; let it report its success when it is done.";

    private Verdict() {}

    static CheckResult of(Pings pings, Rhythm rhythm, Instant now) {
        Instant since = pings.succeededAt() != null ? pings.succeededAt() : pings.watchedSince();
        Instant deadline = rhythm.deadline(since == null ? now : since);
        CheckResult result = pings.describe(judge(pings, deadline, now)).withDetail("expectedBy", deadline);
        Duration runTime = pings.runTime();
        if (runTime == null) {
            return result;
        }
        return result.withResponseTime(runTime.compareTo(LONGEST_RESPONSE) < 0 ? runTime : LONGEST_RESPONSE);
    }

    private static CheckResult judge(Pings pings, Instant deadline, Instant now) {
        if (pings.failedAt() != null) {
            return CheckResult.down(failed(pings.failedAt(), pings.message()));
        }
        if (!now.isBefore(deadline)) {
            return CheckResult.down(overdue(pings, deadline));
        }
        CheckResult inTime =
                pings.succeededAt() == null ? CheckResult.unknown(awaited(pings, deadline)) : CheckResult.healthy();
        return inTime.withValidUntil(deadline);
    }

    private static Problem failed(Instant at, @Nullable String message) {
        String said = message == null ? "." : ": " + message;
        return new Problem(
                Cause.SERVER_ERROR,
                "The job reported at " + text(at) + " that it failed" + said,
                "See the log of the job; its next success ends this.",
                null);
    }

    private static Problem overdue(Pings pings, Instant deadline) {
        Instant success = pings.succeededAt();
        String past = success == null ? "No success was ever reported" : "The last success came at " + text(success);
        return new Problem(
                Cause.TIMEOUT, past + "; one was expected by " + text(deadline) + "." + lastWord(pings), REPORT, null);
    }

    private static Problem awaited(Pings pings, Instant deadline) {
        String past = pings.last() == null ? "No ping yet" : "No success yet";
        return new Problem(
                Cause.TIMEOUT, past + "; one is expected by " + text(deadline) + "." + lastWord(pings), REPORT, null);
    }

    /** Returns a sentence on the last ping where that was no success. */
    private static String lastWord(Pings pings) {
        Ping last = pings.last();
        Instant at = pings.lastAt();
        if (last == null || at == null || last == Ping.SUCCESS) {
            return "";
        }
        return " The last ping was a " + last.label() + " at " + text(at) + ".";
    }

    private static String text(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
