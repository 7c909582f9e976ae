package io.healthmon.check.composed;

import io.healthmon.check.Problem;

/** Ends a step of a flow with what it found. */
final class ProblemException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.message());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
