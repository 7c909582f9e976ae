package io.healthmon.check.composed;

import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck.Composed.PartJudge;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Problem;
import io.healthmon.check.composed.FlowCheck.Step;
import io.healthmon.schedule.Stopwatch;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One run of a flow, on the thread that made it. */
final class FlowRun {

    private static final Duration MOST_FOR_CLEAN_UP = Duration.ofSeconds(2);

    private final Stopwatch sinceStart = Stopwatch.started();
    private final List<NamedStep> steps;
    private final @Nullable Step cleanUp;
    private final PartJudge judge;
    private final Duration limit;
    private final Duration kept;
    private final FlowContext context;
    private final Map<String, Long> millis = new LinkedHashMap<>();
    private final PartWishes wishes = new PartWishes();
    private CheckResult result = CheckResult.healthy();

    FlowRun(List<NamedStep> steps, @Nullable Step cleanUp, PartJudge judge, CheckContext context) {
        this.steps = steps;
        this.cleanUp = cleanUp;
        this.judge = judge;
        this.limit = context.timeout();
        this.kept = cleanUp == null ? Duration.ZERO : shorter(limit.dividedBy(4), MOST_FOR_CLEAN_UP);
        this.context = new FlowContext(context);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /**
     * Walks through the steps and cleans up.
     *
     * @throws InterruptedException after the clean-up, if somebody interrupted a step
     */
    CheckResult walk() throws InterruptedException {
        try {
            for (int index = 0; index < steps.size() && goesOn(); index++) {
                take(steps.get(index), index + 1);
            }
        } finally {
            // why: the clean-up would otherwise meet at once the interrupt that ended a step
            boolean interrupted = Thread.interrupted();
            Duration took = sinceStart.elapsed();
            cleanUp();
            result = result.withResponseTime(took);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return context.clean(detailed());
    }

    private boolean goesOn() {
        return result.status() == HealthStatus.HEALTHY || result.status() == HealthStatus.DEGRADED;
    }

    private void take(NamedStep step, int number) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before step \"" + step.name() + "\"");
        }
        String where = "Step \"" + step.name() + "\" (" + number + " of " + steps.size() + "): ";
        Duration atMost = left();
        if (!atMost.isZero()) {
            run(step, atMost, where);
        }
        // why: a step that swallows its interrupt must not have the next one pay for an order that nobody waits for
        if (goesOn() && left().toMillis() == 0) {
            Problem late = PartFailure.timeOver(atMost);
            result = named(where, CheckResult.down(late), late);
        }
    }

    private Duration left() {
        return sinceStart.leftOf(limit.minus(kept));
    }

    private void run(NamedStep step, Duration atMost, String where) throws InterruptedException {
        Stopwatch sinceStep = Stopwatch.started();
        context.begin(atMost);
        try {
            CheckResult seen = step.body().run(atMost, context, judge);
            wishes.add(seen);
            Problem problem = seen.problem();
            if (problem != null && !(seen.status() == HealthStatus.DEGRADED && result.problem() != null)) {
                result = named(where, seen, problem);
            }
        } finally {
            millis.put(step.name(), sinceStep.elapsed().toMillis());
        }
    }

    private static CheckResult named(String where, CheckResult seen, Problem problem) {
        Problem told =
                new Problem(problem.cause(), where + problem.message(), problem.resolution(), problem.documentation());
        return CheckResult.of(seen.status(), told);
    }

    private void cleanUp() throws InterruptedException {
        Step last = cleanUp;
        if (last == null) {
            return;
        }
        Duration left = sinceStart.leftOf(limit);
        Duration atMost = left.compareTo(kept) < 0 ? kept : left;
        context.begin(atMost);
        Problem problem = failure(last, atMost);
        if (problem == null) {
            return;
        }
        if (result.problem() == null) {
            result = named("The clean-up: ", CheckResult.degraded(problem), problem);
        } else {
            context.detail("cleanUp", problem.message());
        }
    }

    private @Nullable Problem failure(Step last, Duration atMost) throws InterruptedException {
        try {
            return NamedStep.run(last, atMost, context).problem();
        } catch (Error failure) {
            // why: passed on, it would take the place of what the steps found
            return PartFailure.of(failure);
        }
    }

    private CheckResult detailed() {
        CheckResult detailed = wishes.on(result);
        for (Map.Entry<String, Long> step : millis.entrySet()) {
            detailed = detailed.withDetail("step." + step.getKey(), step.getValue());
        }
        for (Map.Entry<String, Object> detail : context.details().entrySet()) {
            detailed = detailed.withDetail(detail.getKey(), detail.getValue());
        }
        return detailed;
    }
}
