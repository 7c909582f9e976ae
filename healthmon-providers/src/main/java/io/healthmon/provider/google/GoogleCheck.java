package io.healthmon.provider.google;

import io.healthmon.check.AsyncHealthCheck;
import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.Problem;
import io.healthmon.egress.TargetGuard;
import io.healthmon.provider.service.ServiceCheck;
import io.healthmon.schedule.Stopwatch;
import io.healthmon.secret.Redactor;
import io.healthmon.secret.Secret;
import io.healthmon.secret.SecretHolder;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gets a token, looks at what it allows, and makes a call with it if that is not enough, all within the time limit of the
 * run. Safe for use by multiple threads.
 */
final class GoogleCheck
        implements AsyncHealthCheck, HealthCheck.Movable, HealthCheck.Guardable, SecretHolder, AutoCloseable {

    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final GoogleCall call;
    private final TokenSource tokens;
    private final String endpoint;
    private @Nullable Prepared prepared;

    /**
     * The call with a token, kept while the token is the same.
     *
     * @param token that it sends
     */
    private record Prepared(Secret token, ServiceCheck check) {}

    /**
     * Makes a check.
     *
     * @throws IllegalArgumentException if a key or trust store of the route cannot be read
     */
    GoogleCheck(GoogleCall call, TokenSource tokens) {
        this(call, tokens, call.endpoint());
    }

    private GoogleCheck(GoogleCall call, TokenSource tokens, String endpoint) {
        this.call = call;
        this.tokens = tokens;
        this.endpoint = endpoint;
    }

    /** Returns the address that is asked, without what names somebody. */
    String endpoint() {
        return endpoint;
    }

    /**
     * Returns the check at another address of the same host, since tokens go to no other. The token service stays what it
     * is. The address as it is shown means the declared one, which may name somebody.
     */
    @Override
    public GoogleCheck withEndpoint(String address) {
        String wanted = address.trim();
        if (wanted.equals(endpoint) || wanted.equals(Redactor.standard().redact(endpoint))) {
            return new GoogleCheck(call, tokens, endpoint);
        }
        GoogleCall moved = call.placed(check -> check.withEndpoint(wanted));
        return new GoogleCheck(moved, tokens, moved.withAny().endpoint());
    }

    @Override
    public String target() {
        return call.withAny().target();
    }

    /** Returns the check under a guard, which judges the token service too. */
    @Override
    public GoogleCheck guardedBy(TargetGuard guard) {
        return new GoogleCheck(call.placed(check -> check.guardedBy(guard)), tokens.guardedBy(guard), endpoint);
    }

    @Override
    public List<Secret> secrets() {
        return Stream.concat(tokens.secrets().stream(), call.secrets().stream()).toList();
    }

    @Override
    public CompletableFuture<CheckResult> checkAsync(CheckContext context) {
        Stopwatch sinceStart = Stopwatch.started();
        CompletableFuture<CheckResult> answer = new CompletableFuture<>();
        var unused = tokens.ask(context).whenComplete((state, broken) -> {
            if (broken != null) {
                answer.completeExceptionally(broken);
            } else if (!answer.isDone()) {
                judge(Objects.requireNonNull(state, "state"), context, sinceStart, answer);
            }
        });
        return answer;
    }

    private void judge(
            TokenState state, CheckContext context, Stopwatch sinceStart, CompletableFuture<CheckResult> answer) {
        try {
            Duration left = sinceStart.leftOf(context.timeout());
            CompletableFuture<CheckResult> asked = ask(
                    state,
                    new CheckContext(
                            context.integration(), left.compareTo(SHORTEST) < 0 ? SHORTEST : left, context.now()));
            var unusedAnswer = asked.whenComplete((result, broken) -> {
                if (broken == null) {
                    answer.complete(judged(state, Objects.requireNonNull(result, "result")));
                } else {
                    answer.completeExceptionally(broken);
                }
            });
            var unusedEnd = answer.whenComplete((result, broken) -> asked.cancel(true));
        } catch (RuntimeException | Error broken) {
            answer.completeExceptionally(broken);
        }
    }

    private CheckResult judged(TokenState state, CheckResult result) {
        Problem problem = result.problem();
        // why: a token may end before its time, as when a user takes the consent back; why it did, only the token
        // service
        // says, which is asked as soon as nobody counts on this token any more.
        if (state.token() != null && problem != null && problem.cause() == Cause.CREDENTIALS_EXPIRED) {
            tokens.refused(state.token());
        }
        return state.judge(result);
    }

    private CompletableFuture<CheckResult> ask(TokenState state, CheckContext context) {
        Secret token = state.token();
        if (token == null) {
            return CompletableFuture.completedFuture(Objects.requireNonNull(state.failure(), "failure"));
        }
        Optional<CheckResult> byScopes = call.needs().judge(state.scopes());
        return byScopes.isPresent()
                ? CompletableFuture.completedFuture(byScopes.get())
                : prepared(token).checkAsync(context);
    }

    private synchronized ServiceCheck prepared(Secret token) {
        Prepared current = prepared;
        if (current == null || !current.token().equals(token)) {
            ServiceCheck check = call.with(token);
            if (current != null) {
                current.check().close();
            }
            current = new Prepared(token, check);
            prepared = current;
        }
        return current.check();
    }

    @Override
    public synchronized void close() {
        Prepared current = prepared;
        if (current != null) {
            current.check().close();
        }
    }

    /** Returns the address that is asked, without what names somebody. */
    @Override
    public String toString() {
        return call.reader().service().name() + " at " + endpoint;
    }
}
