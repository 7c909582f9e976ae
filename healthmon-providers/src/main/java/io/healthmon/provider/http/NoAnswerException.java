package io.healthmon.provider.http;

import io.healthmon.check.Cause;
import io.healthmon.check.Problem;

/**
 * Says that a request got no answer, or only a part of one, and why. Without the client's own exception, which says less
 * and may show addresses.
 *
 * @since 0.1
 */
public final class NoAnswerException extends Exception {

    private static final long serialVersionUID = 1L;

    NoAnswerException(Problem problem) {
        super(advice(problem));
    }

    private static String advice(Problem problem) {
        String resolution = problem.resolution();
        // why: a channel's time limit is no setting, which is what the advice for checks is about.
        boolean useful = resolution != null && problem.cause() != Cause.TIMEOUT;
        return useful ? problem.message() + " " + resolution : problem.message();
    }
}
