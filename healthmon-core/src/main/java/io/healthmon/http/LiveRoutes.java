package io.healthmon.http;

import io.healthmon.HealthMonitor;
import io.healthmon.live.LiveFeed;
import io.healthmon.live.LiveFormat;
import io.healthmon.live.LiveSubscription;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happens as it happens: as server-sent events, or as messages of a WebSocket. */
final class LiveRoutes {

    /** Where sockets are opened. */
    static final String SOCKET_PATH = "/api/live/ws";

    /** Who may open a socket there: whoever may have the event stream. */
    static final Route SOCKET = Route.scoped("GET", SOCKET_PATH, Role.VIEWER, call -> {
        throw ProblemException.upgradeRequired();
    });

    private static final int RETRY_SECONDS = 10;
    private static final Map<String, String> EVENT_STREAM = eventStream();

    private final LiveFeed feed;
    private final LiveTickets tickets;

    LiveRoutes(HealthMonitor monitor, int mostStreams) {
        this.feed = new LiveFeed(
                feed -> LiveEvents.begin(monitor, feed), monitor.scheduler(), monitor.threads(), mostStreams);
        this.tickets = new LiveTickets(monitor.scheduler());
    }

    List<Route> routes() {
        return List.of(
                Route.scoped("GET", "/api/live", Role.VIEWER, this::events),
                Route.scoped("POST", "/api/live/tickets", Role.VIEWER, this::ticket),
                Route.open("GET", SOCKET_PATH, call -> {
                    throw ProblemException.upgradeRequired();
                }));
    }

    /** Returns how many streams are open. */
    int open() {
        return feed.clients();
    }

    /** Answers the handshake of a socket that a known caller has opened. */
    ApiResponse socket(ApiRequest handshake, Caller caller) {
        LiveStream stream = open(LiveFormat.MESSAGES, caller, lastEventId(handshake));
        Map<String, String> headers = new SocketHandshake(handshake).asksForProtocol()
                ? Map.of("Sec-WebSocket-Protocol", SocketHandshake.PROTOCOL)
                : Map.of();
        return ApiResponse.live(101, headers, stream);
    }

    /**
     * Returns who opens a socket by a ticket; empty without one.
     *
     * @throws ProblemException for a ticket that is not known, expired or used
     */
    Optional<Caller> ticketHolder(ApiRequest handshake) {
        return new SocketHandshake(handshake)
                .ticket()
                .map(ticket -> tickets.use(ticket)
                        .orElseThrow(() -> ProblemException.unauthorized("The ticket is not known, or used up.")));
    }

    private ApiResponse events(Call call) {
        if (!Accept.of(call.request()).takes("text/event-stream")) {
            throw ProblemException.notAcceptable("There is text/event-stream here.");
        }
        LiveStream stream = open(LiveFormat.EVENT_STREAM, caller(call), lastEventId(call.request()));
        return ApiResponse.live(200, EVENT_STREAM, stream);
    }

    private ApiResponse ticket(Call call) {
        call.requireJson();
        RequestBodies.requireJsonOrNothing(call.request());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ticket", tickets.issue(caller(call)));
        json.put("expiresInSeconds", LiveTickets.LIFETIME.toSeconds());
        return ApiResponse.json(json);
    }

    private LiveStream open(LiveFormat format, Caller caller, @Nullable String lastEventId) {
        Optional<LiveSubscription> client =
                BlockingCalls.ofOpenMonitor(() -> feed.subscribe(format, Scope.of(caller), lastEventId));
        return new SubscribedStream(client.orElseThrow(
                () -> ProblemException.unavailable("There are as many live streams as may be open.", RETRY_SECONDS)));
    }

    /** Returns what comes last in the client's hands; a browser repeats the header by itself, a socket has only its address. */
    private static @Nullable String lastEventId(ApiRequest request) {
        return request.headers()
                .single("Last-Event-ID")
                .filter(id -> !id.isBlank())
                .or(() -> Parameters.of(request.query()).single("lastEventId"))
                .map(String::trim)
                .orElse(null);
    }

    private static Caller caller(Call call) {
        return call.caller().orElseThrow(); // the route is closed to anonymous callers
    }

    private static Map<String, String> eventStream() {
        Map<String, String> headers = new HashMap<>(DefaultHeaders.SAFE);
        headers.put("Content-Type", "text/event-stream");
        headers.put("X-Accel-Buffering", "no");
        return Map.copyOf(headers);
    }
}
