package io.healthmon.check.composed;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Problem;
import java.time.Duration;

/** Runs a part of a check within a part of its time, on this thread. */
final class Boxed {

    private Boxed() {}

    /** A part that may block. */
    @FunctionalInterface
    interface Part {
        CheckResult run() throws Exception;
    }

    /**
     * Returns what the part says, or what an exception, a null or the end of its time is worth.
     *
     * @param limit after which it is interrupted; one that is healthy all the same is taken at its word
     * @throws InterruptedException if somebody else interrupted it: the whole run is to end
     */
    static CheckResult run(Duration limit, Part part) throws InterruptedException {
        TimeBox box = TimeBox.begin(limit);
        boolean over = false;
        InterruptedException told = null;
        CheckResult result;
        try {
            result = PartFailure.orResult(part.run());
        } catch (InterruptedException interrupted) {
            told = interrupted;
            result = CheckResult.down(PartFailure.timeOver(limit));
        } catch (Exception | LinkageError | AssertionError | StackOverflowError failure) {
            result = CheckResult.down(PartFailure.of(failure));
        } finally {
            over = box.end();
        }
        if (told != null && !over) {
            throw told;
        }
        Problem problem = result.problem();
        boolean ownWords = problem == null || problem.cause() == Cause.TIMEOUT;
        return over && !ownWords ? CheckResult.down(PartFailure.timeOver(limit)) : result;
    }
}
