package io.healthmon.check.composed;

import io.healthmon.check.CheckContext;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthCheck.Composed.PartJudge;
import io.healthmon.check.composed.FlowCheck.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link FlowCheck}. Not safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class FlowCheckBuilder {

    /** The most steps: 20. */
    public static final int MOST_STEPS = 20;

    private final List<NamedStep> steps = new ArrayList<>();
    private @Nullable Step cleanUp;

    FlowCheckBuilder() {}

    /**
     * Adds a step after the others.
     *
     * @param name for people, 1 to 50 characters, unlike those of the other steps
     * @throws IllegalArgumentException if the name is not allowed or taken, or there are {@link #MOST_STEPS} steps already
     */
    public FlowCheckBuilder step(String name, Step step) {
        Objects.requireNonNull(step, "step");
        return add(NamedStep.ofCode(name, step));
    }

    /**
     * Adds a step that is a check; it gets the time that is left as its {@link CheckContext#timeout}.
     *
     * @throws IllegalArgumentException as {@link #step}, or if the check is a heartbeat or another that goes on from its own
     *     results
     */
    public FlowCheckBuilder check(String name, HealthCheck check) {
        Objects.requireNonNull(check, "check");
        Parts.requireAlone("a flow", check);
        return add(NamedStep.ofCheck(name, check));
    }

    /**
     * Sets what is done at the end of each run, however that went; see {@link FlowCheck}. If not set, nothing is.
     *
     * @throws IllegalArgumentException if there is one already
     */
    public FlowCheckBuilder cleanUp(Step step) {
        Objects.requireNonNull(step, "step");
        if (cleanUp != null) {
            throw new IllegalArgumentException("the flow has a clean-up already; put both into one");
        }
        this.cleanUp = step;
        return this;
    }

    /**
     * Returns the flow; the builder may be used on.
     *
     * @throws IllegalArgumentException if there is no step
     */
    public FlowCheck build() {
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("the flow has no step; add one with step(…) or check(…)");
        }
        return new FlowCheck(steps, cleanUp, PartJudge.none());
    }

    private FlowCheckBuilder add(NamedStep added) {
        String name = added.name();
        CompositeCheck.requireName("step", name);
        if (steps.stream().anyMatch(step -> step.name().equals(name))) {
            throw new IllegalArgumentException(
                    "step name \"" + name + "\" is taken by another step; give each its own name");
        }
        if (steps.size() == MOST_STEPS) {
            throw new IllegalArgumentException(
                    "the flow has " + MOST_STEPS + " steps, which is the most; make two flows of it");
        }
        steps.add(added);
        return this;
    }
}
