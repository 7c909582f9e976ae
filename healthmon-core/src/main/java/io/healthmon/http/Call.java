package io.healthmon.http;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A request that has found its route and may take it.
 *
 * @param request the request
 * @param arguments what stands in the path where the route's pattern has a place for it, decoded
 * @param caller who asks; empty for an anonymous caller
 * @param receivedAt when it came in
 */
record Call(ApiRequest request, List<String> arguments, Optional<Caller> caller, Instant receivedAt) {

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
            throw Refusal.notAcceptable("There is application/json here.");
        }
    }
}
