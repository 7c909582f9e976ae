package io.healthmon.http;

import io.healthmon.HealthMonitor;
import io.healthmon.IntegrationHealth.UnknownException;
import io.healthmon.check.heartbeat.Heartbeat;
import io.healthmon.check.heartbeat.Ping;
import io.healthmon.http.TokenBucket.Pace;
import io.healthmon.json.Json;
import io.healthmon.secret.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The routes that jobs call, each with the token of its own heartbeat; they wait for nothing. */
final class HeartbeatRoutes {

    private static final String PATH = "/api/heartbeats/*";

    /** A ping has the integration checked, and its result is kept: a job that runs wild must not fill the log. */
    private static final Pace PINGS = Pace.perMinute(60);

    private final HealthMonitor monitor;
    private final RateLimit pings;

    HeartbeatRoutes(HealthMonitor monitor) {
        this.monitor = monitor;
        this.pings = new RateLimit(PINGS, monitor.clock());
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        for (String method : List.of("GET", "POST")) {
            routes.add(Route.open(method, PATH, call -> take(call, Ping.SUCCESS)));
            for (Ping ping : List.of(Ping.START, Ping.FAIL, Ping.LOG)) {
                routes.add(Route.open(method, PATH + "/" + ping.label(), call -> take(call, ping)));
            }
        }
        return routes;
    }

    private ApiResponse take(Call call, Ping ping) {
        Secret token = BearerTokens.in(call.request()).orElseThrow(HeartbeatRoutes::unauthorized);
        String id = call.argument();
        if (!heartbeat(id).opensWith(token)) {
            throw unauthorized();
        }
        Duration wait = pings.tryOnce(id);
        if (!wait.isZero()) {
            throw ProblemException.tooManyRequests("A heartbeat takes 60 pings a minute.", wait.toSeconds() + 1);
        }
        String message = RequestBodies.text(call.request());
        try {
            var unused = BlockingCalls.ofOpenMonitor(() -> monitor.ping(id, ping, message));
        } catch (UnknownException removedMeanwhile) {
            throw notFound();
        }
        return accepted(id, ping, call);
    }

    private Heartbeat heartbeat(String id) {
        return monitor.findCheck(id)
                .filter(Heartbeat.class::isInstance)
                .map(Heartbeat.class::cast)
                .orElseThrow(HeartbeatRoutes::notFound);
    }

    private static ApiResponse accepted(String id, Ping ping, Call call) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("ping", ping.label());
        json.put("receivedAt", Times.text(call.receivedAt()));
        return ApiResponse.of(202, DefaultHeaders.JSON, Json.write(json));
    }

    private static ProblemException unauthorized() {
        return ProblemException.unauthorized("Send the token of this heartbeat as a bearer token.");
    }

    private static ProblemException notFound() {
        return ProblemException.notFound("There is no such heartbeat.");
    }
}
