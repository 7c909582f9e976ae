package io.healthmon.check.composed;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import io.healthmon.check.Problem;
import io.healthmon.schedule.Stopwatch;
import io.healthmon.secret.Redactor;
import io.healthmon.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the steps of one run of a flow share: values by name, and the time that is left.
 *
 * <p>What is put here stays here: no value stands in a result unless a step says so with {@link #detail}. A {@link Secret},
 * and a text whose name says that it is secret, such as {@code token}, are taken out of all messages and details of the
 * run wherever they turn up. Ends with its run. Safe for use by one thread at a time.
 *
 * @since 0.1
 */
public final class FlowContext {

    private static final int SHORTEST_SECRET = 4;

    private final CheckContext run;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final List<Secret> secrets = new ArrayList<>();
    private final Map<String, Object> details = new LinkedHashMap<>();
    private Stopwatch sinceStep = Stopwatch.started();
    private Duration limit;

    FlowContext(CheckContext run) {
        this.run = run;
        this.limit = run.timeout();
    }

    /** Returns whom the flow is for. */
    public Integration integration() {
        return run.integration();
    }

    /** Returns when the run began, by the monitor's clock. */
    public Instant now() {
        return run.now();
    }

    /** Returns how much time this step has left, after which it is interrupted; pass it on as the time limit of calls. */
    public Duration timeLeft() {
        return sinceStep.leftOf(limit);
    }

    /**
     * Keeps a value for the steps that follow, in place of one of the same name.
     *
     * @param name such as {@code order}; one such as {@code token} or {@code password} says that the value is secret
     */
    public void put(String name, Object value) {
        Objects.requireNonNull(name, "name");
        values.put(name, Objects.requireNonNull(value, "value"));
        if (value instanceof Secret secret) {
            secrets.add(secret);
        } else if (value instanceof CharSequence text && text.length() >= SHORTEST_SECRET && namesSecret(name)) {
            secrets.add(Secret.of(text.toString()));
        }
    }

    /**
     * Returns a value that an earlier step has put.
     *
     * @throws IllegalStateException if there is none, or it is of another type
     */
    public <T> T get(String name, Class<T> type) {
        return find(name, type)
                .orElseThrow(() -> new IllegalStateException(
                        "no earlier step has put \"" + name + "\"; there are " + values.keySet()));
    }

    /**
     * Returns a value that an earlier step has put; empty if there is none, as in a clean-up after an early failure.
     *
     * @throws IllegalStateException if it is of another type
     */
    public <T> Optional<T> find(String name, Class<T> type) {
        Object value = values.get(name);
        if (value != null && !type.isInstance(value)) {
            throw new IllegalStateException("\"" + name + "\" is no " + type.getSimpleName() + " but a "
                    + value.getClass().getSimpleName());
        }
        return Optional.ofNullable(type.cast(value));
    }

    /** Keeps a fact beside the status, as {@link CheckResult#withDetail}; of two with one name the later counts. */
    public void detail(String name, Object value) {
        details.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
    }

    /** Makes the exception by which a step says what it found, as in {@code throw context.failure(ASSERTION, "…")}. */
    public Exception failure(Cause cause, String message) {
        return failure(Problem.of(cause, message));
    }

    /** Makes the exception by which a step says what it found, with what can be done about it. */
    public Exception failure(Problem problem) {
        return new ProblemException(problem);
    }

    /** Begins a step that may take so long. */
    void begin(Duration atMost) {
        sinceStep = Stopwatch.started();
        limit = atMost;
    }

    Map<String, Object> details() {
        return details;
    }

    /** Returns the result without the secrets that were put here. */
    CheckResult clean(CheckResult result) {
        return secrets.isEmpty()
                ? result
                : result.redactedBy(Redactor.standard().with(secrets));
    }

    private static boolean namesSecret(String name) {
        return !Redactor.standard().redact(name + "=????").endsWith("????");
    }

    /** Returns the names of the values, and no value. */
    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
