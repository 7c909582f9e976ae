package io.healthmon.check.composed;

import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Problem;
import io.healthmon.schedule.Stopwatch;
import io.healthmon.secret.Secret;
import io.healthmon.secret.SecretHolder;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Looks at several things that make one service: healthy when all of them are, or when any of them is.
 *
 * <p>Of {@link #allOf} the worst result counts: down, degraded, unknown, healthy. Of {@link #anyOf} the best does: healthy,
 * degraded, unknown, down; the others are still looked at and told. The parts are checked one after the other on the thread
 * that calls, in the order given, each with an equal share of the time that is left, after which it is interrupted; one
 * that ignores that takes the time of the others. The problem is that of the first part with the status that counts, and names
 * the part. Details tell the status and time of each part, as in {@code part.api = healthy, 12 ms}; the response time is
 * that of all together. Where parts ask to be left alone, the schedule waits as long as the longest of them asks, also for
 * the others; the result holds until the first of theirs no longer does.
 *
 * <p>While the network of this machine is lost, a part whose host of the internet cannot be reached is unknown and not down.
 *
 * <p>Closes its parts when it is closed. Immutable; as safe for use by multiple threads as its parts are.
 *
 * @since 0.1
 */
public final class CompositeCheck implements HealthCheck.Composed, SecretHolder, AutoCloseable {

    /** The most parts: 20. */
    public static final int MOST_PARTS = 20;

    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,50}");

    private final Map<String, HealthCheck> parts;
    private final List<HealthStatus> order;
    private final PartJudge judge;

    private CompositeCheck(Map<String, ? extends HealthCheck> parts, List<HealthStatus> order, PartJudge judge) {
        if (parts.isEmpty() || parts.size() > MOST_PARTS) {
            throw new IllegalArgumentException(
                    "checks has " + parts.size() + " parts; use from 1 to " + MOST_PARTS + ", each with a name");
        }
        this.parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
        this.order = order;
        this.judge = judge;
        this.parts.forEach((name, part) -> {
            requireName("checks", name);
            if (part == null) {
                throw new IllegalArgumentException("checks \"" + name + "\" is null; give it a check or leave it out");
            }
            Parts.requireAlone("a composite check", part);
        });
    }

    /**
     * Returns a check that is as good as the worst of its parts.
     *
     * @param parts from 1 to {@link #MOST_PARTS} checks by their names, which have 1 to 50 characters; their order is kept
     * @throws IllegalArgumentException if a name is not allowed, or a part is null or goes on from its own
     *     results
     */
    public static CompositeCheck allOf(Map<String, ? extends HealthCheck> parts) {
        return new CompositeCheck(
                parts,
                List.of(HealthStatus.DOWN, HealthStatus.DEGRADED, HealthStatus.UNKNOWN, HealthStatus.HEALTHY),
                PartJudge.none());
    }

    /** Returns a check that is as good as the best of its parts; else as {@link #allOf}. */
    public static CompositeCheck anyOf(Map<String, ? extends HealthCheck> parts) {
        return new CompositeCheck(
                parts,
                List.of(HealthStatus.HEALTHY, HealthStatus.DEGRADED, HealthStatus.UNKNOWN, HealthStatus.DOWN),
                PartJudge.none());
    }

    static void requireName(String setting, String name) {
        if (name == null) {
            throw new IllegalArgumentException(
                    setting + " has a name that is null; use 1 to 50 characters without control characters");
        }
        if (name.isBlank() || !NAME.matcher(name).matches()) {
            String shown = name.length() > 60 ? name.substring(0, 60) + "…" : name;
            throw new IllegalArgumentException(setting + " name \"" + shown
                    + "\" is not allowed; use 1 to 50 characters without control characters");
        }
    }

    @Override
    public CheckResult check(CheckContext context) throws InterruptedException {
        Stopwatch sinceStart = Stopwatch.started();
        Map<String, CheckResult> results = new LinkedHashMap<>();
        Map<String, Duration> times = new LinkedHashMap<>();
        PartWishes wishes = new PartWishes();
        int left = parts.size();
        for (Map.Entry<String, HealthCheck> part : parts.entrySet()) {
            Stopwatch sinceBegun = Stopwatch.started();
            Duration share = sinceStart.leftOf(context.timeout()).dividedBy(left--);
            CheckContext ofPart = new CheckContext(context.integration(), share, context.now());
            CheckResult result = Parts.ask(part.getValue(), ofPart, judge);
            results.put(part.getKey(), result);
            wishes.add(result);
            Duration measured = result.responseTime();
            times.put(part.getKey(), measured == null ? sinceBegun.elapsed() : measured);
        }
        CheckResult judged = wishes.on(judge(results));
        for (Map.Entry<String, CheckResult> result : results.entrySet()) {
            long millis = times.getOrDefault(result.getKey(), Duration.ZERO).toMillis();
            judged = judged.withDetail("part." + result.getKey(), told(result.getValue()) + ", " + millis + " ms");
        }
        return judged;
    }

    private CheckResult judge(Map<String, CheckResult> results) {
        for (HealthStatus status : order) {
            for (Map.Entry<String, CheckResult> result : results.entrySet()) {
                if (result.getValue().status() == status) {
                    return named(result.getKey(), result.getValue());
                }
            }
        }
        throw new IllegalStateException("a composite check has at least one part");
    }

    private CheckResult named(String part, CheckResult result) {
        Problem problem = result.problem();
        if (problem == null) {
            return CheckResult.healthy();
        }
        return CheckResult.of(
                result.status(),
                new Problem(
                        problem.cause(),
                        part + ": " + problem.message(),
                        problem.resolution(),
                        problem.documentation()));
    }

    private static String told(CheckResult result) {
        Problem problem = result.problem();
        return result.status().label()
                + (problem == null ? "" : " (" + problem.cause().label() + ")");
    }

    @Override
    public Collection<HealthCheck> parts() {
        return parts.values();
    }

    @Override
    public CompositeCheck judgedBy(PartJudge other) {
        return new CompositeCheck(parts, order, other);
    }

    /** Returns the secrets that its parts were given. */
    @Override
    public Collection<Secret> secrets() {
        return Parts.secrets(parts.values());
    }

    @Override
    public void close() {
        Parts.close(parts.values());
    }

    @Override
    public String toString() {
        return parts.values().toString();
    }
}
