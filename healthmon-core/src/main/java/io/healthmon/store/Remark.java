package io.healthmon.store;

import io.healthmon.check.Problem;
import io.healthmon.state.Observation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a result has that does not fit into numbers, when it is more than a problem alone or details alone. */
record Remark(@Nullable Problem problem, Map<String, String> details, long responseTimeMillis) {

    static Remark of(Observation result) {
        return new Remark(result.problem(), result.details(), result.responseTimeMillis());
    }
}
