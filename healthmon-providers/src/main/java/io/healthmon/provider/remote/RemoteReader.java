package io.healthmon.provider.remote;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Problem;
import io.healthmon.provider.http.AnswerReader;
import io.healthmon.provider.http.HttpAnswer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Judges what an application answers of its health: by what it says where that can be read, whatever the status, or else by
 * the status.
 *
 * @param wanted the form that it has to have, or null for any
 */
record RemoteReader(@Nullable RemoteFormat wanted) implements AnswerReader {

    private static final int MOST_BYTES = 512 * 1_024;
    private static final int MOST_NAMED = 5;
    private static final int MOST_DETAILS = 20;
    private static final int FIRST_ERROR = 400;
    private static final int LEGAL_REASONS = 451;

    /** Statuses that say that the question was not let through, whatever the body. */
    private static final Set<Integer> NOT_LET_THROUGH = Set.of(401, 403, 407, 429);

    @Override
    public int mostBytes() {
        return MOST_BYTES;
    }

    @Override
    public CheckResult read(HttpAnswer answer) {
        if (NOT_LET_THROUGH.contains(answer.status())) {
            return refused(answer).orElseThrow();
        }
        Optional<String> unreadable = answer.unreadable();
        Optional<RemoteHealth> health = unreadable.isPresent()
                ? Optional.empty()
                : RemoteHealth.of(answer.json(), answer.header("Content-Type").orElse(""), wanted);
        return health.map(known -> withParts(judge(known, answer), known, answer))
                .or(() -> refused(answer))
                .orElseGet(() -> unexpected(answer, unreadable.orElse("is JSON, but not " + known())));
    }

    private String known() {
        return wanted != null
                ? "of the form " + wanted.label() + ", which is set as \"format\""
                : "health as healthmon, Spring Boot Actuator or application/health+json tell it";
    }

    private static CheckResult judge(RemoteHealth health, HttpAnswer answer) {
        HealthStatus status = health.judged();
        boolean contradicts = status == HealthStatus.HEALTHY && answer.status() >= FIRST_ERROR;
        if (contradicts) {
            return CheckResult.degraded(new Problem(
                    Cause.ASSERTION,
                    "The application at " + answer.place() + " answers " + answer.status() + " although it says "
                            + health.word() + ".",
                    "See what stands between: a proxy may have put the status, or the application a wrong one.",
                    null));
        }
        Cause cause = status == HealthStatus.UNKNOWN ? Cause.ASSERTION : Cause.SERVER_ERROR;
        return CheckResult.of(status, status == HealthStatus.HEALTHY ? null : problem(cause, status, health, answer));
    }

    private static Problem problem(Cause cause, HealthStatus status, RemoteHealth health, HttpAnswer answer) {
        boolean overlooked = health.status() == HealthStatus.HEALTHY;
        String whole = "The application at " + answer.place() + " says "
                + (overlooked ? health.word() + " although a part of it is not well" : "that it is " + status.label());
        List<RemotePart> ill = health.ill();
        if (ill.isEmpty()) {
            return new Problem(
                    cause,
                    whole + ", and names no part that is.",
                    "Let \"token\" be one that may see its parts, or look at its own health page and its log.",
                    null);
        }
        String named = ill.stream()
                .limit(MOST_NAMED)
                .map(part -> answer.safe(part.name()) + " (" + part.status().label() + ")")
                .collect(Collectors.joining(", "));
        int others = ill.size() - MOST_NAMED;
        return new Problem(
                cause,
                whole + ": " + named + (others > 0 ? " and " + others + " more" : "") + ".",
                "See its own health page and its log for what is wrong with "
                        + answer.safe(ill.get(0).name()) + ".",
                null);
    }

    private static CheckResult withParts(CheckResult bare, RemoteHealth health, HttpAnswer answer) {
        CheckResult result = bare.withDetail("format", health.format().label())
                .withDetail("parts", health.parts().size());
        Set<String> told = new HashSet<>();
        for (RemotePart part :
                health.parts().subList(0, Math.min(MOST_DETAILS, health.parts().size()))) {
            String name = "part." + answer.safe(part.name());
            // why: names may be alike, at least as far as they are shown; the worst comes first.
            if (told.add(name)) {
                result = result.withDetail(name, part.status().label());
            }
        }
        return answer.withWait(result);
    }

    private static CheckResult unexpected(HttpAnswer answer, String why) {
        return CheckResult.degraded(new Problem(
                Cause.ASSERTION,
                "What " + answer.place() + " answers " + why + ".",
                "See whether \"url\" is the address of its health, such as /health or /actuator/health.",
                null));
    }

    /** Says in words of this check what a status of no success means; empty for one of success. */
    private static Optional<CheckResult> refused(HttpAnswer answer) {
        return answer.refusal("The application at " + answer.place()).map(plain -> {
            Problem problem = plain.problem();
            if (problem == null) {
                return plain;
            }
            Problem told = new Problem(
                    problem.cause(), problem.message(), resolution(problem.cause(), answer), problem.documentation());
            return plain.withProblem(told);
        });
    }

    private static String resolution(Cause cause, HttpAnswer answer) {
        if (answer.status() == LEGAL_REASONS) {
            return "Check from a place where it is allowed.";
        }
        return switch (cause) {
            case CREDENTIALS_INVALID, CREDENTIALS_EXPIRED, CREDENTIALS_REVOKED ->
                "Set \"token\" to one that the application accepts.";
            case PERMISSION -> "Set \"token\" to one that may read its health.";
            case RATE_LIMITED -> "Check less often, or look for what else asks for its health.";
            case SERVER_ERROR -> "See the log of the application.";
            default -> "See whether \"url\" is the address of its health, such as /health or /actuator/health.";
        };
    }
}
