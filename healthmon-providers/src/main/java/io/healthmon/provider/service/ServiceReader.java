package io.healthmon.provider.service;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Problem;
import io.healthmon.provider.http.AnswerReader;
import io.healthmon.provider.http.HttpAnswer;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Judges the answers of a service, always in this order: limits of calls, the table of errors, the plain status, a web page
 * of somebody else, a body that cannot be read, and at last what the service says of itself. Safe for use by multiple
 * threads.
 *
 * @param service who answers
 * @param errors its errors
 * @param success reads the JSON of an answer with success; what it misses there is told as an unexpected answer
 */
public record ServiceReader(Service service, ErrorTable errors, BiFunction<Shape, HttpAnswer, CheckResult> success)
        implements AnswerReader {

    private static final int FIRST_SERVER_ERROR = 500;
    private static final int LEGAL_REASONS = 451;

    @Override
    public CheckResult read(HttpAnswer http) {
        ServiceAnswer answer = new ServiceAnswer(http, errors);
        CheckResult result = errors.find(answer)
                .map(row -> row.result(text -> errors.fill(text, answer)))
                .orElseGet(() -> unlisted(answer));
        return withFacts(result, answer);
    }

    @Override
    public CheckResult unknownHost(CheckResult plain, boolean certain) {
        Problem problem = Objects.requireNonNull(plain.problem(), "problem");
        return errors.unknownHost()
                .map(row -> certain
                        ? row.result(text -> text.replace("{failure}", problem.message()))
                        : CheckResult.down(new Problem(
                                problem.cause(),
                                problem.message(),
                                problem.resolution() + " " + row.resolution(),
                                row.link())))
                .orElse(plain);
    }

    private CheckResult unlisted(ServiceAnswer answer) {
        if (answer.foreign()) {
            return foreign(answer);
        }
        Optional<Problem> refusal = answer.http().refusal(service.name()).map(CheckResult::problem);
        if (refusal.isPresent()) {
            return refused(refusal.get(), answer.http().status());
        }
        String unreadable = answer.unreadable();
        if (unreadable != null) {
            return unexpected("The answer of " + service.name() + " " + unreadable + ".");
        }
        try {
            return success.apply(Shape.of(answer.json()), answer.http());
        } catch (ShapeException otherwise) {
            return unexpected(service.name() + " answers otherwise than expected: " + otherwise.getMessage() + ".");
        }
    }

    private CheckResult foreign(ServiceAnswer answer) {
        HttpAnswer http = answer.http();
        String comes = answer.asksForLogin()
                ? "The network on the way to " + http.place() + " asks for a login with the status " + http.status()
                        + "; that is not an answer of " + service.name() + "."
                : "A web page comes from " + http.place() + " with the status " + http.status() + ", not an answer of "
                        + service.name() + ": most likely of a proxy, a filter or a login page on the way.";
        return CheckResult.down(new Problem(
                Cause.LOCAL_NETWORK,
                comes,
                "Let this machine reach " + http.place() + " without it, or set \"proxy\" and \"baseUrl\".",
                service.documentation()));
    }

    private CheckResult unexpected(String message) {
        return CheckResult.degraded(new Problem(
                Cause.ASSERTION,
                message,
                "See whether " + service.name() + " itself answers at \"baseUrl\", and its status page "
                        + service.statusPage() + "; if it does, update healthmon.",
                service.documentation()));
    }

    /** Says in the words of this service what a plain status means. */
    private CheckResult refused(Problem plain, int code) {
        String link = plain.cause() == Cause.SERVER_ERROR ? service.statusPage() : service.documentation();
        HealthStatus status = ErrorRow.usual(plain.cause());
        return ErrorRow.result(
                status, new Problem(plain.cause(), plain.message(), resolution(plain.cause(), code), link));
    }

    private String resolution(Cause cause, int code) {
        if (code == LEGAL_REASONS) {
            return "Check from a place where it is allowed, or ask " + service.name() + " why it is not here.";
        }
        return switch (cause) {
            case CREDENTIALS_INVALID, CREDENTIALS_EXPIRED, CREDENTIALS_REVOKED ->
                "Renew the " + service.credential().kind() + " in \""
                        + service.credential().name() + "\".";
            case PERMISSION ->
                "Give the " + service.credential().kind() + " the right that it needs: " + service.right() + ".";
            case RATE_LIMITED ->
                "Check less often, or look for what else calls " + service.name() + " with the same account.";
            case ACCOUNT -> "See the bill of the account at " + service.name() + ".";
            case SERVER_ERROR -> "See the status page: " + service.statusPage() + ".";
            default -> "See whether \"baseUrl\" and \"proxy\" lead to " + service.name() + ", and what it documents.";
        };
    }

    /** Keeps what its support asks for, and how long it wants to be left alone. */
    private CheckResult withFacts(CheckResult bare, ServiceAnswer answer) {
        HttpAnswer http = answer.http();
        CheckResult result = bare;
        if (service.requestId() != null) {
            Optional<String> id = http.header(service.requestId());
            result = id.isPresent() ? result.withDetail("requestId", http.safe(id.get())) : result;
        }
        if (answer.page()) {
            Optional<String> ray = http.header("CF-Ray");
            result = ray.isPresent() ? result.withDetail("cfRay", http.safe(ray.get())) : result;
        }
        Problem problem = bare.problem();
        boolean waits = problem != null
                && (problem.cause() == Cause.RATE_LIMITED
                        || problem.cause() == Cause.QUOTA
                        || http.status() >= FIRST_SERVER_ERROR);
        Optional<Duration> wait = waits ? http.retryAfter() : Optional.empty();
        return wait.isPresent() ? result.withRetryAfter(wait.get()) : result;
    }
}
