package io.healthmon.http;

import io.healthmon.HealthMonitor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A request that has found its route and may take it.
 *
 * @param request the request
 * @param arguments what stands in the path where the route's pattern has a place for it, decoded
 * @param identification finds out who asks; only run where the answer depends on it
 * @param monitor what it is about
 * @param receivedAt when it came in
 */
record Call(
        ApiRequest request,
        List<String> arguments,
        Supplier<Optional<Caller>> identification,
        HealthMonitor monitor,
        Instant receivedAt) {

    /** Returns who asks; empty for an anonymous caller. */
    Optional<Caller> caller() {
        return identification.get();
    }

    /** Returns the monitor as the caller sees it, who is known where the route needs a role. */
    Sight sight() {
        return new Sight(monitor, Scope.of(caller().orElseThrow()));
    }

    /** Returns what stands in the first place of the pattern. */
    String argument() {
        return arguments.get(0);
    }

    Parameters parameters() {
        return Parameters.of(request.query());
    }

    /** Refuses callers who want something else than JSON. */
    void requireJson() {
        if (!Accept.of(request).takes("application/json")) {
            throw ProblemException.notAcceptable("There is application/json here.");
        }
    }
}
