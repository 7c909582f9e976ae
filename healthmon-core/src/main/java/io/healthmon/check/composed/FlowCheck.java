package io.healthmon.check.composed;

import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.secret.Secret;
import io.healthmon.secret.SecretHolder;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Walks through several steps as a user would, one after the other: log in, search, pay.
 *
 * <pre>{@code
 * HealthCheck checkout = FlowCheck.begin()
 *         .check("home page", HttpCheck.get("https://shop.example.com/"))
 *         .step("log in", context -> context.put("token", shop.logIn("probe", password)))
 *         .step("order", context -> context.put("order", shop.order(context.get("token", String.class), 1)))
 *         .cleanUp(context -> context.find("order", Order.class).ifPresent(shop::cancel))
 *         .build();
 * }</pre>
 *
 * <p>The first step that fails ends the flow, which is then down (or unknown, if that is what a check of a step says); the
 * message names the step. A step that is degraded makes the flow degraded and does not end it. Details tell how many
 * milliseconds each step took, as in {@code step.log in = 41}; the response time is that of all steps, without the
 * clean-up. Where steps ask to be left alone, the schedule waits as long as the longest of them asks.
 *
 * <p>All steps share the time limit of the integration: each may use what the ones before it have left, and is interrupted
 * when that is over. Then no further step begins, and the flow is down with a timeout, even where the step goes on as if
 * nothing had happened. The clean-up always runs, whether the steps succeeded, failed, threw, ran out of time or were
 * interrupted; a quarter of the time limit, at most 2 s, is kept in hand for it, and it is interrupted when its time is over.
 * Where a step ignores the interrupt, it begins when that step gives up. A clean-up that fails makes a flow degraded that
 * was healthy, and is told in the detail {@code cleanUp} otherwise. When the monitor interrupts a flow, as when it is
 * closed, no further step begins.
 *
 * <p>While the network of this machine is lost, a step that is a check and whose host of the internet cannot be reached makes
 * the flow unknown and not down. Whom other steps have to do with is not known.
 *
 * <p>Each run has a {@link FlowContext} of its own, so a flow has no memory. Closes the checks of its steps when it is
 * closed. Immutable; as safe for use by multiple threads as its steps are. Flows are written in code; a configuration
 * cannot hold them.
 *
 * @since 0.1
 */
public final class FlowCheck implements HealthCheck.Composed, SecretHolder, AutoCloseable {

    private final List<NamedStep> steps;
    private final @Nullable Step cleanUp;
    private final PartJudge judge;

    FlowCheck(List<NamedStep> steps, @Nullable Step cleanUp, PartJudge judge) {
        this.steps = List.copyOf(steps);
        this.cleanUp = cleanUp;
        this.judge = judge;
    }

    /**
     * What is done in one step.
     *
     * @since 0.1
     */
    @FunctionalInterface
    public interface Step {

        /**
         * Does it; whoever returns has succeeded.
         *
         * @param context what the steps share, and how much time is left
         * @throws Exception when the step fails; network exceptions are told apart by {@link io.healthmon.check.Cause#of},
         *     and {@link FlowContext#failure} makes one that says what it found
         */
        void run(FlowContext context) throws Exception;
    }

    /** Begins a flow without steps. */
    public static FlowCheckBuilder begin() {
        return new FlowCheckBuilder();
    }

    @Override
    public CheckResult check(CheckContext context) throws InterruptedException {
        return new FlowRun(steps, cleanUp, judge, context).walk();
    }

    /** Returns the checks among its steps. */
    @Override
    public List<HealthCheck> parts() {
        return steps.stream().flatMap(step -> step.checks().stream()).toList();
    }

    @Override
    public FlowCheck judgedBy(PartJudge other) {
        return new FlowCheck(steps, cleanUp, other);
    }

    /** Returns the secrets that its parts were given. */
    @Override
    public Collection<Secret> secrets() {
        return Parts.secrets(parts());
    }

    @Override
    public void close() {
        Parts.close(parts());
    }

    @Override
    public String toString() {
        return steps.stream().map(NamedStep::name).collect(Collectors.joining(", then "));
    }
}
