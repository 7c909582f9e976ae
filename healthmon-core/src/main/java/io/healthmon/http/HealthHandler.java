package io.healthmon.http;

import io.healthmon.HealthMonitor;
import io.healthmon.secret.Redactor;
import io.healthmon.secret.Secret;
import io.healthmon.settings.Settings;
import io.healthmon.store.StoreException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers HTTP requests about a monitor: {@code /health}, the API, the page.
 *
 * <p>Knows no server: an adapter copies a request in and a response out. Every request gets an answer; a wrong one gets
 * a problem after RFC 9457. Nothing but the explicit runs of checks waits for anything, and of these at most 8 at a
 * time; exports are sent at the pace of their clients, at most 4 at a time and each for at most 10 minutes. Live streams
 * last at most an hour, and end with the monitor. Bodies are taken up to 64 KiB, addresses up to 4,096 and headers up to
 * 32,768 characters. Safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class HealthHandler {

    private static final Logger LOG = LoggerFactory.getLogger(HealthHandler.class);

    private final BasePath basePath;
    private final Authenticator authenticator;
    private final Clock clock;
    private final LiveRoutes live;
    private final Router router;

    private HealthHandler(Builder builder) {
        this.basePath = builder.basePath;
        this.authenticator = builder.authenticator;
        this.clock = builder.monitor.clock();
        this.live = new LiveRoutes(builder.monitor, builder.liveStreams);
        this.router = new Router(builder.routes(live));
    }

    /** Begins a handler for a monitor; without more, it shows the public part to everybody and nothing else. */
    public static Builder builder(HealthMonitor monitor) {
        return new Builder(Objects.requireNonNull(monitor, "monitor"));
    }

    /** Returns the answer to a request; never throws an exception. */
    public ApiResponse handle(ApiRequest request) {
        return handle(request, "");
    }

    /**
     * Returns the answer to a request that came to a server which has this handler below a path of its own; never throws
     * an exception.
     *
     * @param request the request, with its whole path
     * @param mount the server's path, as it stands at the beginning of the request's, without a slash at its end; the
     *     base path, if there is one, follows it
     */
    public ApiResponse handle(ApiRequest request, String mount) {
        Instant receivedAt = clock.instant();
        ApiResponse response = guarded(request, () -> answer(request, basePath.under(mount), receivedAt))
                .withDefaults(DefaultHeaders.SAFE);
        return request.method().equals("HEAD") ? response.withoutBody() : response;
    }

    /**
     * Returns the answer to the handshake of a WebSocket, which the adapter asks for before it agrees; never throws an
     * exception.
     *
     * @param handshake the request, with the headers {@code Origin}, {@code Host}, {@code Authorization} and
     *     {@code Sec-WebSocket-Protocol} as they were sent
     * @param mount the server's path, as {@link #handle(ApiRequest, String)} says
     * @return 101 with {@linkplain ApiResponse#live() what to send}, one text message a poll, and in its headers the
     *     subprotocol if there is one; or a problem, sent in place of an agreement
     */
    public ApiResponse openSocket(ApiRequest handshake, String mount) {
        return guarded(handshake, () -> socket(handshake, basePath.under(mount)))
                .withDefaults(DefaultHeaders.SAFE);
    }

    /** Returns how many live streams are open just now, event streams and sockets together. */
    public int liveStreams() {
        return live.open();
    }

    private ApiResponse answer(ApiRequest request, BasePath root, Instant receivedAt) {
        RequestLimits.enforce(request);
        if (root.lacksSlash(request.path())) {
            return ApiResponse.empty(307).with("Location", root.withSlash());
        }
        Router.Match match = router.find(request.method(), below(root, request));
        Supplier<Optional<Caller>> identification =
                identification(request, match.route().needed());
        return match.route().answer().to(new Call(request, match.arguments(), identification, receivedAt));
    }

    private ApiResponse socket(ApiRequest handshake, BasePath root) {
        RequestLimits.enforce(handshake);
        if (!below(root, handshake).equals(LiveRoutes.SOCKET_PATH)) {
            throw ProblemException.notFound("There is nothing here.");
        }
        if (!handshake.method().equals("GET")) {
            throw ProblemException.methodNotAllowed("GET");
        }
        return live.socket(handshake, admitted(live.opener(handshake, authenticator), Role.VIEWER));
    }

    private static String below(BasePath root, ApiRequest request) {
        return root.below(request.path()).orElseThrow(() -> ProblemException.notFound("There is nothing here."));
    }

    private static ApiResponse guarded(ApiRequest request, Supplier<ApiResponse> answer) {
        try {
            return answer.get();
        } catch (ProblemException problem) {
            return problem.toResponse(request);
        } catch (StoreException away) {
            // what the store says of it needs no stack trace, and a page asks again and again
            LOG.warn(
                    "{} - the store could not answer: {}",
                    request,
                    Redactor.standard().redact(String.valueOf(away.getMessage())));
            LOG.debug("{} - the store could not answer", request, away);
            return ProblemException.unavailable("The history is not available just now.", 10)
                    .toResponse(request);
        } catch (RuntimeException unexpected) {
            String id = UUID.randomUUID().toString();
            LOG.error("{} - failed, problem {}", request, id, unexpected);
            return ProblemException.internalError(id).toResponse(request);
        }
    }

    /** Keeps out who may not take the route; where anybody may, nobody is asked for before the answer needs to know. */
    private Supplier<Optional<Caller>> identification(ApiRequest request, @Nullable Role needed) {
        if (needed == null) {
            return () -> callerIfAny(request);
        }
        Optional<Caller> caller = Optional.of(admitted(authenticator.authenticate(request), needed));
        return () -> caller;
    }

    private static Caller admitted(Optional<Caller> asking, Role needed) {
        Caller caller =
                asking.orElseThrow(() -> ProblemException.unauthorized("Send a known token as a bearer token."));
        if (!caller.role().includes(needed)) {
            throw ProblemException.forbidden(needed);
        }
        return caller;
    }

    /** Returns the caller where nobody is kept out: an authenticator that fails must not take /health away. */
    private Optional<Caller> callerIfAny(ApiRequest request) {
        try {
            return authenticator.authenticate(request);
        } catch (RuntimeException failing) {
            LOG.warn("{} - the authenticator failed, the caller counts as anonymous", request, failing);
            return Optional.empty();
        }
    }

    /**
     * Builds a {@link HealthHandler}. Not safe for use by multiple threads.
     *
     * @since 0.1
     */
    public static final class Builder {

        /** The most live streams that may be asked for: 100,000. */
        static final int MOST_LIVE_STREAMS = 100_000;

        private final HealthMonitor monitor;
        private BasePath basePath = BasePath.of("");
        private Authenticator authenticator = BearerTokens.none();
        private @Nullable Secret cronSecret;
        private int liveStreams = 2_000;

        private Builder(HealthMonitor monitor) {
            this.monitor = monitor;
        }

        /**
         * Sets the path below which everything stands. Default: none.
         *
         * @throws IllegalArgumentException if it is neither empty nor a plain absolute path
         */
        public Builder basePath(String path) {
            this.basePath = BasePath.of(path);
            return this;
        }

        /** Sets the bearer token of the cron routes. If not set, or blank, they answer 404. */
        public Builder cronSecret(Secret secret) {
            this.cronSecret = secret.isBlank() ? null : secret;
            return this;
        }

        /** Sets who finds out who asks. If not set, every caller is anonymous. */
        public Builder authenticator(Authenticator authenticator) {
            this.authenticator = Objects.requireNonNull(authenticator, "authenticator");
            return this;
        }

        /**
         * Sets how many live streams, event streams and sockets together, may be open at a time; whoever comes then is
         * asked to come again later. Default: 2,000.
         *
         * @throws IllegalArgumentException if it is not from 1 to 100,000
         */
        public Builder liveStreams(int most) {
            if (most < 1 || most > MOST_LIVE_STREAMS) {
                throw new IllegalArgumentException(
                        "liveStreams " + most + " is not allowed; use a number from 1 to " + MOST_LIVE_STREAMS);
            }
            this.liveStreams = most;
            return this;
        }

        /**
         * Reads {@code server.basePath}, {@code server.liveStreams}, {@code security.cronSecret} and {@code security.tokens}; what is not there, or
         * is blank, stays as it is.
         *
         * @throws io.healthmon.settings.SettingException if one cannot be used
         */
        public Builder settings(Settings root) {
            HandlerSettings.apply(root, this);
            return this;
        }

        /** Returns the handler. */
        public HealthHandler build() {
            return new HealthHandler(this);
        }

        private List<Route> routes(LiveRoutes live) {
            BlockingCalls blocking = new BlockingCalls();
            List<Route> routes = new ArrayList<>(new HealthRoutes(monitor).routes());
            routes.addAll(live.routes());
            ManualChecks manual = new ManualChecks(monitor, blocking);
            routes.addAll(new IntegrationRoutes(monitor, manual).routes());
            routes.addAll(new ObservationRoutes(monitor).routes());
            routes.addAll(new BadgeRoutes(monitor).routes());
            routes.addAll(new AdminRoutes(monitor, manual).routes());
            Exports exports = new Exports(Exports.LONGEST);
            routes.addAll(new HistoryRoutes(monitor, exports).routes());
            routes.addAll(new ReportRoutes(monitor, exports).routes());
            routes.addAll(new HeartbeatRoutes(monitor).routes());
            routes.addAll(new MetricRoutes(monitor).routes());
            routes.addAll(new PageRoutes().routes());
            Secret secret = cronSecret;
            if (secret != null) {
                routes.addAll(new CronRoutes(monitor, blocking, secret).routes());
            }
            return routes;
        }
    }
}
