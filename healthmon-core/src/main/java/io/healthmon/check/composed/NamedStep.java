package io.healthmon.check.composed;

import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthCheck.Composed.PartJudge;
import io.healthmon.check.composed.FlowCheck.Step;
import java.time.Duration;
import java.util.List;

/**
 * One step of a flow.
 *
 * @param name for people
 * @param body does it and says how it went
 * @param checks what is closed with the flow
 */
record NamedStep(String name, Body body, List<HealthCheck> checks) {

    /** Does a step within a time and says how it went. */
    @FunctionalInterface
    interface Body {
        CheckResult run(Duration limit, FlowContext context, PartJudge judge) throws InterruptedException;
    }

    /** Returns one whose code succeeds by returning. */
    static NamedStep ofCode(String name, Step step) {
        return new NamedStep(name, (limit, context, judge) -> run(step, limit, context), List.of());
    }

    /** Returns one that asks a check, with the time that is left. */
    static NamedStep ofCheck(String name, HealthCheck check) {
        return new NamedStep(
                name,
                (limit, context, judge) ->
                        Parts.ask(check, new CheckContext(context.integration(), limit, context.now()), judge),
                List.of(check));
    }

    /** Runs code that succeeds by returning. */
    static CheckResult run(Step step, Duration limit, FlowContext context) throws InterruptedException {
        return TimeBox.run(limit, () -> {
            step.run(context);
            return CheckResult.healthy();
        });
    }
}
